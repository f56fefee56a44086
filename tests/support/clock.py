"""A time that only goes on when told to."""


class SettableClock:
    """Seconds since some moment, for whatever takes a clock."""

    def __init__(self) -> None:
        """Start at zero."""
        self.now = 0.0

    def __call__(self) -> float:
        """Return the present second."""
        return self.now
