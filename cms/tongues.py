"""The language of what is recorded beside that of a page: on an English page names and titles stay Vietnamese."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from django.utils.translation import get_language

DATA_LANGUAGE: Final = "vi"

# A letter that no English text has: đ, or one with a mark above or below.
_OF_VIETNAMESE: Final = re.compile("[đ\u0300-\u036f]", re.IGNORECASE)


def is_vietnamese(text: str) -> bool:
    """Whether a text has letters that only Vietnamese has, of the two languages of this site."""
    return bool(_OF_VIETNAMESE.search(unicodedata.normalize("NFD", text)))


def is_foreign(text: str) -> bool:
    """Whether a text has to be marked as Vietnamese on the page that is being made."""
    return get_language() != DATA_LANGUAGE and is_vietnamese(text)
