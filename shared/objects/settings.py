"""Where files are kept, as the environment says it; for the settings of services that keep any."""

from pathlib import Path

from pydantic import Field
from pydantic_settings import BaseSettings

FOLDER = Path(".moisess") / "media"


def _folder_here() -> str:
    return FOLDER.absolute().as_uri()


class ObjectSettings(BaseSettings):
    """``MEDIA_URL``, the same for every service; who may enter a bucket is said by the standard ``AWS_…`` names."""

    media_url: str = Field(
        default_factory=_folder_here, pattern=r"^(file:///.|s3://[^/])", validation_alias="MEDIA_URL"
    )
    """A folder (``file:///…``) or a bucket with an optional folder in it (``s3://bucket/folder``)."""
