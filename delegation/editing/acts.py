"""What a person can do with a dossier now, why not where something stands in the way, and who else could.

Asked before a button is shown; whether an act is allowed is decided by delegation/actions when it is taken.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from delegation.actions.approving import may_return, missing_countersigns
from delegation.dossiers.judging import Judgement
from delegation.editing.presenting import named, unit_name
from delegation.models import Dossier, DossierState, DossierStep
from units.models import User
from units.reading import newest_geography
from units.rights import Right, may, users_with


@dataclass(frozen=True, slots=True)
class Act:
    """One step that a person can take: its address, its button, and what the form before it asks and tells."""

    slug: str
    step: str
    label: str | Promise
    told: str | Promise
    note_label: str | Promise
    note_needed: bool = False
    is_grave: bool = False


_NOTE: Final = gettext_lazy("Ghi chú (không bắt buộc)")

SUBMIT: Final = Act(
    "trinh-duyet",
    DossierStep.Kind.SUBMITTED,
    gettext_lazy("Trình duyệt"),
    gettext_lazy("Sau khi trình, nội dung được khóa cho đến khi hồ sơ được rút lại hoặc trả lại."),
    _NOTE,
)
RECALL: Final = Act(
    "rut-lai",
    DossierStep.Kind.RECALLED,
    gettext_lazy("Rút lại để sửa"),
    gettext_lazy("Hồ sơ trở lại là bản đang soạn; những ý kiến đã cho phải cho lại sau khi trình lại."),
    _NOTE,
)
RETURN: Final = Act(
    "tra-lai",
    DossierStep.Kind.RETURNED,
    gettext_lazy("Trả lại"),
    gettext_lazy("Hồ sơ trở về người soạn, kèm lý do bạn ghi."),
    gettext_lazy("Lý do trả lại: phải sửa gì"),
    note_needed=True,
    is_grave=True,
)
APPROVE: Final = Act(
    "duyet",
    DossierStep.Kind.APPROVED,
    gettext_lazy("Duyệt"),
    gettext_lazy("Bạn duyệt đúng nội dung đang hiển thị; nội dung thay đổi thì phải duyệt lại."),
    _NOTE,
)
AGREE: Final = Act(
    "dong-y",
    DossierStep.Kind.COUNTERSIGNED,
    gettext_lazy("Đồng ý"),
    gettext_lazy("Bạn thay mặt đơn vị đồng ý với đúng nội dung đang hiển thị."),
    _NOTE,
)
PUBLISH: Final = Act(
    "cong-bo",
    DossierStep.Kind.PUBLISHED,
    gettext_lazy("Công bố"),
    gettext_lazy("Cả hồ sơ được ghi thành một lần ghi sổ, và không xóa được nữa: chỉ đính chính hoặc rút."),
    _NOTE,
    is_grave=True,
)
DISCARD: Final = Act(
    "bo",
    DossierStep.Kind.DISCARDED,
    gettext_lazy("Bỏ hồ sơ"),
    gettext_lazy("Hồ sơ không đi tiếp nữa; mọi việc đã làm vẫn đọc được."),
    gettext_lazy("Lý do bỏ hồ sơ"),
    note_needed=True,
    is_grave=True,
)
ACTS: Final = {act.slug: act for act in (SUBMIT, RECALL, RETURN, APPROVE, AGREE, PUBLISH, DISCARD)}


@dataclass(frozen=True, slots=True)
class Offer:
    """An act that the person's rights allow. `unit`: whom an agreement speaks for; `hindrance`: why not yet."""

    act: Act
    unit: str = ""
    hindrance: str = ""

    @property
    def label(self) -> str:
        """What stands on the button."""
        if self.unit:
            return _("Đồng ý thay mặt %(unit)s") % {"unit": unit_name(self.unit)}
        return str(self.act.label)


@dataclass(frozen=True, slots=True)
class Awaited:
    """A step that the dossier needs next, and who could take it; `people` "" where nobody can."""

    step: str
    people: str


