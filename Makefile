# `make` alone lists what there is. Everything runs in .venv, which `make setup` makes.
SHELL := /bin/sh
VENV := .venv
READY := $(VENV)/.ready
BIN := $(VENV)/bin
SHOWN_AT_THE_END = >$(VENV)/$@.log 2>&1; ended=$$?; cat $(VENV)/$@.log; exit $$ended

.DEFAULT_GOAL := help
.PHONY: help setup demo test test-others test-submission test-parts faults faults-rest faults-long bench check unit browser stack-up stack-down

help: ## List the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: $(READY) ## Make .venv with every pinned package (done once, then instant)

$(READY): requirements-dev.txt pyproject.toml deploy/local/setup.sh
	@sh deploy/local/setup.sh $(VENV)
	@touch $@

demo: setup ## Show the whole platform at work; DEMO=once ends by itself, FEED=file takes your own records
	@$(BIN)/moisess demo $(if $(filter once,$(DEMO)),--once) $(if $(FEED),--feed '$(FEED)')

test: check browser ## Everything that is checked before a merge: check, then every test and a few faults
	@$(MAKE) --no-print-directory -j3 test-others test-submission test-parts

# Each on servers of its own beside the others: most of the time is waiting. One shows its progress, two their end.
test-others:
	$(BIN)/pytest tests/integration tests/e2e --ignore tests/integration/submission --ignore tests/integration/shared

test-submission:
	@$(BIN)/pytest tests/integration/submission tests/integration/shared $(SHOWN_AT_THE_END)

test-parts:
	@{ $(BIN)/pytest tests/unit tests/contracts tests/security && $(BIN)/pytest tests/faults -m smoke; } \
		$(SHOWN_AT_THE_END)

faults: setup ## Every fault of the matrix, with its seed and figures (a quarter of an hour)
	@$(MAKE) --no-print-directory -j2 faults-rest faults-long

faults-rest:
	$(BIN)/pytest tests/faults -m 'not long'

# On servers of its own beside the rest: it is waiting, mostly.
faults-long:
	@$(BIN)/pytest tests/faults -m long $(SHOWN_AT_THE_END)

bench: setup ## Measure beside the floor of raw clients, write docs/performance.md (most of an hour; QUICK=1: minutes, kept apart)
	$(BIN)/python -m benchmarks $(foreach name,$(ONLY),--only $(name)) $(if $(QUICK),--quick --to $(VENV))

check: setup ## Format, lint, types, walls between modules, documents in step with the code
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/moisess contracts check

unit: setup ## The tests that need no server
	$(BIN)/pytest tests/unit

browser: setup ## Make sure that there is a browser for the browser test
	@$(BIN)/python -m tests.support.browser

stack-up: setup ## Start Kafka, PostgreSQL and the stand-in register on this machine
	@$(BIN)/moisess stack up

stack-down: setup ## Stop them and remove their data
	@$(BIN)/moisess stack down --purge
