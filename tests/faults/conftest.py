"""One platform for all faults; each begins with everything healed and ends in the run's table of figures."""

import os
import random
import secrets
from collections.abc import AsyncIterator
from pathlib import Path
from tempfile import mkdtemp

import pytest

from deploy.local.register.organisations import find
from tests.faults.field import Field
from tests.faults.history import Figures, History
from tests.faults.load import open_hall
from tests.faults.requests import Requests
from tests.faults.stand import standing
from tests.faults.trial import Trial
from tests.support.builders import submission_body
from tests.support.eventually import eventually

SEED_VARIABLE = "MOISESS_FAULT_SEED"
ORGANISERS = ("999900012", "999900020", "999900038", "999900053", "999900061", "999900087", "999900095", "999900111")
FIGURES = pytest.StashKey[list[tuple[str, Figures]]]()


def pytest_configure(config: pytest.Config) -> None:
    config.stash[FIGURES] = []


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "tests/faults/" in item.nodeid and item.get_closest_marker("timeout") is None:
            item.add_marker(pytest.mark.timeout(420))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    for name, figures in config.stash[FIGURES]:
        said = ", ".join(f"{key} {value}" for key, value in figures.items())
        terminalreporter.write_line(f"{name}: {said}")


@pytest.fixture(scope="session")
async def field(run_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Field]:
    """Give the platform that the faults of this run share."""
    homes = {part: Path(mkdtemp(prefix=f"faults-{part}-", dir=run_folder)) for part in ("kafka", "postgres")}
    folder = tmp_path_factory.mktemp("services")
    async with standing(kafka_home=homes["kafka"], postgres_home=homes["postgres"], folder=folder) as field:
        await field.heal()
        await introduce_structures(field)
        yield field


@pytest.fixture
async def trial(field: Field, request: pytest.FixtureRequest) -> AsyncIterator[Trial]:
    """Give a healed platform and an empty history."""
    await field.heal()
    trial = await prepare(field)
    request.config.stash[FIGURES].append((request.node.name, trial.figures))
    yield trial
    field.kafka_link.heal()
    field.postgres_link.heal()


async def prepare(field: Field) -> Trial:
    seed = int(os.environ.get(SEED_VARIABLE) or secrets.randbelow(1_000_000))
    field.halls += 1
    history = History(series=str(random.Random(f"{seed} {field.halls}").randrange(10**9)))  # noqa: S311  repeats
    hall = await open_hall(Requests(platform=field.platform, history=history), field.halls)
    return Trial(
        field=field,
        hall=hall,
        seed=seed,
        draw=random.Random(seed),  # noqa: S311  repeats by its seed
        history=history,
        figures={"seed": seed},
    )


async def introduce_structures(field: Field) -> None:
    """Let matchmaking hear of enough structures to book meetings for."""
    requests = Requests(platform=field.platform, history=History(series="0"))
    for siren in ORGANISERS:
        [unit] = find(query=siren, uai=None)
        body = submission_body(title=f"Accueil de {siren}", organiser={"name": unit.name, "siren": siren})
        response, _ = await requests.send("POST", "submission", "/manifestations", body)
        assert response is not None
        assert response.is_success, response.text

    async def known() -> bool:
        answer, _ = await requests.send("GET", "matchmaking", "/structures")
        return answer is not None and len(answer.json()["items"]) >= len(ORGANISERS)

    await eventually(known, within=60, every=0.1)
