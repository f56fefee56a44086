from litestar.testing import AsyncTestClient

from shared.geography.bundle import gazetteer
from shared.postgres.database import Database
from shared.service import Blueprint, create_service
from shared.settings import ServiceSettings
from tests.support.service import NO_BROKER

NO_DATABASE = "postgresql://nobody@127.0.0.1:9/none"


async def test_the_communes_are_read_before_the_first_request_since_reading_them_holds_up_all_others() -> None:
    gazetteer.cache_clear()
    settings = ServiceSettings.model_validate(
        {"database_url": NO_DATABASE, "port": 0, "KAFKA_BOOTSTRAP_SERVERS": NO_BROKER}
    )
    blueprint = Blueprint(name="programme", title="Essai", route_handlers=())
    app = create_service(blueprint, settings=settings, database=Database(NO_DATABASE), role="api")
    assert gazetteer.cache_info().currsize == 0

    async with AsyncTestClient(app):
        assert gazetteer.cache_info().currsize == 1
