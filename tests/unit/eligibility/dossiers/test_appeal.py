"""Who hears an appeal, and until when it is open."""

from dataclasses import replace

import pytest

from services.eligibility.dossiers.access import require_reader, speaks_as
from services.eligibility.dossiers.rules.appeal import Readers
from services.eligibility.dossiers.rules.asked import Demand, asked_for
from services.eligibility.dossiers.rules.dossier import Dossier
from services.eligibility.dossiers.rules.examine import examine
from services.eligibility.dossiers.rules.ruling import Ruling, ruled
from shared.contracts.eligibility import DecidedBy
from shared.contracts.submission import ManifestationChanged
from shared.errors import NotAllowed
from shared.identity.caller import Caller, Role
from tests.support.builders import content
from tests.support.edition import EDITION
from tests.support.structures import IDENTITIES
from tests.unit.eligibility.dossiers.test_examine import ACCEPTED, FACTS, LATER, NOW, REFUSED, SUBMITTED, first, then

ANNE, BRUNO, CHLOE, DENIS = "anne", "bruno", "chloe", "denis"
ELSE, FARTHER = "else", "farther"
CHAMBER = {"53": frozenset({ANNE, BRUNO})}
NATIONAL = frozenset({CHLOE, DENIS})
READERS = Readers(chambers=CHAMBER, national=NATIONAL)


def refused(dossier: Dossier, account_id: str, decided_by: DecidedBy = "chamber", ruling: Ruling = REFUSED) -> Dossier:
    return ruled(
        dossier,
        ruling,
        decided_by=decided_by,
        answer="not_found",
        identities=IDENTITIES,
        now=NOW,
        correlation_id=None,
        account_id=account_id,
    )


def appeal(
    dossier: Dossier, chambers: dict[str, frozenset[str]] = CHAMBER, national: frozenset[str] = NATIONAL
) -> Dossier:
    return examine(
        next_version(dossier, appeal="Relisez nos statuts.", appealed_decision=dossier.version),
        FACTS,
        EDITION,
        previous=dossier,
        identities=IDENTITIES,
        readers=Readers(chambers=chambers, national=national),
        now=LATER,
        correlation_id=None,
    )


def next_version(dossier: Dossier, **fields: object) -> ManifestationChanged:
    version = dossier.manifestation.version + 1
    return replace(dossier.manifestation, version=version, state="amended", **fields)  # type: ignore[arg-type]


def caller(account_id: str, role: Role = "moderator", region_code: str = "53") -> Caller:
    return Caller(account_id=account_id, role=role, region_code=region_code if role == "moderator" else None, name="")


def test_what_a_moderator_refused_goes_to_a_colleague_and_not_to_them() -> None:
    dossier = appeal(refused(first(), ANNE))

    assert ("to_review", "appealed") == (dossier.verdict, dossier.reasons[-1].code)
    require_reader(caller(BRUNO), dossier)
    require_reader(caller(CHLOE, "national"), dossier)
    with pytest.raises(NotAllowed, match="une autre personne"):
        require_reader(caller(ANNE), dossier)


def test_where_the_chamber_has_nobody_else_the_national_team_hears_it() -> None:
    dossier = appeal(refused(first(), ANNE), {"53": frozenset({ANNE})})

    require_reader(caller(CHLOE, "national"), dossier)
    for moderator in (ANNE, BRUNO):
        with pytest.raises(NotAllowed):
            require_reader(caller(moderator), dossier)


def test_whose_refusal_a_restore_forgot_is_heard_by_the_national_team() -> None:
    dossier = refused(first(), ANNE)
    assert dossier.ruling
    dossier = appeal(replace(dossier, ruling=replace(dossier.ruling, refused_by=())))

    assert dossier.appeal
    assert dossier.appeal.to == "national"


def test_the_second_appeal_goes_to_the_national_team_which_is_the_last() -> None:
    again = appeal(refused(appeal(refused(first(), ANNE)), BRUNO))
    over = refused(again, CHLOE, "national")
    once_more = appeal(over)

    assert again.appeal
    assert ("national", (ANNE, BRUNO)) == (again.appeal.to, again.appeal.barred)
    assert ("refused", "refused_finally") == (over.verdict, over.reasons[-1].code)
    assert ("refused", None) == (once_more.verdict, once_more.appeal)


def test_what_one_of_the_national_team_refused_goes_to_another_of_them() -> None:
    dossier = appeal(refused(first(), CHLOE, "national"))

    require_reader(caller(DENIS, "national"), dossier)
    for barred in (caller(CHLOE, "national"), caller(ANNE)):
        with pytest.raises(NotAllowed):
            require_reader(barred, dossier)


def refused_by_the_only_one(
    chambers: dict[str, frozenset[str]], national: frozenset[str] = frozenset({CHLOE})
) -> Dossier:
    return appeal(refused(first(), CHLOE, "national"), chambers, national)


def test_where_all_of_the_national_team_refused_a_chamber_that_is_drawn_hears_it_and_speaks_for_them() -> None:
    dossier = refused_by_the_only_one({**CHAMBER, "28": frozenset({ELSE})})
    reader = caller(ELSE, region_code="28")

    require_reader(reader, dossier)
    for barred in (caller(CHLOE, "national"), caller(ANNE), caller(FARTHER, region_code="11")):
        with pytest.raises(NotAllowed):
            require_reader(barred, dossier)
    assert "tirée au sort (Normandie)" in dossier.reasons[-1].message
    assert "refused_finally" == refused(dossier, ELSE, speaks_as(reader, dossier)).reasons[-1].code


