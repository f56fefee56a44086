"""What has to be done so that we have what a partner has; nothing is read or written here."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import uuid4

from services.submission.manifestations.accept import submitted
from services.submission.manifestations.bodies.extra import still_asked
from services.submission.manifestations.bodies.reading import read_manifestation
from services.submission.manifestations.bodies.registering import registration_of
from services.submission.manifestations.bodies.saying import said_anew, said_in
from services.submission.manifestations.errors import PartOfItself
from services.submission.manifestations.rules.access import is_open_to
from services.submission.manifestations.rules.doubts import doubts
from services.submission.manifestations.rules.manifestation import Manifestation, Registration, says_the_same
from services.submission.manifestations.rules.references import (
    GivenAway,
    ReferenceDisagrees,
    ReferenceUnknown,
    WithdrawnElsewhere,
)
from services.submission.manifestations.rules.registration import registration_refusal
from services.submission.manifestations.rules.sync import Known, Outcome, Plan, Sent
from shared.contracts.submission import EditionChanged
from shared.editions.errors import EditionArchived
from shared.identity.caller import Caller
from shared.text import one_line


def plan(sent: Sent, known: Known | None, *, caller: Caller, edition: EditionChanged, now: datetime) -> Plan:
    """Return what becomes of ``sent``; raises the ``DomainError`` by which it is refused."""
    if known and known.present.state != "withdrawn" and not is_open_to(known.present, caller):
        raise GivenAway(sent.reference)
    if sent.withdrawn:
        return _withdrawal(sent, known, edition)
    if known is None or known.present.state == "withdrawn":
        return _registration(sent, known, caller, edition, now)
    return _change(sent, known, edition, now)


def registered(
    body: Any, reference: str | None, *, caller: Caller, edition: EditionChanged, now: datetime
) -> Manifestation:
    """Return what a body registers; raises the ``DomainError`` by which it is refused."""
    # A fault can be mended before registration opens; what is refused for good is said with it.
    manifestation_id = uuid4()
    registration = registration_of(read_manifestation(body, edition=edition), manifestation_id, edition=edition)
    if refusal := registration_refusal(edition, now):
        raise refusal
    if reference is not None:
        registration = replace(registration, external_id=reference)
    manifestation = submitted(manifestation_id, registration, caller=caller, edition=edition.year, now=now)
    return replace(manifestation, by_program=True)


def _registration(sent: Sent, known: Known | None, caller: Caller, edition: EditionChanged, now: datetime) -> Plan:
    _refuse_other_reference(sent)
    if known and known.present.changed_by not in {None, caller.account_id}:
        # Whoever took it back must not find it again tomorrow.
        raise WithdrawnElsewhere(sent.reference)
    manifestation = registered(sent.body, sent.reference, caller=caller, edition=edition, now=now)
    return Plan(
        outcome="created",
        manifestation=manifestation,
        said=said_in(manifestation),
        doubts=tuple(doubts(manifestation.content, now)),
    )


def _change(sent: Sent, known: Known, edition: EditionChanged, now: datetime) -> Plan:
    _refuse_other_reference(sent)
    _refuse_archived(edition)
    present = known.present
    sent_now = _with(present, _read(sent.body, present, edition))
    said = said_in(sent_now)
    if said == known.said:
        return Plan(outcome="unchanged", manifestation=present, doubts=tuple(doubts(present.content, now)))
    # What a chamber or a colleague corrected meanwhile stays, where the partner has not changed the same.
    registration = _read(still_asked(edition, said_anew(present, sent_now, known.said)), present, edition)
    if registration.content.parent_id == present.id:
        raise PartOfItself(present.id)
    outcome: Outcome = "unchanged" if says_the_same(present, registration) else "changed"
    return Plan(
        outcome=outcome,
        manifestation=present,
        registration=registration,
        said=said,
        doubts=tuple(doubts(registration.content, now)),
    )


def _withdrawal(sent: Sent, known: Known | None, edition: EditionChanged) -> Plan:
    if known is None:
        raise ReferenceUnknown(sent.reference)
    if known.present.state == "withdrawn":
        return Plan(outcome="unchanged", manifestation=known.present)
    _refuse_archived(edition)
    return Plan(outcome="withdrawn", manifestation=known.present)


def _read(body: Any, manifestation: Manifestation, edition: EditionChanged) -> Registration:
    checked = read_manifestation(body, edition=edition)
    registration = registration_of(checked, manifestation.id, manifestation.content.occurrences, edition=edition)
    return replace(registration, external_id=manifestation.external_id)


def _with(manifestation: Manifestation, registration: Registration) -> Manifestation:
    return replace(
        manifestation,
        organiser=registration.organiser,
        content=registration.content,
        region_code=registration.region_code,
        note=registration.note,
        chamber_answers=registration.chamber_answers,
    )


def _refuse_other_reference(sent: Sent) -> None:
    said = sent.body.get("external_id") if isinstance(sent.body, Mapping) else None
    if said is not None and one_line(str(said)) != sent.reference:
        raise ReferenceDisagrees(str(said), sent.reference)


def _refuse_archived(edition: EditionChanged) -> None:
    if edition.state == "archived":
        raise EditionArchived(edition.year)
