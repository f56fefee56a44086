"""Main activities (APE, NAF rév. 2) that weigh in the examination; pure data and its look-up."""

from typing import Literal

Standing = Literal["usual", "excluded", "to_check"]

EXCLUDED_DIVISION = "84"
"""Administration publique et défense."""

EXCLUDED = {
    "9411Z": "organisations patronales et consulaires",
    "9420Z": "syndicats de salariés",
    "9491Z": "organisations religieuses",
    "9492Z": "organisations politiques",
}
"""Left out of the statistical perimeter of the ESS (INSEE with DIIESES and CNCRES, 2007)."""

TO_CHECK = {"9412Z": "organisations professionnelles"}
"""Near the former, but not named by the source."""

TEACHING_GROUPS = ("851", "852", "853", "854")
"""Pre-primary to higher education. 85.5 and 85.6 are training, leisure and support: not always a school."""


def standing(activity: str) -> Standing:
    """Say how an activity weighs on an organiser that is of the ESS by its legal form."""
    code = _plain(activity)
    if code.startswith(EXCLUDED_DIVISION) or code in EXCLUDED:
        return "excluded"
    return "to_check" if code in TO_CHECK else "usual"


def label(activity: str) -> str:
    """Name an activity that is excluded or to check, in a sentence's lower case."""
    code = _plain(activity)
    return EXCLUDED.get(code) or TO_CHECK.get(code) or "administration publique"


def is_teaching(activity: str) -> bool:
    """Return True for schools and higher education."""
    return _plain(activity).startswith(TEACHING_GROUPS)


def _plain(activity: str) -> str:
    return activity.replace(".", "").strip().upper()
