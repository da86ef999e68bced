"""What people type, as the interchange format writes it: days, limits, choices. Pure.

Nothing is guessed: a text that cannot be read stays as it was typed, and the checks say so at its cell.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Final

from delegation.bundle.format import LIST_SEPARATOR, TABLES, Column, Holds
from delegation.editing.labels import choice_words
from delegation.limits import BadValue, UnknownDimension, read_limits
from delegation.wording import SITE
from units.text import fold

_ISO: Final = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})", re.ASCII)
_VIETNAMESE: Final = re.compile(r"(?:ngày\s*)?(\d{1,2})\s*[/.\-]\s*(\d{1,2})\s*[/.\-]\s*(\d{4})", re.ASCII)
_IN_WORDS: Final = re.compile(r"(?:ngày\s+)?(\d{1,2})\s+tháng\s+(\d{1,2})\s+năm\s+(\d{4})", re.ASCII)

_SIGNS: Final = (
    ("<=", ("khong qua", "khong vuot qua", "toi da", "den", "den het", "<=", "≤")),
    (">=", ("tu", "it nhat", "toi thieu", ">=", "≥")),
    ("<", ("duoi", "den duoi", "nho hon", "it hon", "<")),
    (">", ("tren", "lon hon", "hon", "nhieu hon", ">")),
    ("=", ("bang", "=", "")),
)
_AFTER: Final = {"tro len": ">=", "tro xuong": "<="}
_NAMES: Final = {
    "amount_vnd": ("so tien", "gia tri", "von", "von dau tu", "tong muc dau tu", "tong von", "muc von"),
    "area_m2": ("dien tich", "quy mo"),
    "floors": ("so tang", "chieu cao", "cao", "nha cao"),
}
_MEASURES: Final = {
    "ty dong": ("amount_vnd", 10**9),
    "ty": ("amount_vnd", 10**9),
    "trieu dong": ("amount_vnd", 10**6),
    "trieu": ("amount_vnd", 10**6),
    "dong": ("amount_vnd", 1),
    "vnd": ("amount_vnd", 1),
    "m2": ("area_m2", 1),
    "met vuong": ("area_m2", 1),
    "hecta": ("area_m2", 10**4),
    "ha": ("area_m2", 10**4),
    "tang": ("floors", 1),
}


def _alternatives(words: object) -> str:
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))  # type: ignore[call-overload]


_BOUND: Final = re.compile(
    rf"(?:(?P<name>{_alternatives(name for names in _NAMES.values() for name in names)})\s+)?"
    rf"(?P<sign>{_alternatives(word for _sign, words in _SIGNS for word in words)})\s*"
    r"(?P<number>\d[\d.,]*)\s*"
    rf"(?P<measure>{_alternatives(_MEASURES)})?"
    rf"(?:\s+(?P<after>{_alternatives(_AFTER)}))?"
)
_GROUPS: Final = re.compile(
    r"(?:(?:cac\s+)?du an\s+)?nhom\s+(?P<groups>[a-z](?:\s*(?:,|hoac|va|nhom|/)\s*[a-z]?)*)"
)
_THOUSANDS: Final = re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?")
_BETWEEN: Final = re.compile(r"[\s,]*(?:\bva\b\s*)?")


def cell_as_typed(table: str, column: str, text: str) -> str:
    """The cell that a person means by a text. An unknown column's stays as it is."""
    described = next((one for one in TABLES[table].columns if one.name == column), None)
    text = text.strip()
    if described is None or not text:
        return text
    match described.holds:
        case Holds.DAY | Holds.LAST_DAY:
            day = day_typed(text)
            return day.isoformat() if day else text
        case Holds.LIMITS:
            return limits_typed(text)
        case Holds.CHOICE:
            return _choices_typed(described, text)
    return text