def offers(dossier: Dossier, user: User, judgement: Judgement) -> list[Offer]:
    """Everything that the person's rights let them do with the dossier in its state."""
    return list(_OFFERS.get(DossierState(dossier.state), _nothing)(dossier, user, judgement))


def awaited(dossier: Dossier, judgement: Judgement) -> list[Awaited]:
    """What the dossier needs next, each with the people who can do it now."""
    if dossier.state == DossierState.DRAFT:
        return [Awaited(_("Soạn xong và trình duyệt"), named(users_with(Right.DRAFT, dossier.unit_id)))]
    if not dossier.is_open:
        return []
    steps = []
    if dossier.state == DossierState.SUBMITTED:
        steps.append(Awaited(_("Duyệt"), named(_others(dossier, Right.APPROVE, dossier.unit_id))))
    missing, geography = missing_countersigns(dossier, judgement.touched), newest_geography()
    for unit in sorted(missing):
        told = _("Đồng ý thay mặt %(unit)s") % {"unit": unit_name(unit, geography)}
        steps.append(Awaited(told, named(_others(dossier, Right.APPROVE, unit))))
    if dossier.state == DossierState.APPROVED and not missing:
        steps.append(Awaited(_("Công bố"), named(users_with(Right.PUBLISH, dossier.unit_id))))
    return steps


def _others(dossier: Dossier, right: Right, unit: str) -> list[User]:
    return list(users_with(right, unit).exclude(pk__in=dossier.contributors.values("user")))


def _nothing(_dossier: Dossier, _user: User, _judgement: Judgement) -> Iterator[Offer]:
    return iter(())


def _of_draft(dossier: Dossier, user: User, judgement: Judgement) -> Iterator[Offer]:
    if may(user, Right.DRAFT, dossier.unit_id):
        yield Offer(SUBMIT, hindrance=_unready(judgement))
        yield Offer(DISCARD)


def _of_submitted(dossier: Dossier, user: User, judgement: Judgement) -> Iterator[Offer]:
    wrote = _wrote(dossier, user)
    if may(user, Right.APPROVE, dossier.unit_id):
        yield Offer(APPROVE, hindrance=wrote or _unready(judgement))
    yield from _agreements(dossier, user, judgement, wrote)
    if may_return(dossier, user):
        yield Offer(RETURN)
    if may(user, Right.DRAFT, dossier.unit_id):
        yield Offer(RECALL)


def _of_approved(dossier: Dossier, user: User, judgement: Judgement) -> Iterator[Offer]:
    missing = missing_countersigns(dossier, judgement.touched)
    if may(user, Right.PUBLISH, dossier.unit_id):
        names = ", ".join(judgement.called(missing))
        waiting = _("Còn chờ ý kiến đồng ý của: %(units)s.") % {"units": names} if missing else ""
        yield Offer(PUBLISH, hindrance=waiting or _unready(judgement))
    yield from _agreements(dossier, user, judgement, _wrote(dossier, user))
    if may_return(dossier, user):
        yield Offer(RETURN)


_OFFERS: Final = {
    DossierState.DRAFT: _of_draft,
    DossierState.SUBMITTED: _of_submitted,
    DossierState.APPROVED: _of_approved,
}


def _agreements(dossier: Dossier, user: User, judgement: Judgement, wrote: str) -> Iterator[Offer]:
    for unit in sorted(missing_countersigns(dossier, judgement.touched)):
        if may(user, Right.APPROVE, unit):
            yield Offer(AGREE, unit, wrote)


def _wrote(dossier: Dossier, user: User) -> str:
    if dossier.contributors.filter(user=user).exists():
        return _("Bạn đã soạn hồ sơ này nên người khác phải duyệt.")
    return ""


def _unready(judgement: Judgement) -> str:
    count = len(judgement.blocking())
    if not count:
        return ""
    return _("Còn %(count)d điểm phải xử lý trước; xem trang Kiểm tra.") % {"count": count}
