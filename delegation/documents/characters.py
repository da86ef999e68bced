"""Which characters a document may have: a text with any other is refused, since it could not be printed as it is."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from typing import Final

from django.utils.translation import gettext as _

from delegation.bundle.faults import quoted
from delegation.documents.decision import DecisionDocument, DocumentRefused

# Control characters, those that only turn or hide others, halves of characters, private and unassigned ones.
_UNSEEN: Final = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})


def is_seen(character: str) -> bool:
    """Whether the character is to be seen as what it is, or is a space or the end of a line."""
    return character == "\n" or unicodedata.category(character) not in _UNSEEN


def require_characters(document: DecisionDocument, printable: Callable[[str], bool] = is_seen) -> None:
    """Raises DocumentRefused if a text has a character that is not printable: one reason for each such character.

    What is signed must be what is read and what is recorded: a character that shows nothing, or turns those after it
    around, would make them differ. `printable` may be stricter than `is_seen`, never laxer.
    """
    first_seen: dict[str, str] = {}
    for text in document.texts():
        for character in set(text) - first_seen.keys():
            if not (is_seen(character) and printable(character)):
                first_seen[character] = text
    if first_seen:
        raise DocumentRefused(
            _("Không in được ký tự U+%(code)s trong %(text)s; hãy gõ lại bằng ký tự khác.")
            % {"code": f"{ord(character):04X}", "text": quoted(text)}
            for character, text in sorted(first_seen.items())
        )
