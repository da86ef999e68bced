"""What is wrong with a bundle, said so that a clerk with a spreadsheet can put it right. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext

MOST_FAULTS: Final = 1_000
_LONGEST_SHOWN: Final = 80


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong; `row` counts rows as a spreadsheet does, the header being 1."""

    file: str
    row: int | None
    column: str | None
    message: str

    def __str__(self) -> str:
        place = [self.file]
        if self.row is not None:
            place.append(gettext("dòng %(row)d") % {"row": self.row})
        if self.column is not None:
            place.append(gettext("cột %(column)s") % {"column": self.column})
        return f"{', '.join(place)}: {self.message}"


class BundleRefused(Exception):
    """The bundle cannot be recorded; `faults` says why: one or more, up to MOST_FAULTS and a closing one."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = list(faults)
        super().__init__("\n".join(map(str, self.faults)))


class FaultList:
    """Gathers faults while a bundle is read; refuses it at once when there are too many."""

    def __init__(self) -> None:
        self._faults: list[Fault] = []

    def add(self, file: str, row: int | None, column: str | None, message: str) -> None:
        """Note a fault. Raises BundleRefused at the MOST_FAULTS-th."""
        self._faults.append(Fault(file, row, column, message))
        if len(self._faults) >= MOST_FAULTS:
            raise BundleRefused([*self._faults, too_many(file)])

    def refuse_if_any(self) -> None:
        """Raises BundleRefused if a fault was noted."""
        if self._faults:
            raise BundleRefused(self._faults)


def too_many(file: str) -> Fault:
    """The closing fault that says the list was cut short."""
    return Fault(
        file,
        None,
        None,
        gettext("đã có %(count)d lỗi nên dừng kiểm tra tại đây; sửa các lỗi trên rồi kiểm tra lại.")
        % {"count": MOST_FAULTS},
    )


def quoted(value: str) -> str:
    """A bad value as shown in a sentence: in quotation marks, shortened, the invisible made visible."""
    shown = value if len(value) <= _LONGEST_SHOWN else f"{value[:_LONGEST_SHOWN]}…"
    visible = "".join(
        character if character.isprintable() else f"<U+{ord(character):04X}>" for character in shown
    )
    return f"“{visible}”"


def listed(values: Iterable[str]) -> str:
    """Several names in a sentence, in the order given."""
    return ", ".join(values)
