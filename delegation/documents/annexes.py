"""The annexes of a decision: its provisions, or its changes, as a table with the columns that are not empty. Pure.

A line of the table is one row of the register, so its number is what a row cites.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain
from typing import Final

from delegation.documents.decision import Annex, AnnexColumn, AnnexSection, DecisionDocument, Row
from delegation.documents.enactment import Enactment
from delegation.documents.phrases import BLANK, capitalised, official_day, short_day
from delegation.documents.provisions import CHANGES, ChangeLine, ProvisionLine
from units.periods import Period

_SERIAL: Final = AnnexColumn("STT", 7, centred=True)
_SINCE: Final = AnnexColumn("Từ ngày", 16, centred=True)
_UNTIL: Final = AnnexColumn("Đến hết ngày", 16, centred=True)

_PROVISION_COLUMNS: Final = (
    _SERIAL,
    AnnexColumn("Nhiệm vụ, quyền hạn", 36),
    AnnexColumn("Mã thủ tục hành chính", 19, centred=True),
    AnnexColumn("Cơ quan, người nhận", 24),
    AnnexColumn("Địa bàn", 16),
    AnnexColumn("Giới hạn, điều kiện", 28),
    AnnexColumn("Căn cứ pháp lý", 20),
    _SINCE,
    _UNTIL,
)
_CHANGE_COLUMNS: Final = (
    _SERIAL,
    AnnexColumn("Nhiệm vụ, quyền hạn", 40),
    AnnexColumn("Văn bản đã trao", 30),
    AnnexColumn("Cơ quan, người nhận", 28),
    AnnexColumn("Nội dung thay đổi", 18, centred=True),
    _SINCE,
    _UNTIL,
)


def annexes_of(frame: DecisionDocument, enactment: Enactment) -> tuple[Annex, ...]:
    """The annexes that the decision needs: none, one without a number, or two."""
    annexes = []
    if enactment.provisions_in_annex:
        title = f"Danh mục nhiệm vụ, quyền hạn được {enactment.verb}"
        annexes.append(
            _annex(frame, enactment.provisions_annex, title, _PROVISION_COLUMNS, _provision_rows(enactment))
        )
    if enactment.changes_in_annex:
        title = f"Danh mục nhiệm vụ, quyền hạn có thay đổi về {enactment.verb}"
        rows = tuple(_change_row(serial, change) for serial, change in enumerate(enactment.changes, 1))
        sections = (AnnexSection("", rows),)
        annexes.append(_annex(frame, enactment.changes_annex, title, _CHANGE_COLUMNS, sections))
    return tuple(annexes)


def _annex(
    frame: DecisionDocument,
    number: str,
    title: str,
    columns: Sequence[AnnexColumn],
    sections: Sequence[AnnexSection],
) -> Annex:
    issued = (
        f"{frame.kind_name} số {frame.number_text} {official_day(frame.day)} của {frame.authority or BLANK}"
    )
    rows = list(chain.from_iterable(section.rows for section in sections))
    filled = [place for place in range(len(columns)) if any(row[place] for row in rows)]
    return Annex(
        number,
        title.upper(),
        f"(Ban hành kèm theo {issued})",
        tuple(columns[place] for place in filled),
        tuple(
            AnnexSection(
                section.heading, tuple(tuple(row[place] for place in filled) for row in section.rows)
            )
            for section in sections
        ),
    )


def _provision_rows(enactment: Enactment) -> tuple[AnnexSection, ...]:
    serials = enactment.serials()
    must_end = enactment.kind == "delegation"
    return tuple(
        AnnexSection(
            heading,
            tuple(
                _provision_row(serials[place], enactment.provisions[place], must_end) for place in positions
            ),
        )
        for heading, positions in enactment.by_field()
    )


def _provision_row(serial: int, line: ProvisionLine, must_end: bool) -> Row:
    within = [f"Giới hạn: {'; '.join(line.limits)}"] if line.limits else []
    within += [f"Điều kiện: {line.conditions}"] if line.conditions else []
    return (
        str(serial),
        line.title or BLANK,
        "\n".join(line.procedures),
        "\n".join(line.recipients) or BLANK,
        line.territory,
        "\n".join(within),
        line.legal_basis,
        _first(line.period),
        _last(line.period) or (BLANK if must_end else ""),
    )


def _change_row(serial: int, change: ChangeLine) -> Row:
    return (
        str(serial),
        change.title or BLANK,
        change.instrument or BLANK,
        "\n".join(change.recipients),
        capitalised(CHANGES[change.action]),
        # An extension begins where the term ends, and a revocation has no end: neither is told.
        "" if change.action == "extend" else _first(change.period),
        _last_of_change(change),
    )


def _last_of_change(change: ChangeLine) -> str:
    if change.action == "revoke":
        return ""
    return _last(change.period) or (BLANK if change.action == "extend" else "")


def _first(period: Period) -> str:
    return short_day(period.start) if period.start else ""


def _last(period: Period) -> str:
    return short_day(period.last_day) if period.last_day else ""
