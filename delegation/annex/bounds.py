"""Limits as annexes write them, "dưới 240 tỷ đồng", "không quá 5 tầng", as the register compares them. Pure.

A text becomes limits only as a whole, and only where nothing else can be meant; otherwise it stays words. Several
statements in one cell may be alternatives, so they stay words too.
"""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation
from typing import Final

from units.text import fold

_NUMBER: Final = r"(?P<number%s>\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:,\d+)?|\d+\.\d{1,2}(?!\d))"
_MEASURE: Final = (
    r"(?P<measure%s>nghin ty(?: dong)?|ty(?: dong)?|ti(?: dong)?|trieu(?: dong)?|nghin dong|ngan dong|dong|vnd|d"
    r"|m2|m²|met vuong|ha|hec ta|tang)"
)
_UPPER: Final = {
    "duoi": "<",
    "nho hon": "<",
    "it hon": "<",
    "thap hon": "<",
    "khong qua": "<=",
    "khong vuot qua": "<=",
    "khong lon hon": "<=",
    "toi da": "<=",
    "nhieu nhat": "<=",
    "den": "<=",
    "den duoi": "<",
}
_LOWER: Final = {
    "tren": ">",
    "lon hon": ">",
    "nhieu hon": ">",
    "tu": ">=",
    "toi thieu": ">=",
    "it nhat": ">=",
    "khong duoi": ">=",
    "khong it hon": ">=",
}
_SIGNS: Final = _UPPER | _LOWER
_MEASURES: Final[dict[str, tuple[str, int]]] = {
    "nghin ty": ("amount_vnd", 10**12),
    "ty": ("amount_vnd", 10**9),
    "ti": ("amount_vnd", 10**9),
    "trieu": ("amount_vnd", 10**6),
    "nghin": ("amount_vnd", 10**3),
    "ngan": ("amount_vnd", 10**3),
    "dong": ("amount_vnd", 1),
    "vnd": ("amount_vnd", 1),
    "d": ("amount_vnd", 1),
    "m2": ("area_m2", 1),
    "m²": ("area_m2", 1),
    "met vuong": ("area_m2", 1),
    "ha": ("area_m2", 10_000),
    "hec ta": ("area_m2", 10_000),
    "tang": ("floors", 1),
}
# What is measured may be said; what is not said follows from the measure.
_SUBJECTS: Final = {
    "amount_vnd": r"(?:co )?(?:tong (?:muc|von) dau tu|gia tri|muc von|so tien|tong gia tri|kinh phi)(?: la)? ",
    "area_m2": r"(?:co )?(?:tong )?dien tich(?: la)? ",
    "floors": r"(?:co )?(?:quy mo|so tang|chieu cao)(?: la)? ",
}
_SIGN: Final = "|".join(sorted(_SIGNS, key=len, reverse=True))
_ONE: Final = re.compile(rf"(?P<sign>{_SIGN}) {_NUMBER % ''} ?{_MEASURE % ''}")
_TWO: Final = re.compile(
    rf"(?P<sign>{_SIGN}) {_NUMBER % ''}(?: ?{_MEASURE % ''})? (?P<sign2>den duoi|den) {_NUMBER % '2'} ?{_MEASURE % '2'}"
)
_GROUPS: Final = re.compile(
    r"(?:cac )?(?:du an )?(?:thuoc )?nhom (?P<groups>[abc](?:(?:,| va| hoac|, nhom| va nhom| hoac nhom) [abc])*)"
)
_GROUP: Final = re.compile(r"\b[abc]\b")
_JOINED: Final = re.compile(r", | va | co (?=tong|gia tri|muc|dien tich|quy mo|so )")


def bounds_of(text: str) -> str:
    """The `limits` cell that a text as a whole stands for; "" where it is not certain that it stands for one."""
    if "\n" in text or ";" in text:
        return ""
    words = " ".join(fold(text).replace("²", "2").split()).strip(" .")
    if not words:
        return ""
    whole = _statement(words)
    if whole:
        return ";".join(whole)
    return ";".join(_joined(words))


def _joined(words: str) -> list[str]:
    """The limits of statements on different dimensions that follow one another."""
    match = _GROUPS.match(words)
    if match is None:
        return []
    rest = words[match.end() :]
    joint = _JOINED.match(rest) or re.match(" ", rest)
    limits = _measured(rest[joint.end() :].removeprefix("co ")) if joint else []
    return [_groups(match), *limits] if limits else []


def _statement(words: str) -> list[str]:
    match = _GROUPS.fullmatch(words)
    return [_groups(match)] if match else _measured(words)


def _groups(match: re.Match[str]) -> str:
    return f"project_group={'|'.join(sorted({group.upper() for group in _GROUP.findall(match['groups'])}))}"


def _measured(words: str) -> list[str]:
    for dimension, subject in _SUBJECTS.items():
        rest = re.sub(f"^{subject}", "", words)
        limits = _compared(rest)
        if limits and all(limit.startswith(dimension) for limit in limits):
            return limits
    return []


def _compared(words: str) -> list[str]:
    if match := _ONE.fullmatch(words):
        return _limits([(match["sign"], match["number"], match["measure"])])
    match = _TWO.fullmatch(words)
    if match is None or match["sign"] not in _LOWER:
        return []
    measure = match["measure"] or match["measure2"]
    return _limits(
        [(match["sign"], match["number"], measure), (match["sign2"], match["number2"], match["measure2"])]
    )


def _limits(parts: list[tuple[str, str, str]]) -> list[str]:
    limits, dimensions, values = [], set(), []
    for sign, number, measure in parts:
        dimension, factor = _MEASURES[measure if measure in _MEASURES else measure.removesuffix(" dong")]
        value = read_number(number) * factor
        dimensions.add(dimension)
        values.append(value)
        limits.append(f"{dimension}{_SIGNS[sign]}{_plain(value)}")
    return limits if len(dimensions) == 1 and values == sorted(values) else []


def read_number(text: str) -> Decimal:
    """A number as written here: dots between thousands, a comma before decimals. Raises ValueError."""
    thousands = re.fullmatch(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?", text)
    digits = (text.replace(".", "") if thousands else text).replace(",", ".")
    try:
        return Decimal(digits)
    except InvalidOperation as error:
        raise ValueError(text) from error


def _plain(value: Decimal) -> str:
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
