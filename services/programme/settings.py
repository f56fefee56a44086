"""What this service is told from outside."""

from typing import Self

from pydantic import Field, model_validator
from pydantic_settings import SettingsConfigDict

from services.programme.site.views.background import Background
from shared.objects.settings import ObjectSettings
from shared.settings import COMMON, ServiceSettings

TILES = r"^(https?://[^\s{};,'\"]+/\{z\}/\{x\}/\{y\}(\.[a-z]+)?)?$"


class Settings(ObjectSettings, ServiceSettings):
    """Read from ``PROGRAMME_DATABASE_URL``, ``PROGRAMME_PORT`` and the names that all services share."""

    model_config = SettingsConfigDict(**{**COMMON, "env_prefix": "PROGRAMME_"})

    port: int = Field(default=8003, ge=0, le=65535)
    operations_port: int = Field(default=9003, ge=0, le=65535)
    remembered_seconds: float = Field(default=0.9, ge=0, le=60)
    """How old an answer may be that anybody may read, and the counts in it when it was made; with 0 nothing is kept.

    What has left is to be gone a second after its commit, on the way to the reader too.
    """
    map_tiles: str = Field(default="", pattern=TILES)
    """Where the map's background is fetched from, ``https://tuiles.example/{z}/{x}/{y}.png``; none without."""
    map_credit: str = Field(default="", max_length=200)
    """Who is to be named for it."""

    @model_validator(mode="after")
    def _background_is_credited(self) -> Self:
        if self.map_tiles and not self.map_credit:
            raise ValueError(
                "PROGRAMME_MAP_CREDIT manque : dites d’où vient le fond de carte de PROGRAMME_MAP_TILES, par exemple "
                "« © les contributeurs d’OpenStreetMap »."
            )
        return self

    @property
    def background(self) -> Background:
        """Return what lies under the map's points."""
        return Background(tiles=self.map_tiles, credit=self.map_credit)
