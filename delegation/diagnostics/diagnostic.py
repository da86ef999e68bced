"""What a check finds: a stable code, how grave it is, the row it is about, the article of law, a sentence. Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256
from typing import Final, Literal

Severity = Literal["error", "warning", "info"]
SEVERITIES: Final[tuple[Severity, ...]] = ("error", "warning", "info")
LONGEST_IDENTITY: Final = 400


def gettext_noop(sentence: str) -> str:
    """Mark a sentence for translation: the tools know it by this name, and a pure module translates nothing."""
    return sentence


@dataclass(frozen=True, slots=True)
class Record:
    """A row of the register: the table as in a bundle, and the row's id."""

    table: str
    id: str


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One fault of one row. `place`, a unit, and `on`, the first day it is true of, where they are told.

    `column` is the cell of the row to look at first, if it is one; `about` are the other rows that it is about: the
    recipient that is meant, the grants that overlap.

    `sentence` is Vietnamese, the language of the source, with `%(name)s` for each of `values`; it says what to do.
    """

    code: str
    severity: Severity
    record: Record
    law: str
    sentence: str
    values: Mapping[str, str] = field(default_factory=dict)
    place: str | None = None
    on: date | None = None
    column: str | None = None
    about: tuple[str, ...] = ()

    @property
    def identity(self) -> str:
        """What stays the same of a finding as long as it is the same one, whatever words tell it."""
        day = "" if self.on is None else self.on.isoformat()
        about = ";".join(self.about)
        told = (self.code, self.record.table, self.record.id, self.column or "", self.place or "", day, about)
        whole = "|".join(told)
        if len(whole) <= LONGEST_IDENTITY:
            return whole
        return f"{self.code}|{self.record.table}|{sha256(whole.encode()).hexdigest()}"

    def told(self, translate: Callable[[str], str] = str) -> str:
        """The sentence with its values, in the language that `translate` knows."""
        return translate(self.sentence) % self.values

    @property
    def message(self) -> str:
        """The sentence in Vietnamese."""
        return self.told()

    @property
    def order(self) -> tuple[str, str, str, str, str, str]:
        """By code, then row, place and day."""
        return (
            self.code,
            self.record.table,
            self.record.id,
            self.place or "",
            str(self.on or ""),
            self.message,
        )


@dataclass(frozen=True, slots=True)
class Finding:
    """What a test found wrong: the row, the sentence that says so, and the law. The rule adds its code and severity."""

    record: Record
    sentence: str
    law: str
    values: Mapping[str, str] = field(default_factory=dict)
    place: str | None = None
    on: date | None = None
    column: str | None = None
    about: tuple[str, ...] = ()
