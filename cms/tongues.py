"""The language of what is recorded beside that of a page: on an English page names and titles stay Vietnamese.

They are marked, so that they are read out and hyphenated as what they are: by templates where these know what is
recorded, and in the finished page wherever else they stand.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from django.utils.translation import get_language

DATA_LANGUAGE: Final = "vi"

# Of the two languages of this site only Vietnamese has đ, or letters with marks.
_OF_VIETNAMESE: Final = re.compile("[đ\u0300-\u036f]", re.IGNORECASE)
_TAG_OR_TEXT: Final = re.compile(r"<!--.*?-->|<[^>]+>|[^<]+", re.DOTALL)
_NAME: Final = re.compile(r"</?([a-z0-9]+)", re.IGNORECASE)
_LANGUAGE: Final = re.compile(r"\slang=\"([a-z-]+)\"")
_WORD: Final = re.compile(r"[^\s]+")
# Elements that hold text alone carry the attribute themselves; what stands in code is no language at all.
_TEXT_ALONE: Final = frozenset({"title", "option", "textarea", "text", "desc"})
_CODE: Final = frozenset({"script", "style"})
_EMPTY: Final = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
)


def is_vietnamese(text: str) -> bool:
    """Whether a text has letters that only Vietnamese has, of the two languages of this site."""
    return not text.isascii() and bool(_OF_VIETNAMESE.search(unicodedata.normalize("NFD", text)))


def is_foreign(text: str) -> bool:
    """Whether a text has to be marked as Vietnamese on the page that is being made."""
    return get_language() != DATA_LANGUAGE and is_vietnamese(text)


def with_languages_marked(page: str) -> str:
    """A page in another language with each Vietnamese text in it marked as such. The page is well-formed HTML."""
    parts: list[str] = []
    # The open elements, each with the language that it says it is in; and where its tag stands among the parts.
    open_elements: list[tuple[str, str, int]] = []
    for match in _TAG_OR_TEXT.finditer(page):
        part = match[0]
        if part[0] != "<":
            _add_text(parts, open_elements, part)
            continue
        parts.append(part)
        name = _NAME.match(part)
        if name is None or part.endswith("/>"):
            continue
        element = name[1].lower()
        if part[1] == "/":
            if open_elements and open_elements[-1][0] == element:
                open_elements.pop()
        elif element not in _EMPTY:
            said = _LANGUAGE.search(part)
            language = said[1] if said else open_elements[-1][1] if open_elements else ""
            open_elements.append((element, language, len(parts) - 1))
    return "".join(parts)


def _add_text(parts: list[str], open_elements: list[tuple[str, str, int]], text: str) -> None:
    element, language, at = open_elements[-1] if open_elements else ("", "", 0)
    if language == DATA_LANGUAGE or element in _CODE or not is_vietnamese(text):
        parts.append(text)
    elif element in _TEXT_ALONE:
        if not _LANGUAGE.search(parts[at]):
            parts[at] = f'{parts[at][:-1]} lang="{DATA_LANGUAGE}">'
        parts.append(text)
    else:
        start, end = _vietnamese_part(text)
        parts.append(f'{text[:start]}<span lang="{DATA_LANGUAGE}">{text[start:end]}</span>{text[end:]}')


def _vietnamese_part(text: str) -> tuple[int, int]:
    """From the first to the last word that is Vietnamese, with the capitals and figures that belong to the name."""
    words = list(_WORD.finditer(text))
    vietnamese = [at for at, word in enumerate(words) if is_vietnamese(word[0])]
    first, last = vietnamese[0], vietnamese[-1]
    while first > 0 and _is_of_name(words[first - 1][0]):
        first -= 1
    while last + 1 < len(words) and words[last][0][-1] not in ",.;:)”" and _is_of_name(words[last + 1][0]):
        last += 1
    return words[first].start(), words[last].end()


def _is_of_name(word: str) -> bool:
    return word[0].isupper() or word[0].isdecimal()
