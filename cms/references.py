"""Short addresses of what was seen: the edition, the view, the records and the day, in a dozen letters. Pure.

    3-a-fu7s-pb4-u2f-k      lần ghi 3, an answer, day fu7s, power b4 and unit 2f of that edition, and a check character

Nothing is stored: an edition never changes, so the place of a key among its sorted keys never does. What is no key of
the register is written out. The check character is that of ISO 7064, MOD 37-2, over the digits, the letters and the
hyphen: one wrong character, and any two that have changed places, are refused.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

# The letter of each view; once given out it is never changed.
VIEWS: Final[Mapping[str, str]] = {
    "answer": "a",
    "competence": "c",
    "difference": "d",
    "edition": "e",
    "field": "f",
    "instrument": "i",
    "log": "l",
    "matrix": "m",
    "matrix_class": "k",
    "office": "o",
    "power": "p",
    "prospect": "r",
    "search": "s",
    "unit": "u",
}
# The letter of each kind of key, in the order in which a key is looked for.
_KINDS: Final = ("p", "u", "o", "i", "f")
_DAY: Final = "d"
_TEXT: Final = "t"
_NO_DAY: Final = "0"

_DIGITS: Final = "0123456789abcdefghijklmnopqrstuvwxyz"
_ALPHABET: Final = f"{_DIGITS}-"
_CHECKS: Final = f"{_DIGITS}_"
_MODULUS: Final = 37
_FORM: Final = re.compile(r"[0-9a-z]+(?:-[0-9a-z]+){2,9}-[0-9a-z_]")
_ISO_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
LONGEST: Final = 400


class BadReference(ValueError):
    """What stands in the address is no reference: a character is wrong, missing or out of its place."""


@dataclass(frozen=True, slots=True)
class Keys:
    """Every key of an edition, each kind sorted by code point."""

    powers: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    offices: tuple[str, ...] = ()
    instruments: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()

    def of_kind(self, kind: str) -> tuple[str, ...]:
        """The keys of a kind, by its letter."""
        return (self.powers, self.units, self.offices, self.instruments, self.fields)[_KINDS.index(kind)]


@dataclass(frozen=True, slots=True)
class Reference:
    """What a short address stands for."""

    edition: int
    view: str
    day: date | None = None
    keys: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Code:
    """A code whose check character is right; what its keys are can be told beside the keys of its edition."""

    edition: int
    view: str
    day: date | None
    places: tuple[str, ...]

    def reference(self, keys: Keys) -> Reference:
        """What it stands for. `keys` are those of its edition. Raises BadReference where there are fewer."""
        return Reference(self.edition, self.view, self.day, tuple(_key(place, keys) for place in self.places))


def code_of(reference: Reference, keys: Keys) -> str:
    """The code of a reference. `keys` are those of its edition. Raises KeyError for a view without a letter."""
    day = _in_digits(reference.day.toordinal()) if reference.day else _NO_DAY
    parts = [_in_digits(reference.edition), VIEWS[reference.view], day]
    return _sealed("-".join([*parts, *(_place(key, keys) for key in reference.keys)]))


def read_code(text: str) -> Code:
    """The code that was written, in small letters or large. Raises BadReference."""
    code = text.strip().lower()
    if len(code) > LONGEST or not _FORM.fullmatch(code):
        raise BadReference(text)
    body = code[:-2]
    if _sealed(body) != code:
        raise BadReference(text)
    edition, letter, day, *places = body.split("-")
    views = [view for view, own in VIEWS.items() if own == letter]
    if not views:
        raise BadReference(text)
    return Code(_number(edition), views[0], None if day == _NO_DAY else _day(day), tuple(places))


def _sealed(body: str) -> str:
    total = 0
    for character in body:
        total = (total + _ALPHABET.index(character)) * 2 % _MODULUS
    return f"{body}-{_CHECKS[(1 - total) % _MODULUS]}"


def _place(key: str, keys: Keys) -> str:
    """A key by its place among those of its kind; a day or another text as itself."""
    for kind in _KINDS:
        of_kind = keys.of_kind(kind)
        place = bisect_left(of_kind, key)
        if place < len(of_kind) and of_kind[place] == key:
            return f"{kind}{_in_digits(place)}"
    if _ISO_DAY.fullmatch(key):
        return f"{_DAY}{_in_digits(date.fromisoformat(key).toordinal())}"
    # A one before the bytes keeps leading zeros.
    return f"{_TEXT}{_in_digits(int.from_bytes(bytes([1]) + key.encode()))}"


def _key(place: str, keys: Keys) -> str:
    kind, number = place[:1], _number(place[1:])
    if kind in _KINDS:
        of_kind = keys.of_kind(kind)
        if number >= len(of_kind):
            raise BadReference(place)
        return of_kind[number]
    if kind == _DAY:
        return _day(place[1:]).isoformat()
    if kind != _TEXT or not number:
        raise BadReference(place)
    written = number.to_bytes(-(-number.bit_length() // 8))
    try:
        return written[1:].decode()
    except UnicodeDecodeError:
        raise BadReference(place) from None


def _in_digits(number: int) -> str:
    digits = ""
    while True:
        number, digit = divmod(number, len(_DIGITS))
        digits = _DIGITS[digit] + digits
        if not number:
            return digits


def _number(digits: str) -> int:
    """The number written so; one that would be written otherwise, with a zero before it, is none."""
    if not digits or _in_digits(int(digits, len(_DIGITS))) != digits:
        raise BadReference(digits)
    return int(digits, len(_DIGITS))


def _day(digits: str) -> date:
    number = _number(digits)
    if not date.min.toordinal() <= number <= date.max.toordinal():
        raise BadReference(digits)
    return date.fromordinal(number)
