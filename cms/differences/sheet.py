"""The page of a difference: counts first, then what was gained, lost and changed, each side by side."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.utils.translation import gettext

from cms import wording
from cms.addresses import edition_address, log_address, unit_address
from cms.catalog import Catalog
from cms.days import long_day, short_day
from cms.differences.asking import comparison_of
from cms.differences.comparing import KINDS, Entry, Kind
from cms.differences.facts import FactChange, Turnover, fact_changes, turnovers
from cms.differences.lines import EntryLine, entry_lines
from cms.differences.places import stand
from cms.differences.question import Question, Side, sides_of
from cms.differences.words import KIND, KIND_AT_PLACE, KIND_KEY
from cms.links import Link, office_link, power_link, unit_link
from cms.matching import in_order
from cms.pager import Pager, paginate

LINES_A_PAGE: Final = 40
# A change of the whole map moves hundreds of units: the page names so many, the file all of them.
MOST_NAMED: Final = 60


@dataclass(frozen=True, slots=True)
class SideHead:
    """What one side is: its name above the column, in a sentence, the record's page there, and what to know."""

    short: str
    words: str
    page: Link | None
    instead: tuple[Link, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Choice:
    """One kind of entry with how many there are, as a link that shows it alone."""

    kind: Kind
    words: str
    count: int
    address: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class DifferenceSheet:
    """What differs between two sides."""

    question: Question
    title: str
    compared: str
    before: SideHead
    after: SideHead
    choices: tuple[Choice, ...]
    all_address: str
    total: int
    same: int
    facts: tuple[FactChange, ...]
    turnovers: tuple[Turnover, ...]
    lines: Pager[EntryLine]
    editions_between: tuple[Link, ...]
    most_named: int = MOST_NAMED

    @property
    def heads(self) -> tuple[SideHead, SideHead]:
        """Both sides, in order."""
        return self.before, self.after

    @property
    def is_narrowed(self) -> bool:
        """Whether only one kind of entry is shown."""
        return any(choice.is_chosen for choice in self.choices)

    @property
    def is_empty(self) -> bool:
        """Whether nothing differs."""
        return not (self.total or self.facts or self.turnovers)


def difference_sheet(catalog: Catalog, question: Question, sent: Mapping[str, str]) -> DifferenceSheet:
    """The page of a question; `sent` may hold loai, the kind of entry, and trang."""
    before, after = sides_of(catalog, question)
    comparison = comparison_of(catalog, question)
    chosen = next((kind for kind in KINDS if KIND_KEY[kind] == sent.get("loai")), None)
    entries = in_reading_order(before, after, comparison.entries)
    kept = [entry for entry in entries if chosen is None or entry.kind == chosen]
    pager = paginate(kept, sent.get("trang", ""), LINES_A_PAGE, sent)
    words = KIND_AT_PLACE if question.about == "unit" else KIND
    return DifferenceSheet(
        question=question,
        title=title_of(before, after, question),
        compared=what_is_compared(question),
        before=_head(before, question),
        after=_head(after, question),
        choices=tuple(
            Choice(
                kind,
                wording.word(words, kind),
                count,
                f"{question.address}{'&' if '?' in question.address else '?'}loai={KIND_KEY[kind]}",
                kind == chosen,
            )
            for kind, count in comparison.counts.items()
        ),
        all_address=question.address,
        total=len(comparison.entries),
        same=comparison.same,
        facts=fact_changes(before, after, question),
        turnovers=turnovers(before, after, question),
        lines=pager.showing(entry_lines(before, after, pager.items)),
        editions_between=_editions_between(question),
    )


def in_reading_order(before: Side, after: Side, entries: tuple[Entry, ...]) -> list[Entry]:
    """By kind, then field and power as people look them up."""

    def order(entry: Entry) -> tuple[Any, ...]:
        catalog = (after if entry.after else before).catalog
        card = catalog.powers[entry.line.power]
        field = catalog.fields.get(card.field, card.field)
        return (
            KINDS.index(entry.kind),
            in_order(field),
            entry.line.power,
            entry.line.family,
            entry.line.holder,
        )

    return sorted(entries, key=order)


def title_of(before: Side, after: Side, question: Question) -> str:
    """What the difference is of."""
    for side in (after, before):
        link = record_link(side, question)
        if link is not None:
            return link.text
    return gettext("Toàn bộ sổ")


def what_is_compared(question: Question) -> str:
    """In a sentence, what is compared and what is not."""
    sentences = {
        "": gettext("So sánh mọi dòng giao quyền có hiệu lực, theo từng bên nhận mà văn bản nêu."),
        "field": gettext(
            "So sánh mọi dòng giao quyền có hiệu lực của lĩnh vực này, theo từng bên nhận mà văn bản nêu."
        ),
        "power": gettext("So sánh các bên được giao thẩm quyền này, như văn bản nêu."),
        "office": gettext("So sánh những gì cơ quan này được làm, từng thẩm quyền một."),
        "unit": gettext(
            "So sánh tên, cấp trên, cơ quan của đơn vị, và ai quyết định từng việc tại đơn vị này; các đơn vị trực "
            "thuộc có trang so sánh của riêng mình."
        ),
    }
    return sentences[question.about]


def record_link(side: Side, question: Question) -> Link | None:
    """The record that is compared, on the day and at the edition of a side; None where there is none there."""
    catalog, key, day = side.catalog, question.key, side.moment.day
    with side.reading():
        if question.about == "power" and key in catalog.powers:
            return power_link(catalog, key, day)
        if question.about == "office" and key in catalog.register.directory.offices:
            return office_link(catalog, key, day)
        if question.about == "unit" and key in catalog.register.geography:
            link = unit_link(catalog, key, day)
            return Link(link.text, unit_address(key, day), link.note, key)
        if question.about == "field" and key in catalog.fields:
            return Link(catalog.fields[key], key=key)
    return None


def _head(side: Side, question: Question) -> SideHead:
    short, words = side_names(side)
    link = record_link(side, question)
    page = Link(gettext("Xem trang của ngày này"), link.address) if link and link.address else None
    if question.about != "unit":
        return SideHead(short, words, page)
    with side.reading():
        there = stand(side.catalog, question.key, side.moment.day)
    notes: tuple[str, ...] = ()
    if not there.is_recorded:
        notes = (gettext("Lần ghi này chưa ghi đơn vị."),)
    elif there.instead and there.place:
        notes = (gettext("Đơn vị này không tồn tại vào ngày đó; so sánh với nơi ấy lúc đó:"),)
    elif there.instead:
        notes = (
            gettext(
                "Đơn vị này không tồn tại vào ngày đó. Nơi ấy lúc đó thuộc nhiều đơn vị, nên không so sánh được ai "
                "quyết định; hãy xem từng nơi:"
            ),
        )
    elif there.place is None:
        notes = (gettext("Đơn vị này không tồn tại vào ngày đó; sổ không ghi nơi ấy lúc đó thuộc đâu."),)
    return SideHead(short, words, page, there.instead, notes)


def side_names(side: Side) -> tuple[str, str]:
    """What a side is called above its column, and in a sentence."""
    day, edition = side.moment.day, side.moment.edition
    if edition is None:
        return short_day(day), long_day(day)
    return (
        gettext("Lần ghi số %(number)d") % {"number": edition},
        gettext("%(day)s, theo lần ghi số %(number)d") % {"day": long_day(day), "number": edition},
    )


def _editions_between(question: Question) -> tuple[Link, ...]:
    """Where to read what was recorded between two editions."""
    if question.before.edition is None or question.after.edition is None:
        return ()
    first, last = sorted((question.before.edition, question.after.edition))
    numbers = range(first + 1, last + 1)
    if len(numbers) > MOST_NAMED:
        return (Link(gettext("Nhật ký công bố"), log_address()),)
    return tuple(
        Link(gettext("Lần ghi số %(number)d") % {"number": number}, edition_address(number))
        for number in numbers
    )
