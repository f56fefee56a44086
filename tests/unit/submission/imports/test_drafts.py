"""What a file says is in the draft's form, as the form asks for it."""

from services.submission.imports.drafts import filled_in
from services.submission.manifestations.bodies.registering import registration_of
from services.submission.organiser_space.bodies.form import read_form
from tests.support.edition import EDITION
from tests.support.submission import EVERYTHING, registration_body
from tests.unit.submission.manifestations.building import SOME_ID, content

PRACTICAL = (
    *("price", "booking", "age", "accessibility", "languages", "co_organisers", "audiences"),
    *("print_title", "print_text"),
)


def test_a_draft_of_a_record_says_what_the_record_says() -> None:
    said = {name: EVERYTHING[name] for name in PRACTICAL}
    body = registration_body(**said)
    drafted = registration_of(read_form(filled_in(body), edition=EDITION), SOME_ID, edition=EDITION).content
    meant = content(**said)

    assert {name: getattr(meant, name) for name in PRACTICAL} == {name: getattr(drafted, name) for name in PRACTICAL}
