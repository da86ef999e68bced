"""The codes of administrative procedures (TTHC) in a text. Pure.

A code is 1.004259, with what a city or the portal adds behind it left aside: 1.014199.H05, 1.001122.000.00.00.H48.
"""

from __future__ import annotations

import re
from typing import Final

_CODE: Final = re.compile(
    r"(?<![\d.])([1-3]\.\d{6})(?:\.\d{3}\.\d{2}\.\d{2})?(?:\.H\d{2})?(?![\d])", re.ASCII | re.IGNORECASE
)
_SHORTENED: Final = re.compile(r"[1-3]\.\d{1,6}", re.ASCII)
_BRACKETED: Final = re.compile(r"\s*[(\[][^()\[\]]{0,40}?[1-3]\.\d{6}[^()\[\]]*[)\]]")
_DIGITS: Final = 6


def procedure_codes(text: str, *, is_number: bool = False) -> list[str]:
    """The codes in a text, each once. A spreadsheet that took a code for a number lost the zeros at its end."""
    if is_number and _SHORTENED.fullmatch(text):
        first, _point, digits = text.partition(".")
        return [f"{first}.{digits.ljust(_DIGITS, '0')}"]
    return list(dict.fromkeys(_CODE.findall(text)))


def bare_code(code: str) -> str:
    """A code without what is added behind it; a text that is none stands as written."""
    match = _CODE.fullmatch(code)
    return match[1] if match else code


def without_codes(text: str) -> str:
    """A title without the codes in it, and without the brackets around them."""
    return _CODE.sub("", _BRACKETED.sub("", text)).strip(" -–:;\n")
