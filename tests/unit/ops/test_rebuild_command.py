from pathlib import Path

import pytest

from deploy.local.kafka import Kafka
from deploy.local.postgres import Postgres
from deploy.local.state import StateFile
from moisess.rebuild import public_address
from shared.kafka.cluster import Cluster
from tests.support.command import moisess

KAFKA, DATABASE = "kafka.example:9092", "postgresql://programme:secret@database.example/programme"


@pytest.fixture(autouse=True)
def elsewhere(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Name servers that are not those of this machine, and no address of the programme; returns the stack's folder."""
    monkeypatch.setenv("MOISESS_HOME", str(tmp_path))
    monkeypatch.setenv("KAFKA_BOOTSTRAP_SERVERS", KAFKA)
    monkeypatch.setenv("PROGRAMME_DATABASE_OWNER_URL", DATABASE)
    monkeypatch.delenv("PROGRAMME_URL", raising=False)
    return tmp_path


async def test_without_its_public_address_the_programme_is_not_rebuilt() -> None:
    finished = await moisess("rebuild", "programme")

    assert 1 == finished.code
    assert "PROGRAMME_URL n’est pas renseignée" in finished.output


def test_partners_are_told_the_address_that_was_given(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PROGRAMME_URL", "https://programme.example")

    assert "https://programme.example" == public_address("programme", cluster=Cluster(KAFKA), database=DATABASE)


def test_on_the_local_stack_the_usual_address_will_do_however_its_servers_were_named(elsewhere: Path) -> None:
    kafka = Kafka(port=9092, controller_port=9093, sasl_port=9094, cluster_id="one")
    postgres = Postgres(
        folder="/nowhere", port=5432, password="a", passwords={"programme": "b", "programme_owner": "c"}
    )
    StateFile(elsewhere).change(kafka=kafka, postgres=postgres)

    for database in (postgres.url("programme"), postgres.owner_url("programme")):
        assert "http://127.0.0.1:8003" == public_address(
            "programme", cluster=Cluster(kafka.bootstrap_servers), database=database
        )


def test_a_service_that_tells_no_address_needs_none() -> None:
    assert "http://127.0.0.1:8001" == public_address("submission", cluster=Cluster(KAFKA), database=DATABASE)
