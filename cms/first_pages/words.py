"""The form in which the first pages are written: plain data for each language."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

Block = dict[str, Any]


@dataclass(frozen=True, slots=True)
class PageWords:
    """What a page is called and says; `text` is its introduction, or the summary of an article."""

    title: str
    text: str
    body: tuple[Block, ...] = ()


def heading(words: str) -> Block:
    """A heading of the second rank."""
    return {"type": "heading", "value": words}


def text(*paragraphs: str) -> Block:
    """Running text, which may hold HTML."""
    return {"type": "text", "value": "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)}


def points(*items: str) -> Block:
    """A list."""
    listed = "".join(f"<li>{item}</li>" for item in items)
    return {"type": "text", "value": f"<ul>{listed}</ul>"}


def callout(words: str, tone: str = "calm") -> Block:
    """A frame for what must not be overlooked."""
    return {"type": "callout", "value": {"tone": tone, "text": f"<p>{words}</p>"}}


def power_card(power: str) -> Block:
    """A live card of a power."""
    return {"type": "power", "value": {"power": power, "place": "", "day": None}}


def question(words: str, *answer: Block) -> Block:
    """A question with its answer."""
    return {"type": "question", "value": {"question": words, "answer": list(answer)}}