def day_typed(text: str) -> date | None:
    """The day written as 1/7/2025, 2025-07-01 or in words; None for what is no day."""
    text = text.strip().casefold()
    if match := _ISO.fullmatch(text):
        year, month, day = match.groups()
    elif match := _VIETNAMESE.fullmatch(text) or _IN_WORDS.fullmatch(text):
        day, month, year = match.groups()
    else:
        return None
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def limits_typed(text: str) -> str:
    """Limits said in words as the format writes them: "dưới 240 tỷ" is "amount_vnd<240000000000"."""
    if _can_be_read(text):
        return text
    found = [limit for part in re.split(r"[;\n]", text) if part.strip() for limit in _limits_of(part)]
    return text if None in found or not found else LIST_SEPARATOR.join(filter(None, found))


def _can_be_read(text: str) -> bool:
    try:
        read_limits(text)
    except (UnknownDimension, BadValue):
        return False
    return True


def _limits_of(part: str) -> Iterator[str | None]:
    """The limits of one part of a text; None for what cannot be read."""
    folded = fold(part.strip()).replace("m²", "m2").strip(" .,")
    sites = {fold(str(words)): site for site, words in SITE.items()}
    if folded in sites:
        yield f"site={sites[folded]}"
        return
    if groups := _GROUPS.fullmatch(folded):
        letters = re.findall(r"\b[a-z]\b", groups["groups"])
        yield f"project_group={'|'.join(letter.upper() for letter in letters)}"
        return
    named: str | None = None
    measure: str | None = None
    # What is said once of two bounds is meant of both: a name of the later one, "số tầng từ 5 đến 10", and a measure
    # of the earlier one, "từ 5 đến dưới 10 tầng".
    bounds = _bounds(folded)
    names = [named := bound["name"] or named if bound else None for bound in bounds]
    measures = [measure := bound["measure"] or measure if bound else None for bound in reversed(bounds)]
    for bound, name, own in zip(bounds, names, reversed(measures), strict=True):
        yield _limit_of(bound, name, own) if bound else None


def _bounds(folded: str) -> list[re.Match[str] | None]:
    """The comparisons of a text, one after the other; a None stands where the text says something else."""
    bounds: list[re.Match[str] | None] = []
    at = 0
    while at < len(folded):
        bound = _BOUND.match(folded, at)
        bounds.append(bound)
        between = _BETWEEN.match(folded, bound.end()) if bound else None
        at = between.end() if between else len(folded)
    return bounds


def _limit_of(bound: re.Match[str], named: str | None, measure: str | None) -> str | None:
    """One comparison, of what is named or measured; None where the two disagree or neither is said."""
    dimension, times = _MEASURES[measure] if measure else (None, 1)
    by_name = next((name for name, words in _NAMES.items() if named in words), None)
    if by_name and dimension and by_name != dimension:
        return None
    dimension = dimension or by_name
    number = _number(bound["number"])
    if dimension is None or number is None:
        return None
    sign = next(sign for sign, words in _SIGNS if bound["sign"] in words)
    if bound["after"]:
        sign = _AFTER[bound["after"]]
    return f"{dimension}{sign}{(number * times).normalize():f}"


def _number(text: str) -> Decimal | None:
    """A number as Vietnamese writes it, 1.200.000,5; a single point that sets off no thousands is a decimal one."""
    text = text.rstrip(".,")
    if _THOUSANDS.fullmatch(text):
        return Decimal(text.replace(".", "").replace(",", "."))
    plain = text.replace(",", ".")
    return Decimal(plain) if re.fullmatch(r"\d+(?:\.\d+)?", plain) else None


def _choices_typed(column: Column, text: str) -> str:
    by_words = {fold(words): value for value, words in choice_words(column).items()}
    by_words |= {fold(value): value for value in column.choices}
    items = text.split(LIST_SEPARATOR) if column.many else [text]
    meant = [by_words.get(fold(item), item.strip()) for item in items]
    return LIST_SEPARATOR.join(item for item in meant if item)
