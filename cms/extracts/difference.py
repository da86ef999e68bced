"""What differs between two days or two editions, as data: every line, before and after."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from django.utils.translation import gettext as _

from cms import wording
from cms.catalog import Catalog
from cms.differences.asking import comparison_of
from cms.differences.facts import fact_changes, turnovers
from cms.differences.lines import EntryLine, WayLine, entry_lines
from cms.differences.question import Question, sides_of
from cms.differences.sheet import in_reading_order, side_names, title_of, what_is_compared
from cms.differences.words import KIND, KIND_AT_PLACE
from cms.extracts.extract import Cell, Column, Extract, Fact, Table
from cms.extracts.grants import named
from cms.subjects import Subject


def difference_extract(catalog: Catalog, subject: Subject) -> Extract:
    """Everything that differs; the subject is that of cms.differences.question.Question."""
    question = Question.of(subject)
    before, after = sides_of(catalog, question)
    comparison = comparison_of(catalog, question)
    lines = entry_lines(before, after, in_reading_order(before, after, comparison.entries))
    names = [side_names(side)[1] for side in (before, after)]
    counts = comparison.counts
    words = KIND_AT_PLACE if question.about == "unit" else KIND
    return Extract(
        name=f"khac-nhau-{question.before}-{question.after}".replace("/", "-"),
        title=_("Khác nhau: %(what)s") % {"what": title_of(before, after, question)},
        facts=(
            Fact("key", _("Mã trong sổ"), question.key, is_code=True),
            Fact("before", _("Trước"), names[0]),
            Fact("after", _("Sau"), names[1]),
            Fact("compared", _("So sánh gì"), what_is_compared(question)),
            *(Fact(kind, wording.word(words, kind), count) for kind, count in counts.items()),
            Fact("same", _("Giống nhau"), comparison.same),
        ),
        tables=(
            Table("lines", _("Khác nhau"), _columns(), [_cells(line, words) for line in lines]),
            Table(
                "facts",
                _("Về chính mục này"),
                (
                    Column("fact", _("Mã"), is_code=True),
                    Column("fact_name", _("Nội dung")),
                    Column("before", _("Trước")),
                    Column("after", _("Sau")),
                ),
                [
                    (one.key, one.label, one.before, one.after)
                    for one in fact_changes(before, after, question)
                ],
            ),
            Table(
                "turnovers",
                _("Có thêm và không còn"),
                (
                    Column("kind", _("Mã loại"), is_code=True),
                    Column("kind_name", _("Loại")),
                    Column("change", _("Mã thay đổi"), is_code=True),
                    Column("change_name", _("Thay đổi")),
                    Column("record", _("Mã trong sổ"), is_code=True),
                    Column("name", _("Tên")),
                ),
                [
                    (one.key, one.title, change, wording.word(KIND, change), *named(link))
                    for one in turnovers(before, after, question)
                    for change, links in (("gained", one.came), ("lost", one.went))
                    for link in links
                ],
            ),
        ),
    )


def _columns() -> tuple[Column, ...]:
    return (
        Column("change", _("Mã thay đổi"), is_code=True),
        Column("change_name", _("Thay đổi")),
        Column("power", _("Mã thẩm quyền"), is_code=True),
        Column("power_title", _("Việc")),
        Column("field_name", _("Lĩnh vực")),
        Column("family", _("Tính chất")),
        Column("holder", _("Mã bên nhận"), is_code=True),
        Column("holder_name", _("Giao cho")),
        Column("differs", _("Khác ở")),
        Column("grants_before", _("Mã lần giao trước"), is_code=True),
        Column("before", _("Trước")),
        Column("instruments_before", _("Văn bản trước")),
        Column("grants_after", _("Mã lần giao sau"), is_code=True),
        Column("after", _("Sau")),
        Column("instruments_after", _("Văn bản sau")),
    )


def _cells(line: EntryLine, words: wording.Words) -> tuple[Cell, ...]:
    return (
        line.kind,
        wording.word(words, line.kind),
        line.power.key,
        line.power.text,
        line.field,
        line.family,
        *named(line.holder),
        "; ".join(line.differs),
        *_ways(line.before),
        *_ways(line.after),
    )


def _ways(ways: tuple[WayLine, ...]) -> tuple[Cell, Cell, Cell]:
    return (
        _joined(ways, lambda way: way.grant, ";"),
        _joined(ways, way_in_words, " | "),
        _joined(ways, _provision, " | "),
    )


def _joined(ways: tuple[WayLine, ...], tell: Callable[[WayLine], str], mark: str) -> str:
    return mark.join(map(tell, ways))


def way_in_words(way: WayLine) -> str:
    """How a power is held, in one cell."""
    return "; ".join(filter(None, _parts(way)))


def _parts(way: WayLine) -> Iterable[str]:
    yield way.holder.text
    yield way.kind_words
    yield way.role
    if way.giver:
        yield _("bên giao: %(name)s") % {"name": way.giver.text}
    yield from way.limits
    yield way.conditions
    if way.territory:
        yield _("địa bàn: %(name)s") % {"name": way.territory.text}
    yield way.until
    yield from way.notes


def _provision(way: WayLine) -> str:
    return f"{way.citation}, {way.instrument.text}" if way.citation else way.instrument.text
