"""Nothing is recorded under an address: what a public page says then."""

from __future__ import annotations


class NotRecorded(LookupError):
    """The register has nothing under the key; `message` says so to people, `sought` is what to search for instead."""

    def __init__(self, message: str, sought: str) -> None:
        super().__init__(message)
        self.message = message
        self.sought = sought
