"""What is said before an edition is changed."""

from dataclasses import replace
from datetime import UTC, date, datetime

from services.submission.drafts.rules import Begun
from services.submission.editions.rules import consequences, now_public
from services.submission.manifestations.rules.uses import Uses
from shared.contracts.edition import EditionRegion
from shared.contracts.submission import EditionChanged
from tests.support.edition import EDITION, edition
from tests.support.questions import ASKING, CHARTER, FOOD

USES = Uses(registered=40, waiting=3, outside=2, by_region={"53": 12}, by_theme={"sport": 1}, by_format={"autre": 4})


def with_region(region_code: str, **fields: object) -> EditionChanged:
    def changed(each: EditionRegion) -> EditionRegion:
        return replace(each, **fields) if each.region_code == region_code else each  # type: ignore[arg-type]

    return edition(regions=tuple(changed(each) for each in EDITION.regions))


def test_a_cut_off_that_moves_is_said_with_the_manifestations_registered_under_the_former() -> None:
    moved = with_region("53", cut_off=datetime(2026, 9, 20, 12))  # noqa: DTZ001  on the region's clock

    [said] = consequences(EDITION, moved, USES)

    assert "Bretagne : la date limite du programme papier passe du samedi\u00a012 septembre 2026 à 18\u00a0h" in said
    assert "au dimanche\u00a020 septembre 2026 à 12\u00a0h : 12\u00a0manifestations y sont déjà" in said


def test_a_cut_off_that_moves_after_its_reminders_went_out_says_how_many_people_know_the_former() -> None:
    moved = with_region("53", cut_off=datetime(2026, 9, 20, 12))  # noqa: DTZ001  on the region's clock

    _, one = consequences(EDITION, moved, USES, Begun(left=3, reminded={"53": 1, "28": 4}))
    _, several = consequences(EDITION, moved, USES, Begun(reminded={"53": 7}))

    assert one.startswith(
        "Bretagne : 1\u00a0personne a déjà reçu le rappel qui annonce l’ancienne date, et n’en recevra"
    )
    assert "7\u00a0personnes ont déjà reçu" in several


def test_archiving_names_those_that_still_wait_for_a_decision() -> None:
    said = " ".join(consequences(EDITION, edition(state="archived"), USES))

    assert "reste lisible" in said
    assert "sur 40 attendent encore une décision" in said


def test_archiving_says_how_many_drafts_were_never_sent() -> None:
    one, several = (consequences(EDITION, edition(state="archived"), Uses(), Begun(left=count))[-1] for count in (1, 7))

    assert "1\u00a0brouillon n’a pas été envoyé, et ne pourra plus l’être pour cette édition." == one
    assert several.startswith("7\u00a0brouillons n’ont pas été envoyés, et ne pourront plus")


def test_archiving_with_nothing_left_to_decide_says_nothing_of_it() -> None:
    said = consequences(EDITION, edition(state="archived"), Uses(registered=40))

    assert len(said) == 1


def test_a_theme_and_a_format_in_use_are_named_when_they_go_and_others_are_not() -> None:
    without = edition(
        themes=tuple(each for each in EDITION.themes if each.slug not in {"sport", "habitat"}),
        formats=tuple(each for each in EDITION.formats if each.slug != "autre"),
    )

    theme, format_ = consequences(EDITION, without, USES)

    assert theme.startswith("Le thème « Sport » est retiré")
    assert format_.startswith("Le format « Autre » est retiré")


def test_a_shorter_season_names_what_would_lie_outside() -> None:
    said = consequences(EDITION, edition(first_day=date(2026, 11, 1)), USES)

    assert "hors de cette saison" in said[-1]


def test_a_closing_that_is_set_is_said() -> None:
    closing = datetime(2026, 11, 15, 23, tzinfo=UTC)

    assert ["Les inscriptions se clôturent le dimanche\u00a015 novembre 2026."] == consequences(
        EDITION, edition(registration_closes_at=closing), USES
    )


def test_a_region_that_loses_its_chamber_passes_to_the_national_team() -> None:
    said = consequences(EDITION, with_region("53", chamber=None), USES)

    assert ["« CRESS Bretagne » à « équipe nationale »."] == [each[-42:] for each in said]


def test_what_touches_nobody_is_not_said() -> None:
    assert [] == consequences(EDITION, edition(national_contact="equipe@exemple.fr"), USES)
    assert [] == consequences(None, EDITION, USES)


def test_a_question_that_becomes_required_or_goes_is_said_where_something_is_registered() -> None:
    required, gone = consequences(edition(extra_fields=(FOOD,)), edition(extra_fields=(CHARTER,)), USES)

    assert required.startswith("La question « La charte est respectée » devient obligatoire")
    assert "(40\u00a0manifestations)" in required
    assert gone.startswith("La question « Peut-on se restaurer sur place ? » n’est plus posée")
    assert [] == consequences(EDITION, ASKING, Uses())


def test_only_what_was_asked_for_the_chamber_alone_may_not_be_published_later() -> None:
    after = edition(extra_fields=(replace(FOOD, shown=("page",)), replace(CHARTER, shown=("chamber", "paper"))))

    assert [1] == [position for position, _ in now_public(ASKING, after)]
