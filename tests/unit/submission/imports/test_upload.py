"""What the description of the API says of a file that is sent."""

from pathlib import Path
from typing import Any

import yaml

from services.submission.imports.bodies.upload import FILE, OptionsBody

DESCRIPTION = Path("docs/openapi/submission.yaml")


def test_the_description_of_the_api_has_the_form_of_an_import() -> None:
    described: dict[str, Any] = yaml.safe_load(DESCRIPTION.read_text(encoding="utf-8"))
    form = described["paths"]["/imports"]["post"]["requestBody"]["content"]["multipart/form-data"]["schema"]

    assert set(form["properties"]) == {FILE, *OptionsBody.model_fields}
    assert "required" not in form
