"""Somebody who looks on while a file is sent."""

from typing import Protocol


class Watch(Protocol):
    """Told how far a run is."""

    def sending(self, total: int) -> None:
        """So many records will be sent."""

    def sent(self) -> None:
        """One more is sent, or given up."""

    def pausing(self, reason: str) -> None:
        """Say why a request will be tried again later."""

    def following(self, total: int) -> None:
        """So many were taken in and wait for a verdict."""

    def decided(self) -> None:
        """One more has its verdict, or is no longer waited for."""


class Silent:
    """Nobody looks on."""

    def sending(self, total: int) -> None:
        """Pass over it."""

    def sent(self) -> None:
        """Pass over it."""

    def pausing(self, reason: str) -> None:
        """Pass over it."""

    def following(self, total: int) -> None:
        """Pass over it."""

    def decided(self) -> None:
        """Pass over it."""
