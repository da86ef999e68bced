"""The answer of the search box: what was found by kind, a page of one kind, and what may have been meant instead."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cms.addresses import EDITION, asked_edition, query_address, search_address
from cms.catalog import Catalog
from cms.links import Link
from cms.matching import in_order
from cms.pager import Pager, paginate
from cms.searching.finding import Match, Search
from cms.searching.hits import Hit, Showing
from cms.searching.marking import words_as_written
from cms.searching.pages import written_pages
from cms.searching.rows import FIELDS, INSTRUMENTS, OFFICES, PAGES, POWERS, UNITS, Rows
from cms.word_index import words_in

OF_EACH_KIND: Final = 6
ON_A_PAGE: Final = 25
_BEGINNING: Final = 1
_IN_THE_NAME: Final = 4

# Each kind by its name in an address; of kinds found equally near, the first comes first.
KINDS: Final[Mapping[str, str]] = {
    POWERS: "tham-quyen",
    UNITS: "don-vi",
    OFFICES: "co-quan",
    INSTRUMENTS: "van-ban",
    FIELDS: "linh-vuc",
    PAGES: "bai-viet",
}
TITLES: Final[Mapping[str, Promise]] = {
    POWERS: _("Thẩm quyền"),
    UNITS: _("Đơn vị hành chính"),
    OFFICES: _("Cơ quan, chức danh"),
    INSTRUMENTS: _("Văn bản"),
    FIELDS: _("Lĩnh vực"),
    PAGES: _("Bài viết, hướng dẫn"),
}


@dataclass(frozen=True, slots=True)
class Hits:
    """What was found of one kind: those shown of `total`; `address` shows all of them, and only them."""

    kind: str
    title: str
    hits: tuple[Hit, ...]
    total: int
    address: str
    is_chosen: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """What a text led to. `instead` is what may have been meant, `is_like` that nothing has all words as typed."""

    kinds: tuple[Hits, ...] = ()
    total: int = 0
    everything: str = ""
    chosen: Hits | None = None
    pager: Pager[Hit] | None = None
    is_like: bool = False
    instead: Link | None = None

    @property
    def first(self) -> Hit | None:
        """What is found nearest."""
        return self.kinds[0].hits[0] if self.kinds else None


def search(catalog: Catalog, text: str, day: date, matrix: str, *, kind: str = "", page: str = "") -> Found:
    """What there is for a text, by kind or of one `kind` a page at a time. `matrix` is where fields lead."""
    pages = written_pages()
    matches = Search(catalog, text, day, pages.rows).by_kind()
    if not matches:
        return Found()
    showing = Showing(catalog, day, matrix, pages.pages)
    nearest = _nearest_first(matches)
    chosen_kind = next((one for one in matches if KINDS[one] == kind), "")
    kinds = tuple(_hits(showing, text, one, matches[one], one == chosen_kind) for one in nearest)
    chosen = next((one for one in kinds if one.is_chosen), None)
    is_like = all(match.is_like for every in matches.values() for match in every)
    return Found(
        kinds=kinds,
        total=sum(one.total for one in kinds),
        everything=search_address(text),
        chosen=chosen,
        pager=_page(showing, text, matches[chosen_kind], kind, page) if chosen else None,
        is_like=is_like,
        instead=_instead(text, matches[nearest[0]][0]) if is_like else None,
    )


def records_found(catalog: Catalog, text: str, day: date) -> list[Hit]:
    """Every record of the register that a text leads to, the nearest kind first, and of each kind the nearest."""
    matches = Search(catalog, text, day, Rows(())).by_kind()
    showing = Showing(catalog, day, "", {})
    return [showing.hit(match) for kind in _nearest_first(matches) for match in matches[kind]]


def fields_by_name(catalog: Catalog, day: date, matrix: str) -> list[Link]:
    """Every field of law, leading to its part of the matrix."""
    showing = Showing(catalog, day, matrix, {})
    return [
        showing.field(key) for key in sorted(catalog.fields, key=lambda key: in_order(catalog.fields[key]))
    ]


def _nearest_first(matches: Mapping[str, list[Match]]) -> list[str]:
    order = list(KINDS)
    return sorted(matches, key=lambda one: (_nearness(matches[one][0]), order.index(one)))


def _hits(showing: Showing, text: str, kind: str, matches: list[Match], is_chosen: bool) -> Hits:
    return Hits(
        kind,
        str(TITLES[kind]),
        tuple(showing.hit(match) for match in matches[:OF_EACH_KIND]),
        len(matches),
        query_address("search", q=text, loai=KINDS[kind]),
        is_chosen,
    )


def _page(showing: Showing, text: str, matches: list[Match], kind: str, page: str) -> Pager[Hit]:
    query = {"q": text, "loai": kind, EDITION: str(asked_edition() or "")}
    pager = paginate(matches, page, ON_A_PAGE, query)
    return pager.showing([showing.hit(match) for match in pager.items])


def _nearness(match: Match) -> tuple[int, int]:
    """How near the nearest of a kind is; where in a name the words stand says little, unless they begin it."""
    place = match.place if match.place <= _BEGINNING else _BEGINNING + 1
    return place + (match.place > _IN_THE_NAME), int(match.is_like)


def _instead(text: str, match: Match) -> Link | None:
    """What may have been meant: each word typed as the nearest thing found writes it, where it has all of them."""
    typed = words_in(text)
    if match.saying or not match.instead or not set(match.instead).issuperset(typed):
        return None
    words = []
    for word in typed:
        written = words_as_written(f"{match.row.name} {match.row.aside}", (match.instead[word],))
        words.append(written[0].casefold() if written else word)
    meant = " ".join(words)
    return Link(meant, search_address(meant)) if words_in(meant) != typed else None
