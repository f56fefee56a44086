"""What keeps a plan from being made, in French."""


class Unreadable(Exception):
    """An instance is not written as it has to be."""


class PlannerBroken(Exception):
    """The search or its plan is wrong: a fault of ours, never of the instance."""


class NoChecker(Exception):
    """A proof is written, and the program that checks proofs is not installed here; the message is French."""
