"""What would become of each record that can be registered, as things stand."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from uuid import UUID
from zoneinfo import ZoneInfo

from services.submission.imports.rules.identity import Candidate, Identity, identify
from services.submission.imports.rules.rows import ImportRow
from services.submission.manifestations.bodies.reading import read_manifestation
from services.submission.manifestations.bodies.registering import registration_of
from services.submission.manifestations.rules.standing import Standing
from shared.contracts.submission import EditionChanged
from shared.french.dates import day
from shared.french.typography import typo
from shared.geography import fold
from shared.geography.clocks import place_of
from shared.geography.time_zones import PARIS

NOBODYS = UUID(int=0)
ALREADY = "Déjà inscrite : ce que le fichier dit d’autre la mettra à jour."
RETITLED = "Déjà inscrite sous le titre « {} » : elle sera mise à jour."
OTHERWISE = (
    "« {} » est déjà inscrite par votre compte, sans fichier et sans référence : modifiez-la sur sa page, ce fichier "
    "n’y change rien."
)
WITHDRAWN = (
    "« {} » a été retirée sur la plateforme : ce fichier ne la remet pas au programme. Si elle a lieu, inscrivez-la de "
    "nouveau par le formulaire."
)
ALIKE = (
    "Même titre, même date et même commune que le n° {}, et autre chose de différent : les deux sont inscrites ; si "
    "c’est la même, retirez-en une."
)
OTHER_DATE = (
    "Une manifestation de même titre au même lieu est déjà inscrite le {} : si c’est elle, dont la date a changé, "
    "retirez-la après cet envoi."
)


def planned(rows: Sequence[ImportRow], standing: Iterable[Standing], *, edition: EditionChanged) -> list[ImportRow]:
    """Give each record the reference under which it is kept, and say which manifestation it is if it is one."""
    everything = list(standing)
    known = [each for each in everything if not each.withdrawn]
    withdrawn = {each.reference: each for each in everything if each.withdrawn and each.reference}
    candidates = {
        row.number: Candidate(
            number=row.number, reference=row.reference, numbered=row.numbered, said=said_by(row, edition)
        )
        for row in rows
        if row.outcome == "new"
    }
    found = identify(list(candidates.values()), known)
    elsewhen = {(fold(each.title), each.commune_code): each for each in known}
    return [
        _unless_withdrawn(
            _planned(row, found[row.number], candidates[row.number].said, elsewhen), withdrawn, found[row.number]
        )
        if row.number in found
        else row
        for row in rows
    ]


def _unless_withdrawn(row: ImportRow, withdrawn: Mapping[str, Standing], identity: Identity) -> ImportRow:
    """Refuse what was taken back: a sheet that is sent again must not bring it back."""
    there = withdrawn.get(str(identity.reference))
    if identity.known or there is None or (row.numbered and fold(there.title) != fold(row.title)):
        return row
    message = typo(WITHDRAWN.format(there.title))
    return replace(row, outcome="refused", message=message, manifestation_id=there.manifestation_id)


def said_by(row: ImportRow, edition: EditionChanged) -> Standing:
    """Return by what people know again what a record says."""
    registration = registration_of(read_manifestation(row.body, edition=edition), NOBODYS, edition=edition)
    content = registration.content
    place = place_of(content, content.occurrences[0])
    return Standing(
        manifestation_id=None,
        reference=row.reference,
        title=content.title,
        starts_at=content.starts_at,
        commune_code=place.commune_code if place else None,
        organiser=registration.organiser.name,
    )


def _planned(
    row: ImportRow, identity: Identity, said: Standing, elsewhen: dict[tuple[str, str | None], Standing]
) -> ImportRow:
    known = identity.known
    if known is None:
        notes = row.notes
        if other := elsewhen.get((fold(said.title), said.commune_code)):
            notes = (*notes, typo(OTHER_DATE.format(day(other.starts_at.astimezone(ZoneInfo(PARIS)).date()))))
        if identity.alike is not None:
            notes = (*notes, typo(ALIKE.format(identity.alike)))
        body = {**(row.body or {}), "external_id": identity.reference}
        return replace(row, reference=identity.reference, body=body, notes=notes)
    if known.reference is None:
        message = typo(OTHERWISE.format(known.title))
        return replace(row, outcome="duplicate", message=message, manifestation_id=known.manifestation_id)
    message = RETITLED.format(known.title) if identity.how == "retitled" else ALREADY
    return replace(
        row,
        reference=identity.reference,
        body={**(row.body or {}), "external_id": identity.reference},
        known=known.manifestation_id,
        manifestation_id=known.manifestation_id,
        message=typo(message),
    )
