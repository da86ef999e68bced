"""The forms under which a decision may name what the register holds. Pure.

A short form is derived from the recorded name, never listed: "Sở NN&MT" from the initials of Nông nghiệp và Môi trường.
Two records with one form are two choices, so no form can lead to the wrong one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from delegation.annex.procedures import without_codes
from delegation.annex.wording import spoken

_BRACKETS: Final = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_KIND: Final = r"(?:xa|phuong|dac khu|thi tran|thi xa|quan|huyen)"
_KINDS: Final = re.compile(rf"\b{_KIND}(?: (?:va )?{_KIND})+\b")
_ONE_KIND: Final = re.compile(_KIND)
_OF_A_CLASS: Final = re.compile(r"\b(?:cac|cua|thuoc|tren dia ban|dia ban|toan)\b")
_DEPARTMENT: Final = re.compile(r"(?P<head>(?:.* )?so) (?P<rest>.+)")
_JOINING: Final = frozenset({"va", "cac"})
_CITY: Final = re.compile(r" (?:thanh pho|tinh)(?: (?:ho chi minh|nay|ta))?$")
_NO_TITLE: Final = re.compile(
    r"^(?:giai quyet |thuc hien |ve |viec |thu tuc hanh chinh |thu tuc |nhiem vu |cong tac )+(?=\S)"
)
# Bodies of which a city has one each; a committee without its place could be any.
_NAMED_WITHOUT_PLACE: Final = frozenset({"department", "department_head", "management_board"})


def title_form(title: str) -> str:
    """A power's title as it is compared: without codes, and without what only says that it is a procedure."""
    words = spoken(without_codes(title))
    return _NO_TITLE.sub("", words) or words


def class_form(name: str) -> str:
    """The name of a class of offices as it is compared: its kinds of units in one order, small words left out."""
    words = " ".join(_OF_A_CLASS.sub(" ", spoken(name)).split())
    words = _CITY.sub("", words)
    # Marked, so that a class is never taken for one office.
    return f"*{_KINDS.sub(lambda match: ' '.join(sorted(_ONE_KIND.findall(match[0]))), words)}"


def class_forms(name: str) -> set[str]:
    """The forms of a scope's name: with what stands in brackets, and without it."""
    return {class_form(name), class_form(_BRACKETS.sub(" ", name))}


def without_city(name: str, city: str) -> tuple[str, str]:
    """The form of an office's name without the city or province it belongs to, and what such a place is called for
    short; two empty texts where the name does not say it.
    """
    full, place = spoken(name), spoken(city)
    level = city_level(city)
    for ending in (f" {place}", f" {level}"):
        if level and full.endswith(ending):
            return full.removesuffix(ending), level
    return "", ""


def city_level(city: str) -> str:
    """What a city or province is called where there is only one: "thanh pho", "tinh"; "" for another place."""
    return next((word for word in ("thanh pho", "tinh") if spoken(city).startswith(f"{word} ")), "")


def office_forms(name: str, kind: str, city: str) -> set[str]:
    """The forms of an office's name. Of an office of a city or province itself, `city` is the name of that one: it may
    be shortened ("UBND Thành phố"), and where there is one such body in it, left out ("Sở Xây dựng").
    """
    full = spoken(name)
    base, level = without_city(name, city)
    if not base:
        return {full}
    forms = {full, f"{base} {spoken(city)}", f"{base} {level}"}
    return forms | {base, *_initials(base)} if kind in _NAMED_WITHOUT_PLACE else forms


def text_forms(text: str) -> Iterator[str]:
    """The forms in which a text may name an office, the fullest first."""
    words = spoken(text)
    yield words
    without = _CITY.sub("", words)
    for form in dict.fromkeys((words, without)):
        match = _DEPARTMENT.fullmatch(form)
        if match:
            yield f"{match['head']} {_run_together(match['rest'])}"


def _initials(base: str) -> Iterator[str]:
    match = _DEPARTMENT.fullmatch(base)
    if match:
        words = [word for word in match["rest"].split() if word not in _JOINING]
        if len(words) > 1:
            yield f"{match['head']} {''.join(word[0] for word in words)}"


def _run_together(rest: str) -> str:
    return "".join(word for word in rest.split() if word not in _JOINING)
