import os
from dataclasses import replace
from pathlib import Path

import pytest

from deploy.local import processes, stack
from deploy.local.databases import roles_of
from deploy.local.failures import StackFailed
from deploy.local.given import SERVICES, Given, given, owner_variable
from deploy.local.kafka import Kafka
from deploy.local.postgres import Postgres
from deploy.local.processes import Process
from deploy.local.state import FILE, State, StateFile

KAFKA = Kafka(port=9092, controller_port=9093, sasl_port=9094, cluster_id="one")
POSTGRES = Postgres(folder="/nowhere", port=5432, password="a", passwords={"programme": "b", "programme_owner": "c"})


def test_what_was_written_is_read_back(tmp_path: Path) -> None:
    file = StateFile(tmp_path)
    file.change(kafka=KAFKA, postgres=POSTGRES)
    file.started("kafka", Process(pid=1, started_at=2.5))

    assert file.read() == State(kafka=KAFKA, postgres=POSTGRES, processes={"kafka": Process(pid=1, started_at=2.5)})


def test_a_stack_that_was_never_started_has_an_empty_state(tmp_path: Path) -> None:
    assert StateFile(tmp_path).read() == State()


def test_passwords_are_readable_by_their_owner_only(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        StateFile(tmp_path).change(postgres=POSTGRES)
    finally:
        os.umask(before)

    assert (tmp_path / FILE).stat().st_mode & 0o777 == 0o600


def test_a_damaged_state_says_which_folder_to_remove(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text("{")

    with pytest.raises(StackFailed, match=f"supprimez le dossier {tmp_path}"):
        StateFile(tmp_path).read()


def test_two_commands_do_not_work_on_one_stack_at_once(tmp_path: Path) -> None:
    with (
        StateFile(tmp_path).alone(),
        pytest.raises(StackFailed, match="Une autre commande"),
        StateFile(tmp_path).alone(),
    ):
        pass


def test_a_service_finds_no_stack_where_none_runs(tmp_path: Path) -> None:
    with pytest.raises(StackFailed, match="moisess stack up"):
        stack.environment(home=tmp_path)


def test_addresses_given_in_the_environment_need_no_stack(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    addresses = {
        "KAFKA_BOOTSTRAP_SERVERS": "kafka.example:9092",
        "ELIGIBILITY_REGISTER_URL": "https://register.example",
        **{f"{name}_DATABASE_URL": f"postgresql://{name}" for name in ("SUBMISSION", "ELIGIBILITY")},
        **{f"{name}_DATABASE_URL": f"postgresql://{name}" for name in ("PROGRAMME", "MATCHMAKING")},
    }
    for name, value in addresses.items():
        monkeypatch.setenv(name, value)

    assert stack.environment(home=tmp_path) == addresses


def test_a_database_that_is_given_without_its_owner_is_not_migrated(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SUBMISSION_DATABASE_URL", "postgresql://submission")
    monkeypatch.delenv("SUBMISSION_DATABASE_OWNER_URL", raising=False)

    with pytest.raises(StackFailed, match="SUBMISSION_DATABASE_OWNER_URL"):
        stack._owner_address("submission")  # noqa: SLF001


def test_the_addresses_of_owners_are_apart_from_what_services_are_given(tmp_path: Path) -> None:
    StateFile(tmp_path).change(postgres=replace(POSTGRES, passwords=dict.fromkeys(roles_of(SERVICES), "c")))

    owners = stack.owner_environment(home=tmp_path)

    assert {owner_variable(service) for service in SERVICES} == set(owners)
    assert "postgresql://submission_owner:c@127.0.0.1:5432/submission" == owners["SUBMISSION_DATABASE_OWNER_URL"]


def test_an_empty_variable_gives_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("KAFKA_BOOTSTRAP_SERVERS", "ELIGIBILITY_REGISTER_URL", "SUBMISSION_DATABASE_URL"):
        monkeypatch.setenv(name, "")

    assert given() == Given()


def test_a_number_given_to_another_program_is_not_taken_for_the_server() -> None:
    mine = processes.known(os.getpid())
    former = Process(pid=mine.pid, started_at=mine.started_at - 60)

    assert processes.is_running(mine)
    assert not processes.is_running(former)
    processes.stop(former)
