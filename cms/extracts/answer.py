"""What the answer to "Ai có thẩm quyền?" says, as data."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _

from cms import wording
from cms.answers import Answer, answer
from cms.catalog import Catalog
from cms.extracts.extract import Cell, Column, Extract, Fact, Table
from cms.extracts.grants import listed, named
from cms.holders import Holder
from cms.links import Link
from cms.questions import read_question
from cms.subjects import Subject
from units.clock import today


def answer_extract(catalog: Catalog, subject: Subject) -> Extract:
    """Who decides; the subject's keys are the power and the unit, its query the facts as they were typed."""
    power, unit = subject.keys
    day = subject.day or today()
    asked = read_question(dict(subject.query) | {"viec": power, "noi": unit, "ngay": day.isoformat()}, day)
    given = answer(catalog, asked, power, unit, day)
    return Extract(
        name="ai-co-tham-quyen",
        title=_("Ai có thẩm quyền: %(power)s, tại %(place)s")
        % {"power": given.power.title, "place": given.place.text},
        facts=_facts(given),
        tables=(
            _holders(given.holders),
            _chains(given.holders),
            _retaining(given.retaining),
            _exclusions(given),
        ),
    )


def _facts(given: Answer) -> tuple[Fact, ...]:
    return (
        Fact("status", _("Mã kết quả"), given.status, is_code=True),
        Fact("status_name", _("Kết quả"), given.status_words),
        Fact("headline", _("Trả lời"), given.headline),
        Fact("meaning", _("Nghĩa là"), given.meaning),
        Fact("power", _("Mã thẩm quyền"), given.power.power, is_code=True),
        Fact("power_title", _("Việc"), given.power.title),
        Fact("field_name", _("Lĩnh vực"), given.field),
        Fact("place", _("Mã nơi"), given.place.key, is_code=True),
        Fact("place_name", _("Nơi"), given.place.text),
        Fact("facts", _("Dữ kiện"), "; ".join(given.facts)),
        Fact("caveats", _("Lưu ý"), " ".join(given.caveats)),
        Fact("hints", _("Gợi ý"), " ".join(given.hints), is_compared=False),
    )


def _holders(holders: Iterable[Holder]) -> Table:
    return Table(
        "holders",
        _("Cơ quan có thẩm quyền"),
        (
            Column("grant", _("Mã lần giao"), is_code=True),
            Column("office", _("Mã cơ quan"), is_code=True),
            Column("office_name", _("Cơ quan, chức danh")),
            Column("kind", _("Mã hình thức"), is_code=True),
            Column("kind_name", _("Hình thức")),
            Column("on_behalf_of", _("Mã bên giao"), is_code=True),
            Column("on_behalf_of_name", _("Thay cho")),
            Column("limits", _("Giới hạn")),
            Column("conditions", _("Điều kiện")),
            Column("territory", _("Mã địa bàn"), is_code=True),
            Column("territory_name", _("Địa bàn")),
            Column("valid_from", _("Từ ngày")),
            Column("until", _("Đến khi")),
            Column("citation", _("Điều khoản")),
            Column("instrument", _("Mã văn bản"), is_code=True),
            Column("instrument_name", _("Văn bản")),
            Column("confidence", _("Mã mức kiểm chứng"), is_code=True),
            Column("confidence_name", _("Mức kiểm chứng")),
            Column("defects", _("Điểm vướng")),
        ),
        [_holder(one) for one in holders],
    )


def _holder(one: Holder) -> tuple[Cell, ...]:
    own = one.chain[-1]
    return (
        own.grant,
        *named(one.office),
        own.kind,
        one.kind_words,
        *named(one.on_behalf_of),
        "; ".join(one.limits),
        one.conditions,
        *named(one.territory),
        one.since,
        one.until,
        one.citation,
        *named(one.instrument),
        one.confidence,
        wording.word(wording.CONFIDENCE, one.confidence),
        " ".join(one.defects),
    )


def _chains(holders: Iterable[Holder]) -> Table:
    return Table(
        "chains",
        _("Quyền đi từ đâu đến"),
        (
            Column("for_office_name", _("Để đến")),
            Column("step", _("Bước")),
            Column("grant", _("Mã lần giao"), is_code=True),
            Column("kind", _("Mã hình thức"), is_code=True),
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
            Column("confidence", _("Mã mức kiểm chứng"), is_code=True),
        ),
        [
            (
                one.office.text,
                number,
                step.grant,
                step.kind,
                step.kind_words,
                *named(step.giver),
                *named(step.taker),
                step.citation,
                *named(step.instrument),
                step.since,
                step.until,
                step.confidence,
            )
            for one in holders
            for number, step in enumerate(one.chain, start=1)
        ],
    )


def _retaining(links: Iterable[Link]) -> Table:
    return Table(
        "retaining",
        _("Vẫn giữ thẩm quyền và trách nhiệm"),
        (Column("office", _("Mã cơ quan"), is_code=True), Column("office_name", _("Cơ quan, chức danh"))),
        [named(link) for link in links],
    )


def _exclusions(given: Answer) -> Table:
    return Table(
        "exclusions",
        _("Văn bản rút thẩm quyền"),
        (
            Column("instrument", _("Mã văn bản"), is_code=True),
            Column("instrument_name", _("Văn bản")),
            Column("citation", _("Điều khoản")),
            Column("recipients", _("Mã bên bị rút"), is_code=True),
            Column("recipient_names", _("Rút khỏi")),
            Column("territory", _("Mã địa bàn"), is_code=True),
            Column("territory_name", _("Địa bàn")),
            Column("note", _("Ghi chú")),
        ),
        [
            (
                *named(one.instrument),
                one.citation,
                *listed(one.recipients),
                *named(one.territory),
                one.note,
            )
            for one in given.exclusions
        ],
    )
