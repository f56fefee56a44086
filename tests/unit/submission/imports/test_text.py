import pytest

from services.submission.imports.text import is_missing, one_line, paragraphs, without_cut
from tests.support.texts import UNCHANGED


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Stage d&#8217;impro", "Stage d’impro"),
        ("Gipsies&nbsp;! (tout public)", "Gipsies ! (tout public)"),
        ("a &amp;amp; b", "a & b"),
        ("&lt;b&gt;Gras&lt;/b&gt;", "Gras"),
        ("Titre\r\n  sur deux\tlignes", "Titre sur deux lignes"),
        ("<p>Un</p><script>alert(1)</script>", "Un"),
        ("10 < 20 et 30 > 20", "10 < 20 et 30 > 20"),
        ("Fête de l’Ã©tÃ©", "Fête de l’été"),
        ("FÃªte de lâ€™Ã©tÃ©", "Fête de l’été"),
        ("e\u0301te\u0301", "été"),
        ("zéro\u200blargeur\x00\u202e", "zérolargeur"),
        ("Un_x000D_ deux", "Un deux"),
        ("l’ate\u00adlier", "l’atelier"),
        ("<![if !supportLists]>·<![endif]>Un<o:p></o:p>", "·Un"),
        ('<?xml:namespace prefix = o ns = "urn:x" />Un', "Un"),
        ("<!--[if gte mso 9]><xml><w:View>Normal</w:View></xml><![endif]-->Un", "Un"),
        ("<xml><w:View>Normal</w:View></xml>Un", "Un"),
        ("\ud800 seul", "\N{REPLACEMENT CHARACTER} seul"),
        ("&#xD800; seul", "\N{REPLACEMENT CHARACTER} seul"),
        ("", ""),
    ],
)
def test_a_line_is_plain_text(text: str, expected: str) -> None:
    assert one_line(text) == expected


def test_paragraphs_and_lists_keep_their_lines() -> None:
    html = "<p>Un&nbsp;mot<br>à la ligne</p>\n\n\n<ul><li>pain</li><li>vin</li></ul><!-- rien -->"

    assert paragraphs(html) == "Un mot\nà la ligne\n\n– pain\n\n– vin"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ainsi qu’une (...)", ("ainsi qu’une…", True)),
        ("ainsi qu’une, [...] ", ("ainsi qu’une…", True)),
        ("une (…)", ("une…", True)),
        ("fin (voir plus bas)", ("fin (voir plus bas)", False)),
        ("(...) au milieu", ("(...) au milieu", False)),
    ],
)
def test_what_a_site_cut_ends_with_an_ellipsis(text: str, expected: tuple[str, bool]) -> None:
    assert without_cut(text) == expected


@pytest.mark.parametrize("text", ["", " ", "-", "NaN", "null", "None", "n/a", "."])
def test_the_many_ways_of_writing_nothing(text: str) -> None:
    assert is_missing(text)


@pytest.mark.parametrize("text", ["Non", "0", "Nanterre"])
def test_words_that_only_look_like_nothing(text: str) -> None:
    assert not is_missing(text)


@pytest.mark.parametrize("text", UNCHANGED.values(), ids=list(UNCHANGED))
def test_every_script_and_emoji_comes_out_as_it_went_in(text: str) -> None:
    assert (text, text) == (one_line(text), paragraphs(text))


def test_lines_and_bullets_of_office_software_are_plain_text() -> None:
    assert paragraphs("Au programme :_x000D_\n\uf0b7 Un_x000D_\r\n\uf0a7\tDeux\n· Trois") == (
        "Au programme :\n– Un\n– Deux\n– Trois"
    )


def test_line_breaks_of_office_software_stay_line_breaks() -> None:
    assert "Accueil\nVisite\nRepas\nFin" == paragraphs("Accueil\vVisite\u2028Repas\fFin")
