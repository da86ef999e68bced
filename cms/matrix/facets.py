"""Choosing among the rows of the matrix, and how many powers each further choice would leave."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from cms.catalog import Catalog
from cms.matching import all_words_in, words_of
from cms.matrix.asked import Asked
from cms.matrix.layout import FACETS, Entry
from units.text import fold


@dataclass(frozen=True, slots=True)
class Chosen:
    """What a question leaves, and by facet and value how many powers the value would leave beside all else asked."""

    entries: tuple[Entry, ...]
    counts: Mapping[str, Mapping[str, int]]


def choose(catalog: Catalog, entries: Iterable[Entry], asked: Asked) -> Chosen:
    """The entries that a question leaves. What is asked of one facet does not bear on the counts of that facet."""
    wanted = [getattr(asked, facet) for facet in FACETS]
    powers: list[dict[str, set[str]]] = [defaultdict(set) for _ in FACETS]
    kept: list[Entry] = []
    for entry in _worded(catalog, entries, asked):
        missed = [at for at, value in enumerate(wanted) if value and value not in entry.values[at]]
        if not missed:
            kept.append(entry)
        if len(missed) > 1:
            continue
        power = entry.row.grant.power
        for at in missed or range(len(FACETS)):
            for value in entry.values[at]:
                powers[at][value].add(power)
    counts = ({value: len(found) for value, found in by_value.items()} for by_value in powers)
    return Chosen(tuple(kept), dict(zip(FACETS, counts, strict=True)))


def choose_powers(
    catalog: Catalog, powers: Sequence[str], only_fields: Collection[str], asked: Asked
) -> list[str]:
    """Of powers without grants, those that a question leaves: by their field and their words alone."""
    about = words_of(asked.about)
    return [
        power
        for power in powers
        if (not only_fields or catalog.powers[power].field in only_fields)
        and (not asked.field or catalog.powers[power].field == asked.field)
        and says(catalog, power, about)
    ]


def says(catalog: Catalog, power: str, words: list[str]) -> bool:
    """Whether the title, the key or a procedure of a power has all of the words."""
    card = catalog.powers[power]
    return not words or all_words_in(words, f"{card.folded} {fold(power)} {' '.join(card.procedures)}")


def _worded(catalog: Catalog, entries: Iterable[Entry], asked: Asked) -> Iterator[Entry]:
    """The entries with the words that were typed."""
    about, holder = words_of(asked.about), words_of(asked.holder)
    if not about and not holder:
        yield from entries
        return
    for entry in entries:
        if says(catalog, entry.row.grant.power, about) and (
            not holder or all_words_in(holder, fold(catalog.recipient_name(entry.row.recipient)))
        ):
            yield entry
