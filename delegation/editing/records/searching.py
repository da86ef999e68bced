"""Finding rows of one table by words: each begins a word of some cell of the row, or of the name of what it names."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import reduce
from operator import or_
from typing import Any, Final

from django.db.models import Q, QuerySet

from delegation.bundle.format import Column, Holds
from delegation.bundle.shelves import Shelf
from delegation.dossiers.entries import shelf_of, storing_of
from delegation.editing.labels import choice_words
from delegation.editing.records.folding import Shadow, shadow, sought
from delegation.editing.typed import day_typed
from units.text import fold

LONGEST_QUERY: Final = 200
_MOST_WORDS: Final = 8
_SHADOW: Final = "_shadow"
_BEFORE_A_WORD: Final = ' -/(.,“"'
_NAMING: Final = (Holds.REFERENCE, Holds.TERRITORY)


def searched(entries: QuerySet[Any], table: str, text: str) -> QuerySet[Any]:
    """Those of the entries that have every word of the text, accents or not; all for a text without a word."""
    shelf = shelf_of(table)
    words = [word for word in text[:LONGEST_QUERY].split()[:_MOST_WORDS] if sought(word)]
    if not words:
        return entries
    entries = entries.annotate(**{_SHADOW: Shadow(*_text_fields(shelf))})
    for word in words:
        entries = entries.filter(reduce(or_, _anywhere(shelf, word)))
    return entries


def _text_fields(shelf: Shelf) -> Iterator[str]:
    """The fields with what is written in the row itself, and with the keys that it names."""
    columns = {column.name: column for column in shelf.table.columns}
    for stored in shelf.storing:
        if columns[stored.column].holds in (Holds.TEXT, Holds.IDENTITY, Holds.LIMITS, *_NAMING):
            yield stored.fields[0]


def _anywhere(shelf: Shelf, word: str) -> Iterator[Q]:
    for column in shelf.table.columns:
        if column.holds in _NAMING:
            yield from (_names(shelf, column, table, word) for table in column.refers_to)
        elif column.holds is Holds.CHOICE:
            yield from _chooses(shelf, column, word)
        elif column.holds in (Holds.DAY, Holds.LAST_DAY):
            yield from _stands_on(shelf, column, word)
    # Asked last, as it takes longest: a database stops at the first that is true.
    yield Q(**{f"{_SHADOW}__contains": sought(word)})


def _names(shelf: Shelf, column: Column, table: str, word: str) -> Q:
    """The rows that name something whose own name has the word."""
    keys = named(table, word)
    if shelf.parts and shelf.parts.column == column.name:
        parts: Any = shelf.parts.model
        return Q(id__in=parts.objects.filter(**{f"{shelf.parts.field_of[table]}__in": keys}).values("entry"))
    return Q(**{f"{storing_of(shelf, column.name).fields[0]}__in": keys})


def named(table: str, word: str) -> QuerySet[Any]:
    """The keys of the things of a table whose names have the word."""
    shelf = shelf_of(table)
    entries = shelf.model.objects.recorded()
    if shelf.model.searched:
        entries = entries.filter(has_word(word))
    else:
        name = "name" if "name" in shelf.fields else shelf.fields[0]
        told = Q(**{f"{_SHADOW}__contains": sought(word)})
        if table == "grants":
            told |= Q(power__in=named("powers", word))
        entries = entries.annotate(**{_SHADOW: Shadow(name)}).filter(told)
    keys: QuerySet[Any] = entries.values(shelf.fields[0])
    return keys


def has_word(word: str) -> Q:
    """The entries with a shadow of their own that has the word, at its beginning."""
    folded = fold(word)
    begins = (Q(folded__contains=f"{mark}{folded}") for mark in _BEFORE_A_WORD)
    return reduce(or_, begins, Q(folded__startswith=folded))


def _chooses(shelf: Shelf, column: Column, word: str) -> Iterator[Q]:
    """The rows that hold a choice of which the words as a person reads them have the word."""
    field = storing_of(shelf, column.name).fields[0]
    meant = [value for value, words in choice_words(column).items() if sought(word) in shadow(words)]
    # "Có" and "không" stand in nearly every row, and nobody looks for them.
    if meant and not column.many and set(column.choices) != {"yes", "no"}:
        yield Q(**{f"{field}__in": meant})


def _stands_on(shelf: Shelf, column: Column, word: str) -> Iterator[Q]:
    day = day_typed(word)
    # The last day of the calendar has no day after it, so nothing can be stored as ending on it.
    if day is not None and day != date.max:
        stored = storing_of(shelf, column.name)
        values = stored.read(day.isoformat())
        yield Q(**dict(zip(stored.fields, values, strict=True)))
