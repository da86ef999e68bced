"""What the verdict on a past act says, as data."""

from __future__ import annotations

from django.utils.translation import gettext as _

from cms.catalog import Catalog
from cms.competence.asking import OFFICE, read_competence
from cms.competence.sheet import CompetenceSheet, competence_sheet
from cms.extracts.extract import Cell, Column, Extract, Fact, Table
from cms.extracts.grants import named
from cms.subjects import Subject
from units.clock import today


def competence_extract(catalog: Catalog, subject: Subject) -> Extract:
    """Whether an office was competent; keys are the office, the power and the place, the query the facts as typed."""
    office, power, place = subject.keys
    day = subject.day or today()
    sent = dict(subject.query) | {OFFICE: office, "viec": power, "noi": place, "ngay": day.isoformat()}
    sheet = competence_sheet(catalog, read_competence(sent, day), office, power, place)
    return Extract(
        name="da-co-tham-quyen",
        title=_("Đã có thẩm quyền: %(office)s, %(power)s")
        % {"office": sheet.office.text, "power": sheet.power.title},
        facts=_facts(sheet),
        tables=(_reasons(sheet), _chain(sheet)),
    )


def _facts(sheet: CompetenceSheet) -> tuple[Fact, ...]:
    return (
        Fact("verdict", _("Mã kết luận"), sheet.verdict, is_code=True),
        Fact("verdict_name", _("Kết luận"), sheet.verdict_words),
        Fact("sentence", _("Nghĩa là"), sheet.sentence, is_compared=False),
        Fact("office", _("Mã cơ quan"), sheet.office.key, is_code=True),
        Fact("office_name", _("Cơ quan, chức danh"), sheet.office.text),
        Fact("power", _("Mã thẩm quyền"), sheet.power.power, is_code=True),
        Fact("power_title", _("Việc"), sheet.power.title),
        Fact("field_name", _("Lĩnh vực"), sheet.field),
        Fact("place", _("Mã nơi"), sheet.place.key, is_code=True),
        Fact("place_name", _("Nơi"), sheet.place.text),
        Fact("facts", _("Dữ kiện"), "; ".join(sheet.facts)),
        Fact("caveats", _("Lưu ý"), " ".join(sheet.caveats)),
        Fact("decides", _("Ai có thẩm quyền vào ngày ấy"), sheet.decides),
    )


def _reasons(sheet: CompetenceSheet) -> Table:
    return Table(
        "reasons",
        _("Lý do"),
        (
            Column("reason", _("Mã lý do"), is_code=True),
            Column("reason_name", _("Lý do")),
            Column("explanation", _("Giải thích")),
            Column("grant", _("Mã lần giao"), is_code=True),
            Column("citation", _("Điều khoản")),
            Column("instrument", _("Mã văn bản"), is_code=True),
            Column("instrument_name", _("Văn bản")),
            Column("other_instrument", _("Mã văn bản tác động"), is_code=True),
            Column("other_instrument_name", _("Văn bản tác động")),
        ),
        [
            (
                line.reason.code,
                line.reason.words,
                line.reason.explanation,
                line.reason.grant,
                line.citation,
                *named(line.reason.instrument),
                *named(line.reason.other),
            )
            for line in sheet.reasons
        ],
    )


def _chain(sheet: CompetenceSheet) -> Table:
    return Table(
        "chain",
        _("Quyền đi từ đâu đến"),
        (
            Column("step", _("Bước")),
            Column("grant", _("Mã lần giao"), is_code=True),
            Column("kind_name", _("Hình thức")),
            Column("giver", _("Mã bên giao"), is_code=True),
            Column("giver_name", _("Bên giao")),
            Column("taker", _("Mã bên nhận"), is_code=True),
            Column("taker_name", _("Bên nhận")),
            Column("citation", _("Điều khoản")),
            Column("instrument", _("Mã văn bản"), is_code=True),
            Column("instrument_name", _("Văn bản")),
            Column("valid_from", _("Từ ngày")),
            Column("valid_until", _("Đến hết ngày")),
        ),
        _chain_rows(sheet),
    )


def _chain_rows(sheet: CompetenceSheet) -> list[tuple[Cell, ...]]:
    steps = sheet.holder.chain if sheet.holder else ()
    return [
        (
            number,
            step.grant,
            step.kind_words,
            *named(step.giver),
            *named(step.taker),
            step.citation,
            *named(step.instrument),
            step.since,
            step.until,
        )
        for number, step in enumerate(steps, start=1)
    ]
