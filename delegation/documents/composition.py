"""From what a decision enacts to its text: here rows of the register become articles and annexes. Pure."""

from __future__ import annotations

import re
from dataclasses import fields, is_dataclass, replace
from typing import Any, Final

from delegation.documents.annexes import annexes_of
from delegation.documents.articles import articles_of
from delegation.documents.completeness import always_wrong, missing
from delegation.documents.decision import DecisionDocument, DocumentRefused
from delegation.documents.enactment import Enactment
from delegation.documents.phrases import tidy

_NORMATIVE_DISTRIBUTION: Final = (
    "Cục Kiểm tra văn bản và Quản lý xử lý vi phạm hành chính - Bộ Tư pháp",
    "Công báo",
)
# "Như Điều 4", with or without a hyphen before it.
_NAMED_ABOVE: Final = re.compile(r"-?\s*Như Điều\b", re.IGNORECASE)


def decision_of(frame: DecisionDocument, enactment: Enactment) -> DecisionDocument:
    """The decision with its articles and annexes; `frame` is the rest of it, and its own articles are replaced.

    The distribution begins with those whom the last article names; where no others are given, the usual ones follow.
    The same input gives the same text. Raises DocumentRefused: always if nothing is enacted or a term ends before it
    begins; and, once the document is no draft any more, if something is missing that is not filled in at the signing,
    as number, day and name are.
    """
    frame, enactment = tidied(frame), tidied(enactment)
    reasons = [*always_wrong(enactment), *([] if frame.is_draft else missing(frame, enactment))]
    if reasons:
        raise DocumentRefused(reasons)
    articles = articles_of(frame, enactment)
    based_on = (line.target for line in enactment.relations if line.relation == "based_on")
    return replace(
        frame,
        legal_bases=tuple(dict.fromkeys([*frame.legal_bases, *based_on])),
        articles=articles,
        annexes=annexes_of(frame, enactment),
        distribution=_distribution(frame, len(articles)),
    )


def tidied(value: Any) -> Any:
    """The value with every text in it as it is printed, and without the empty ones in lists."""
    if isinstance(value, str):
        return tidy(value)
    if isinstance(value, tuple):
        return tuple(item for item in map(tidied, value) if item != "")
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{field.name: tidied(getattr(value, field.name)) for field in fields(value)})
    return value


def _distribution(frame: DecisionDocument, last_article: int) -> tuple[str, ...]:
    """Who receives the decision: those whom its last article names, before the others."""
    normative = _NORMATIVE_DISTRIBUTION if frame.normative else ()
    others = tuple(line for line in frame.distribution if not _NAMED_ABOVE.match(line))
    return (f"Như Điều {last_article}", *(others or (*normative, "Lưu: VT")))
