"""What an office must, may and may not do with a power, by how it came to hold it and under which law.

The law is that of the day on which the instrument was signed (delegation/regimes.py). A rule that has not been read in
the law's own text says so: it is `is_sure` False, and pages tell readers to check it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from django.utils.translation import gettext as _

from cms.cards import PowerCard
from delegation.records import Grant
from delegation.regimes import CENTRAL_REGIMES, TWO_TIER_LAW, Regime, regime_on
from delegation.register import Register


@dataclass(frozen=True, slots=True)
class Duty:
    """One thing that holds for the holder; `article` is the law that says it, as far as it has been seen."""

    words: str
    article: str
    is_sure: bool = True


@dataclass(frozen=True, slots=True)
class Duties:
    """What a holder must and may not do."""

    must: tuple[Duty, ...] = ()
    must_not: tuple[Duty, ...] = ()
    also: tuple[Duty, ...] = ()

    @property
    def all_sure(self) -> bool:
        """Whether every rule has been read in the law's own text."""
        return all(duty.is_sure for duty in (*self.must, *self.must_not, *self.also))


# From this day the law on local government says that what is decentralized is not decentralized again, and with which
# seal and form the one delegated to acts (Luật 65/2025/QH15, then Luật 72/2025/QH15).
_NEW_LAW: Final = date(2025, 3, 1)


def duties_of(register: Register, power: PowerCard, office_kind: str, grant: Grant, signed: date) -> Duties:
    """What goes with holding a power by a grant; `signed` is the day on which its instrument was signed."""
    regime = _regime(register, grant, signed)
    must, must_not, also = _by_kind(grant.kind, regime)
    if not power.delegable:
        must_not.append(
            Duty(_("Phân cấp hoặc ủy quyền việc này cho cơ quan, người khác."), power.legal_basis)
        )
    if power.collective and office_kind == "committee":
        must.append(
            Duty(
                _("Đưa ra tập thể Ủy ban nhân dân thảo luận và quyết định theo đa số."),
                _("khoản 2 Điều 40 Luật 72/2025/QH15") if signed in TWO_TIER_LAW else "",
                is_sure=False,
            )
        )
    return Duties(tuple(must), tuple(must_not), tuple(also))


def _regime(register: Register, grant: Grant, signed: date) -> Regime | None:
    if grant.grantor is None:
        return None
    unit = register.directory.offices[grant.grantor].unit
    version = register.geography.version(unit, signed)
    return regime_on(signed, version.kind) if version else None


_Lists = tuple[list[Duty], list[Duty], list[Duty]]


def _by_kind(kind: str, regime: Regime | None) -> _Lists:
    if kind == "devolution":
        return _devolved(regime)
    if regime is None:
        return [], [], []
    if kind == "delegation":
        return _delegated(regime)
    if kind == "decentralization":
        return _decentralized(regime)
    return [], [], []


def _devolved(regime: Regime | None) -> _Lists:
    if regime is None or not _is_new(regime):
        return [], [], []
    article = "Điều 12 Luật 72/2025/QH15"
    return (
        [Duty(_("Tự quyết định và tự chịu trách nhiệm về việc được phân quyền."), article)],
        [],
        [Duty(_("Có thể phân cấp, ủy quyền tiếp, trừ khi luật cấm."), f"khoản 2 {article}")],
    )


def _delegated(regime: Regime) -> _Lists:
    article = regime.delegation
    is_central = regime in CENTRAL_REGIMES
    must = [
        Duty(
            _("Làm đúng nội dung, phạm vi và thời hạn được giao; chịu trách nhiệm trước bên ủy quyền."),
            f"khoản 5 {article}" if is_central else article,
            is_sure=is_central,
        ),
        Duty(_("Báo cáo bên ủy quyền theo kỳ mà văn bản ủy quyền đặt ra."), article, is_sure=False),
    ]
    if _is_new(regime):
        seal = _("Dùng con dấu và thể thức văn bản của chính mình.")
        must.insert(0, Duty(seal, article, is_sure=not is_central))
    return (
        must,
        [
            Duty(
                _("Ủy quyền tiếp cho cơ quan, người khác."),
                f"khoản 6 {article}" if is_central else article,
                is_sure=_is_new(regime),
            )
        ],
        [
            Duty(
                _("Bên ủy quyền vẫn giữ thẩm quyền và vẫn chịu trách nhiệm về kết quả."),
                f"khoản 4 {article}" if is_central else article,
                is_sure=is_central,
            ),
            Duty(_("Ủy quyền chỉ trong thời hạn đã định; hết hạn thì bên ủy quyền tự làm."), article),
        ],
    )


def _decentralized(regime: Regime) -> _Lists:
    article = regime.decentralization
    is_central = regime in CENTRAL_REGIMES
    must = [
        Duty(_("Tự chịu trách nhiệm về việc được phân cấp."), article, is_sure=is_central),
        Duty(
            _("Báo cáo bên phân cấp về kết quả."),
            f"khoản 5 {article}" if is_central else article,
            is_sure=is_central,
        ),
    ]
    if not _is_new(regime):
        return must, [], [Duty(_("Chỉ được phân cấp tiếp khi bên giao đồng ý."), article, is_sure=False)]
    return (
        must,
        [
            Duty(_("Phân cấp tiếp cho cơ quan khác."), f"khoản 5 {article}" if is_central else article),
            Duty(
                _("Thêm giấy tờ, điều kiện hoặc kéo dài thời hạn của thủ tục vì việc phân cấp."),
                f"khoản 6 {article}" if is_central else article,
                is_sure=is_central,
            ),
        ],
        [],
    )


def _is_new(regime: Regime) -> bool:
    return regime.period.start is not None and regime.period.start >= _NEW_LAW
