"""The number of a legal document, read by its grammar. Pure.

Source: Nghị định 30/2020/NĐ-CP, Điều 8, for the form "số/ký hiệu", with the year for normative texts
and the older forms that are still quoted.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_NUMBER = re.compile(
    r"(?P<serial>[0-9]{1,5}(?:\.[0-9]{1,3})?[A-Za-z]?)"
    r"(?:/(?P<year>(?:19|20)[0-9]{2}))?"
    r"/(?P<symbol>QH[0-9]{1,2}|UBTVQH[0-9]{1,2}|[A-ZĐ][\w&]*(?:-[A-ZĐ][\w&]*){0,3})"
)
_PARTY_NUMBER = re.compile(r"(?P<serial>[0-9]+)-(?P<symbol>[A-ZĐ]+/\w+)")


@dataclass(frozen=True, slots=True)
class DocumentNumber:
    """The parts of a number such as 031/2025/QĐ-UBND.

    `serial` is without leading zeros, which do not distinguish ("31"); `year` is the year that the number
    itself bears (normative texts), None for an individual one such as 3321/QĐ-UBND; `symbol` is "QĐ-UBND".
    """

    serial: str
    year: int | None
    symbol: str


def parse_number(text: str) -> DocumentNumber | None:
    """The parts of a document number, or None if it is outside of the grammar."""
    match = _NUMBER.fullmatch(text)
    if match is not None:
        year = match["year"]
        return DocumentNumber(_bare(match["serial"]), None if year is None else int(year), match["symbol"])
    match = _PARTY_NUMBER.fullmatch(text)
    return None if match is None else DocumentNumber(_bare(match["serial"]), None, match["symbol"])


def canonical_number(text: str) -> str:
    """What two writings of one number have in common; a number outside of the grammar stands as written.

    The series that bears the year and the one that does not stay apart: a committee numbers its normative and
    its individual decisions separately, so 25/2025/QĐ-UBND and 25/QĐ-UBND of one year are two documents.
    """
    number = parse_number(text)
    if number is None:
        return text
    year = "" if number.year is None else f"/{number.year}"
    return f"{number.serial}{year}/{number.symbol}"


def _bare(serial: str) -> str:
    """The serial without leading zeros, but never without a digit: "007a" is "7a", "0" stays."""
    stripped = serial.lstrip("0")
    return stripped if stripped[:1].isdigit() else f"0{stripped}"
