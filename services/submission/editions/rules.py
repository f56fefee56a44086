"""What a change to an edition does to what is registered, in sentences for whoever is about to make it; pure."""

from collections.abc import Iterator, Mapping
from datetime import datetime

from services.submission.drafts.rules import NOTHING_BEGUN, Begun
from services.submission.manifestations.rules.uses import Uses
from shared.contracts.edition import ExtraField
from shared.contracts.submission import EditionChanged
from shared.editions.questions import is_public
from shared.editions.rules import chamber_of, format_labels, theme_labels
from shared.french.dates import day, hour
from shared.french.typography import plural
from shared.geography import region


def consequences(
    before: EditionChanged | None, after: EditionChanged, uses: Uses, begun: Begun = NOTHING_BEGUN
) -> list[str]:
    """Say what the change does to others, with figures; nothing of what touches nobody yet."""
    if before is None:
        return []
    return [
        *_of_state(before, after, uses, begun.left),
        *_of_season(before, after, uses),
        *_of_registration(before, after),
        *_of_cut_offs(before, after, uses, begun),
        *_of_chambers(before, after, uses),
        *_removed("Le thème", theme_labels(before), theme_labels(after), uses.by_theme),
        *_of_questions(before, after, uses),
        *_removed("Le format", format_labels(before), format_labels(after), uses.by_format),
    ]


def _of_state(before: EditionChanged, after: EditionChanged, uses: Uses, drafts: int) -> Iterator[str]:
    if before.state == after.state:
        return
    if after.state == "open":
        yield f"L’édition {after.year} devient celle où l’on inscrit, et celle que le programme montre."
    if after.state == "archived":
        yield f"Plus rien ne s’inscrit ni ne se modifie dans l’édition {after.year} ; elle reste lisible."
        if uses.waiting:
            several = uses.waiting > 1
            closed = "pourront plus être corrigées ni acceptées" if several else "pourra plus être corrigée ni acceptée"
            yield (
                f"{_manifestations(uses.waiting)} sur {uses.registered} {'attendent' if several else 'attend'} encore "
                f"une décision, et ne {closed}."
            )
        if drafts:
            yield f"{_begun(drafts)}, et ne {'pourront' if drafts > 1 else 'pourra'} plus l’être pour cette édition."


def _of_season(before: EditionChanged, after: EditionChanged, uses: Uses) -> Iterator[str]:
    if (before.first_day, before.last_day) == (after.first_day, after.last_day):
        return
    yield f"La saison va du {day(after.first_day)} au {day(after.last_day)}."
    if uses.outside:
        yield f"{_manifestations(uses.outside)} de cette édition {_have(uses.outside)} des dates hors de cette saison."


def _of_registration(before: EditionChanged, after: EditionChanged) -> Iterator[str]:
    if before.registration_closes_at != after.registration_closes_at:
        closes = after.registration_closes_at
        yield (
            f"Les inscriptions se clôturent le {day(closes)}." if closes else "Les inscriptions n’ont plus de clôture."
        )


def _of_cut_offs(before: EditionChanged, after: EditionChanged, uses: Uses, begun: Begun) -> Iterator[str]:
    known = {each.region_code: each.cut_off for each in before.regions}
    for each in after.regions:
        former = known.get(each.region_code)
        if former is None or former == each.cut_off:
            continue
        count = uses.by_region.get(each.region_code, 0)
        moved = f"passe du {_local(former)} au {_local(each.cut_off)}" if each.cut_off else "est retirée"
        registered = f" : {_manifestations(count)} y {_are(count)} déjà, sous l’ancienne date" if count else ""
        yield f"{_named(each.region_code)} : la date limite du programme papier {moved}{registered}."
        if told := begun.reminded.get(each.region_code, 0):
            people, next_one = plural(told, "personne"), f"n’en {'recevront' if told > 1 else 'recevra'} pas d’autre"
            yield (
                f"{_named(each.region_code)} : {people} {_have(told)} déjà reçu le rappel qui annonce l’ancienne date, "
                f"et {next_one}."
            )


def _of_chambers(before: EditionChanged, after: EditionChanged, uses: Uses) -> Iterator[str]:
    for each in after.regions:
        former, now = (chamber_of(edition, each.region_code) for edition in (before, after))
        count = uses.by_region.get(each.region_code, 0)
        if former != now and count:
            yield f"{_named(each.region_code)} : {_manifestations(count)} {_pass(count)} de « {former} » à « {now} »."


def _removed(what: str, before: Mapping[str, str], after: Mapping[str, str], uses: Mapping[str, int]) -> Iterator[str]:
    for slug, label in before.items():
        if slug not in after and (count := uses.get(slug, 0)):
            yield (
                f"{what} « {label} » est retiré, or {_manifestations(count)} le {_bear(count)} : il faudra en choisir "
                "un autre à leur prochaine modification."
            )


def _of_questions(before: EditionChanged, after: EditionChanged, uses: Uses) -> Iterator[str]:
    former, now = ({each.name: each for each in edition.extra_fields} for edition in (before, after))
    for name, question in now.items():
        if uses.registered and question.required and not (name in former and former[name].required):
            yield (
                f"La question « {question.label} » devient obligatoire : ce qui est déjà inscrit "
                f"({_manifestations(uses.registered)}) devra y répondre à sa prochaine modification."
            )
    for name, question in former.items():
        if uses.registered and name not in now:
            yield (
                f"La question « {question.label} » n’est plus posée : ses réponses ne sont plus montrées, et chaque "
                "manifestation perd la sienne à sa prochaine modification."
            )


def now_public(before: EditionChanged, after: EditionChanged) -> Iterator[tuple[int, ExtraField]]:
    """Return the questions, by position, whose answers were promised to the chamber alone and would be published."""
    private = {each.name for each in before.extra_fields if not is_public(each)}
    for position, question in enumerate(after.extra_fields):
        if question.name in private and is_public(question):
            yield position, question


def _local(at: datetime) -> str:
    return f"{day(at.date())} à {hour(at.time())}"


def _named(region_code: str) -> str:
    found = region(region_code)
    return found.name if found else region_code


def _manifestations(count: int) -> str:
    return plural(count, "manifestation")


def _begun(count: int) -> str:
    return (
        f"{plural(count, 'brouillon')} n’{'ont' if count > 1 else 'a'} pas été {'envoyés' if count > 1 else 'envoyé'}"
    )


def _have(count: int) -> str:
    return "ont" if count > 1 else "a"


def _are(count: int) -> str:
    return "sont" if count > 1 else "est"


def _pass(count: int) -> str:
    return "passent" if count > 1 else "passe"


def _bear(count: int) -> str:
    return "portent" if count > 1 else "porte"