def test_the_chamber_that_was_drawn_stays_whoever_comes_and_is_never_the_own_one() -> None:
    far = {
        code: frozenset({f"{code} {FARTHER}"}) for code in ("11", "24", "27", "28", "32", "44", "52", "75", "76", "84")
    }
    everybody = Readers(chambers={**CHAMBER, **far}, national=frozenset({CHLOE}))

    def again(code: str) -> str | None:
        """Return who hears what this chamber alone could hear at first, once the others are there."""
        dossier = refused_by_the_only_one({**CHAMBER, code: far[code]})
        return examine(
            next_version(dossier, content=content(title="Tout autre chose")),
            FACTS,
            EDITION,
            previous=dossier,
            identities=IDENTITIES,
            readers=everybody,
            now=LATER,
            correlation_id=None,
        ).desk_region

    assert list(far) == [again(code) for code in far]
    drawn = refused_by_the_only_one({**CHAMBER, **far}).desk_region
    assert drawn in far
    assert drawn == refused_by_the_only_one({**far, **CHAMBER}).desk_region


def test_where_nobody_anywhere_can_hear_it_the_organiser_is_told_and_whoever_joins_the_national_team_may() -> None:
    dossier = refused_by_the_only_one({"53": frozenset()})

    assert dossier.appeal
    assert dossier.appeal.lacks_reader
    assert "attend qu’une autre les rejoigne" in dossier.reasons[-1].message
    require_reader(caller(DENIS, "national"), dossier)


def test_what_the_rules_refused_waits_for_the_chamber_once_it_is_appealed() -> None:
    ceased = replace(FACTS, legal_category="8420", flagged_ess=False)
    dossier = first(ceased)
    assert dossier.verdict == "refused"
    heard = examine(
        next_version(dossier, appeal="Nous avons une filiale.", appealed_decision=1),
        ceased,
        EDITION,
        previous=dossier,
        identities=IDENTITIES,
        readers=READERS,
        now=LATER,
        correlation_id=None,
    )

    assert heard.verdict == "to_review"
    require_reader(caller(ANNE), heard)


def test_an_acceptance_closes_the_appeal_and_it_is_not_heard_again() -> None:
    accepted = refused(appeal(refused(first(), ANNE)), BRUNO, ruling=ACCEPTED)
    amended = then(accepted, next_version(accepted))

    assert ("eligible", None) == (accepted.verdict, accepted.appeal)
    assert ("eligible", None) == (amended.verdict, amended.appeal)
    require_reader(caller(ANNE), amended)


def test_a_refusal_that_was_taken_back_before_the_appeal_came_is_not_heard() -> None:
    accepted = refused(refused(first(), ANNE), BRUNO, ruling=ACCEPTED)
    dossier = appeal(accepted)

    assert ("eligible", None) == (dossier.verdict, dossier.appeal)


def test_what_is_changed_while_the_appeal_waits_stays_with_the_second_reader() -> None:
    waiting = appeal(refused(first(), ANNE))
    changed = examine(
        next_version(waiting, content=content(title="Tout autre chose")),
        FACTS,
        EDITION,
        previous=waiting,
        identities=IDENTITIES,
        readers=READERS,
        now=LATER,
        correlation_id=None,
    )

    assert changed.appeal == waiting.appeal


def test_the_thread_holds_both_sides_in_order_and_tells_the_chambers() -> None:
    noted = first(submitted=replace(SUBMITTED, note="Appelez-nous."))
    dossier = appeal(refused(noted, ANNE))

    assert [line.kind for line in dossier.thread] == ["note", "refused", "appeal"]
    assert [said.kind for said in dossier.decided().said] == ["refused"]


def test_what_the_organiser_takes_back_is_in_the_thread_no_more() -> None:
    noted = first(submitted=replace(SUBMITTED, note="Appelez-nous."))
    dossier = then(noted, next_version(noted, note=None))

    assert dossier.thread == ()


def demand(dossier: Dossier) -> Dossier:
    wanted = Demand(message="", points=("Titre : plus court.",))
    return asked_for(dossier, wanted, by="chamber", now=NOW, correlation_id=None)


def test_changes_asked_for_change_no_decision_and_come_back_to_whoever_asked() -> None:
    online = first()
    asked = demand(online)
    back = then(asked, next_version(asked, content=content(title="Plus court")))

    assert (online.verdict, online.published) == (asked.verdict, asked.published)
    assert ("to_review", "changes_made") == (back.verdict, back.reasons[-1].code)
    assert back.published == online.published


def test_the_organiser_of_what_waits_reads_that_changes_are_asked_for() -> None:
    asked = demand(first("unavailable"))

    assert ("to_review", "changes_requested") == (asked.verdict, asked.reasons[-1].code)


def test_what_waits_for_changes_is_not_accepted_meanwhile_by_the_register() -> None:
    asked = demand(first("unavailable"))
    heard = then(asked, asked.manifestation)

    assert ("to_review", "changes_requested") == (heard.verdict, heard.reasons[-1].code)


def test_after_a_refusal_what_was_asked_for_is_read_again_whatever_was_changed() -> None:
    asked = demand(refused(first(), ANNE))
    back = then(asked, next_version(asked))

    assert ("to_review", "changes_made") == (back.verdict, back.reasons[-1].code)
    assert refused(back, ANNE).verdict == "refused"
