"""Why the register names nobody: it says which of the possible reasons it is, and never more than it knows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext

from cms.catalog import Catalog
from cms.coverage import CoverageStatement, statement_for
from cms.days import long_day, short_day
from cms.links import Link, recipient_links
from cms.matching import in_order
from cms.questions import FACTS, Asked
from delegation.authority import Case
from delegation.records import CONFERRING_KINDS, Grant


@dataclass(frozen=True, slots=True)
class Silence:
    """A gap, explained. `kind` is excluded, nobody, unrecorded, beyond, not_here or not_then.

    `recipients` are named on the day, wherever; `smaller` are places inside the one asked about where somebody decides;
    `without_facts` is the question without the facts that leave nobody.
    """

    kind: str
    headline: str
    sentences: tuple[str, ...]
    recipients: tuple[Link, ...] = ()
    smaller: tuple[Link, ...] = ()
    without_facts: Link | None = None
    coverage: CoverageStatement | None = None


def silence_of(catalog: Catalog, case: Case, asked: Asked, *, is_excluded: bool) -> Silence:
    """What a gap of the case means."""
    coverage = statement_for(catalog.powers[case.power].field)
    if is_excluded:
        return Silence("excluded", gettext("Thẩm quyền đã bị rút tại đây"), (), coverage=coverage)
    if not any(grant.kind in CONFERRING_KINDS for grant in case.grants):
        return _unrecorded(coverage, case.on.day)
    if case.facts and Case(case.on, case.power, case.place, grants=case.grants).deciding:
        return _beyond(asked, coverage)
    running = running_grants(case)
    words = _so_far(coverage, case.on.day)
    whole = bool(coverage and coverage.is_complete_on(case.on.day))
    if running:
        return Silence(
            "nobody" if whole else "not_here",
            gettext("Không cơ quan nào được ghi cho đúng nơi này"),
            (
                gettext(
                    "Vào ngày này thẩm quyền được ghi cho các cơ quan dưới đây, nhưng không cơ quan nào trong số đó "
                    "phụ trách đúng nơi đã chọn. Hãy thử một phường, xã, đặc khu cụ thể."
                ),
                words,
            ),
            recipient_links(catalog, {name for grant in running for name in grant.recipients}, case.on.day),
            _smaller(catalog, case, asked),
            coverage=coverage,
        )
    return Silence(
        "nobody" if whole else "not_then",
        gettext("Không cơ quan nào được ghi vào ngày này"),
        (
            gettext(
                "Sổ có ghi văn bản trao thẩm quyền này, nhưng không văn bản nào có hiệu lực vào %(day)s. Hãy xem các "
                "cơ quan có thẩm quyền qua từng thời kỳ."
            )
            % {"day": long_day(case.on.day)},
            words,
        ),
        coverage=coverage,
    )


def _unrecorded(coverage: CoverageStatement | None, day: date) -> Silence:
    return Silence(
        "unrecorded",
        gettext("Chưa được ghi vào sổ"),
        (
            gettext(
                "Sổ chưa ghi văn bản nào trao thẩm quyền này. Điều đó không có nghĩa là không cơ quan nào có thẩm "
                "quyền: phần này của sổ chưa đủ dữ liệu."
            ),
        ),
        coverage=coverage,
    )


def _beyond(asked: Asked, coverage: CoverageStatement | None) -> Silence:
    bare = asked.address(**dict.fromkeys(FACTS, ""))
    return Silence(
        "beyond",
        gettext("Không cơ quan nào được ghi cho các dữ kiện này"),
        (
            gettext(
                "Có cơ quan được giao việc này ở đây, nhưng dữ kiện đã nêu vượt giới hạn của mọi văn bản."
            ),
        ),
        without_facts=Link(gettext("Hỏi lại mà không nêu dữ kiện"), bare),
        coverage=coverage,
    )


def _so_far(coverage: CoverageStatement | None, day: date) -> str:
    """How far the field is recorded: whether to read the silence as nobody, or as not known."""
    if coverage is None or coverage.complete_as_at is None:
        return gettext("Sổ chưa xác nhận đã ghi đủ lĩnh vực này, nên vẫn có thể có văn bản chưa được ghi.")
    if coverage.is_complete_on(day):
        return gettext(
            "Lĩnh vực này đã được ghi đủ đến hết %(day)s: sổ không thấy cơ quan nào, chứ không phải chưa ghi."
        ) % {"day": short_day(coverage.complete_as_at)}
    return gettext(
        "Lĩnh vực này mới được ghi đủ đến hết %(day)s, trước ngày đã hỏi, nên vẫn có thể có văn bản chưa được ghi."
    ) % {"day": short_day(coverage.complete_as_at)}


def running_grants(case: Case) -> list[Grant]:
    """The grants of the power that have effect on the day, wherever that is."""
    return [
        grant
        for grant in case.grants
        if grant.kind in CONFERRING_KINDS
        and case.on.in_force(grant.instrument)
        and case.on.day in grant.period
    ]


def _smaller(catalog: Catalog, case: Case, asked: Asked) -> tuple[Link, ...]:
    """The places directly inside of each kind of which one, taken for all, has somebody who decides."""
    inside = case.on.geography.children(case.place, case.on.day)
    firsts = {version.kind: version.unit for version in reversed(inside)}
    kinds = {
        kind
        for kind, unit in firsts.items()
        if Case(case.on, case.power, unit, case.facts, case.grants).deciding
    }
    return tuple(
        Link(version.name, asked.address(noi=version.unit), key=version.unit)
        for version in sorted(inside, key=lambda version: in_order(version.name))
        if version.kind in kinds
    )
