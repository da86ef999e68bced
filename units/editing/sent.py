"""What is sent to the desk, made fit to be kept before anything is done with it."""

from __future__ import annotations

from itertools import chain
from typing import Any

from django.http import HttpRequest, QueryDict


def drop_nuls(request: HttpRequest) -> None:
    """Take out every NUL: they come along with pasted text, and no database keeps one, or may be asked about one."""
    sent: Any = request
    for name in ("GET", "POST"):
        query: QueryDict = getattr(sent, name)
        if any("\0" in text for text in chain(query, *(values for _name, values in query.lists()))):
            setattr(sent, name, _without_nuls(query))


def _without_nuls(query: QueryDict) -> QueryDict:
    clean = QueryDict(mutable=True)
    for name, values in query.lists():
        clean.setlist(name.replace("\0", ""), [text.replace("\0", "") for text in values])
    return clean
