"""The words of an annex: cleaned, and in the form in which names are compared. Pure.

Offices write what a register names in full: "CT UBND P. Bình Phú", "GĐ Sở NN&MT TPHCM".
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from units.text import accented, fold, normalise

_INVISIBLE: Final = re.compile("[\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_LINE: Final = re.compile("\r\n|[\n\r\v\f\u0085\u2028\u2029]")
_CONTROL: Final = re.compile(r"[\x00-\x1f\x7f-\x9f]")
_MARKED_WORD: Final = re.compile("[^\\W_](?:[^\\W_]|[\u0300-\u036f])*")
_WORD: Final = re.compile(r"[^\W_]+")
_NO_WORD: Final = re.compile(r"[^\w.]+|_|\.(?!\d)|(?<!\d)\.")
_LEADING_ZERO: Final = re.compile(r"(?<![\w.])0+(?=\d)(?!\d*\.)")

_DITTO_WORDS: Final = frozenset({"nt", "nhu tren"})
_DITTO_MARKS: Final = frozenset("\"'`´“”„‟〃″‶ˮ’‘,")
_AROUND_DITTO: Final = re.compile(r"[\s\-–—.()\[\]\"“”]+")

_SHORT: Final = tuple(
    (re.compile(pattern), words)
    for pattern, words in (
        (r"\bt\.?\s?p\.?\s*(?:hcm|h\.c\.m|ho chi minh)\b", "thanh pho ho chi minh"),
        (r"\bhcm\b", "ho chi minh"),
        (r"(?<!so )\bt\.?p\b\.?", "thanh pho "),
        (r"\bp\.\s*(?=\w)", "phuong "),
        (r"\bx\.\s*(?=\w)", "xa "),
        (r"\bq\.?\s*(?=\d)|\bq\.\s*(?=\w)", "quan "),
        (r"\bp\s*(?=\d)", "phuong "),
        (r"\bh\.\s*(?=\w)", "huyen "),
        (r"\btt\.\s*(?=\w)", "thi tran "),
        (r"\btx\.\s*(?=\w)", "thi xa "),
        (r"\bubnd\b", "uy ban nhan dan"),
        (r"\bhdnd\b", "hoi dong nhan dan"),
        (r"\bpct\b\.?(?= (?:uy ban|hoi dong))", "pho chu tich"),
        (r"\bct\b\.?(?= (?:uy ban|hoi dong))", "chu tich"),
        (r"\bpgd\b\.?(?= (?:cac )?(?:so|trung tam)\b)", "pho giam doc"),
        (r"\bgd\b\.?(?= (?:cac )?(?:so|trung tam)\b)", "giam doc"),
        (r"\bbql\b", "ban quan ly"),
        (r"\bkcx\b", "khu che xuat"),
        (r"\bkcn\b", "khu cong nghiep"),
        (r"\btthc\b", "thu tuc hanh chinh"),
    )
)


def cleaned(text: str) -> str:
    """What a cell says without what nobody sees: composed letters, plain spaces, no blank lines."""
    visible = _INVISIBLE.sub("", normalise(text))
    lines = (" ".join(_CONTROL.sub(" ", line).split()) for line in _LINE.split(visible))
    return "\n".join(line for line in lines if line)


def is_ditto(text: str) -> bool:
    """Whether a cell says only that it holds what the one above does: "nt", "-nt-", "như trên", a ditto mark."""
    if not text or len(text) > 20:
        return False
    if set(text) - {" ", "-"} and set(text) <= _DITTO_MARKS | {" ", "-"}:
        return text.strip() != ","
    return _AROUND_DITTO.sub(" ", fold(text)).strip().replace("n t", "nt") in _DITTO_WORDS


def words_of(text: str) -> list[str]:
    """The folded words of a text, without punctuation."""
    return _WORD.findall(fold(text))


def plain(text: str) -> str:
    """The folded words of a text, one space between them."""
    return " ".join(words_of(text))


@lru_cache(maxsize=65_536)
def spoken(text: str) -> str:
    """A name as it is compared: folded, abbreviations written out, no punctuation, no leading zeros."""
    words = fold(text)
    for pattern, full in _SHORT:
        words = pattern.sub(full, words)
    return " ".join(_LEADING_ZERO.sub("", _NO_WORD.sub(" ", words)).split())


@lru_cache(maxsize=65_536)
def accented_words(text: str) -> frozenset[str]:
    """The words of a text with each tone mark at the word's end, so that "Hoà" and "Hòa" are one and "Hoa" another."""
    return frozenset(_MARKED_WORD.findall(accented(text)))


def accents_agree(text: str, name: str) -> bool:
    """Whether no word of the text is a word of the name with other accents; words typed without any say nothing."""
    said = accented_words(name)
    bare = {fold(word) for word in said}
    return not any(
        (folded := fold(word)) != word and folded in bare and word not in said
        for word in accented_words(text)
    )
