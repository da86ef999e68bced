"""The way of a dossier from hand to hand: submitted, returned, approved, countersigned; never by one person alone."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from django.db import transaction
from django.utils.translation import gettext as _
from simple_history.utils import bulk_update_with_history

from delegation.actions.notifying import notify
from delegation.actions.refusal import ActionRefused, NotAllowed, require_right
from delegation.actions.trail import sign
from delegation.dossiers.judging import Judgement, content_digest, judge
from delegation.models import Dossier, DossierLine, DossierState, DossierStep, TouchedUnit
from units import clock
from units.models import Unit, User
from units.rights import Right, may, users_with

_MOST_TOLD: Final = 3


@transaction.atomic
def submit(dossier: Dossier, *, acting_user: User, note: str = "") -> DossierStep:
    """Give a draft to those who approve. Raises ActionRefused while it has faults or unexplained warnings."""
    locked = _locked(dossier)
    require_right(
        acting_user, Right.DRAFT, locked.unit_id, _("Bạn không có quyền trình hồ sơ của đơn vị này.")
    )
    _require_state(locked, DossierState.DRAFT)
    judgement = judge(locked)
    require_ready(judgement)
    _give_keys(locked, judgement, acting_user)
    locked.touched_units.all().delete()
    TouchedUnit.objects.bulk_create(
        TouchedUnit(dossier=locked, unit_id=unit) for unit in sorted(judgement.touched)
    )
    step = take_step(locked, DossierStep.Kind.SUBMITTED, acting_user, note=note)
    _move(locked, DossierState.SUBMITTED, acting_user, _("Trình duyệt"))
    notify(step, [*_approvers(locked), *countersigners(locked, judgement.touched)])
    return step


@transaction.atomic
def recall(dossier: Dossier, *, acting_user: User, note: str = "") -> DossierStep:
    """Take a submitted dossier back to write on. Raises ActionRefused."""
    locked = _locked(dossier)
    require_right(
        acting_user, Right.DRAFT, locked.unit_id, _("Bạn không có quyền soạn hồ sơ của đơn vị này.")
    )
    _require_state(locked, DossierState.SUBMITTED)
    step = take_step(locked, DossierStep.Kind.RECALLED, acting_user, note=note)
    _back_to_draft(locked, acting_user, _("Rút lại để sửa"))
    return step


@transaction.atomic
def return_dossier(dossier: Dossier, *, acting_user: User, note: str) -> DossierStep:
    """Send a dossier back to those who wrote it, with the reasons. Raises ActionRefused."""
    locked = _locked(dossier)
    _require_state(locked, DossierState.SUBMITTED, DossierState.APPROVED)
    if not may_return(locked, acting_user):
        raise NotAllowed(_("Bạn không có quyền trả lại hồ sơ này."))
    if not note.strip():
        raise ActionRefused(_("Hãy ghi lý do trả lại, để người soạn biết phải sửa gì."))
    step = take_step(locked, DossierStep.Kind.RETURNED, acting_user, note=note)
    _back_to_draft(locked, acting_user, note)
    notify(step, writers(locked))
    return step


@transaction.atomic
def approve(dossier: Dossier, *, acting_user: User, note: str = "") -> DossierStep:
    """Approve a submitted dossier as it stands. Raises ActionRefused, also for whoever wrote in it."""
    locked = _locked(dossier)
    require_right(
        acting_user, Right.APPROVE, locked.unit_id, _("Bạn không có quyền duyệt hồ sơ của đơn vị này.")
    )
    _require_state(locked, DossierState.SUBMITTED)
    _require_other_eyes(locked, acting_user)
    judgement = judge(locked)
    require_ready(judgement)
    step = take_step(locked, DossierStep.Kind.APPROVED, acting_user, note=note)
    _move(locked, DossierState.APPROVED, acting_user, _("Duyệt"))
    if not missing_countersigns(locked, judgement.touched):
        notify(step, publishers(locked))
    return step


@transaction.atomic
def countersign(dossier: Dossier, unit: Unit, *, acting_user: User, note: str = "") -> DossierStep:
    """Agree, for a unit whose powers the dossier touches. Raises ActionRefused."""
    locked = _locked(dossier)
    _require_state(locked, DossierState.SUBMITTED, DossierState.APPROVED)
    require_right(acting_user, Right.APPROVE, unit, _("Bạn không có quyền thay mặt đơn vị này đồng ý."))
    _require_other_eyes(locked, acting_user)
    touched = judge(locked).touched
    missing = missing_countersigns(locked, touched)
    if unit.pk not in missing:
        raise ActionRefused(_("Hồ sơ không chờ ý kiến của đơn vị này."))
    step = take_step(locked, DossierStep.Kind.COUNTERSIGNED, acting_user, note=note, unit=unit)
    if locked.state == DossierState.APPROVED and missing == {unit.pk}:
        notify(step, publishers(locked))
    return step


@transaction.atomic
def discard(dossier: Dossier, *, acting_user: User, note: str) -> DossierStep:
    """Give a draft up; all that was done stays readable. Raises ActionRefused."""
    locked = _locked(dossier)
    require_right(acting_user, Right.DRAFT, locked.unit_id, _("Bạn không có quyền bỏ hồ sơ của đơn vị này."))
    _require_state(locked, DossierState.DRAFT)
    if not note.strip():
        raise ActionRefused(_("Hãy ghi lý do bỏ hồ sơ."))
    step = take_step(locked, DossierStep.Kind.DISCARDED, acting_user, note=note)
    _move(locked, DossierState.DISCARDED, acting_user, note)
    return step


def may_return(dossier: Dossier, user: User) -> bool:
    """Whether the person is among those the dossier is given to: who approve, publish, or answer for a touched unit."""
    if any(may(user, right, dossier.unit_id) for right in (Right.APPROVE, Right.PUBLISH)):
        return True
    touched = dossier.touched_units.values_list("unit_id", flat=True)
    return any(may(user, Right.APPROVE, unit) for unit in touched)


def missing_countersigns(dossier: Dossier, touched: Iterable[str]) -> frozenset[str]:
    """The touched units that have not agreed to what the dossier now holds, since it was last submitted."""
    submitted = dossier.steps.filter(kind=DossierStep.Kind.SUBMITTED).last()
    if submitted is None:
        return frozenset(touched)
    agreed = dossier.steps.filter(
        kind=DossierStep.Kind.COUNTERSIGNED, content=submitted.content, pk__gt=submitted.pk
    )
    return frozenset(touched) - set(agreed.values_list("unit_id", flat=True))


def writers(dossier: Dossier) -> list[User]:
    """Everybody who wrote in the dossier and may still draft for its unit."""
    able = users_with(Right.DRAFT, dossier.unit_id)
    return list(able.filter(pk__in=dossier.contributors.values("user")))


def publishers(dossier: Dossier) -> list[User]:
    """Everybody who may publish it."""
    return list(users_with(Right.PUBLISH, dossier.unit_id))


def countersigners(dossier: Dossier, touched: Iterable[str]) -> list[User]:
    """Everybody who may agree for one of the units, and did not write in the dossier."""
    return [
        user
        for unit in sorted(touched)
        for user in users_with(Right.APPROVE, unit).exclude(pk__in=dossier.contributors.values("user"))
    ]


def require_ready(judgement: Judgement) -> None:
    """Raises ActionRefused, with the first of them, while there is anything that publication may not bring."""
    blocking = judgement.blocking()
    if blocking:
        told = " ".join(blocking[:_MOST_TOLD])
        raise ActionRefused(
            _("Còn %(count)d điểm phải xử lý trước: %(first)s") % {"count": len(blocking), "first": told}
        )


def take_step(
    dossier: Dossier, kind: str, acting_user: User, *, note: str = "", unit: Unit | None = None
) -> DossierStep:
    """Write down a step, with the digest of what the dossier now holds."""
    return DossierStep.objects.create(
        dossier=dossier,
        kind=kind,
        actor=acting_user,
        actor_name=acting_user.get_full_name() or acting_user.get_username(),
        at=clock.now(),
        note=note.strip(),
        unit=unit,
        content=content_digest(dossier),
    )


def _approvers(dossier: Dossier) -> list[User]:
    able = users_with(Right.APPROVE, dossier.unit_id)
    return list(able.exclude(pk__in=dossier.contributors.values("user")))


def _locked(dossier: Dossier) -> Dossier:
    return Dossier.objects.select_for_update().get(pk=dossier.pk)


def _require_state(dossier: Dossier, *states: str) -> None:
    if dossier.state not in states:
        raise ActionRefused(
            _(
                "Hồ sơ “%(title)s” đang ở tình trạng “%(state)s” nên không làm được việc này; hãy tải lại trang."
            )
            % {"title": dossier.title, "state": dossier.get_state_display()}
        )


def _require_other_eyes(dossier: Dossier, user: User) -> None:
    if dossier.contributors.filter(user=user).exists():
        raise ActionRefused(_("Bạn đã soạn hồ sơ này nên không tự duyệt được; hãy để người khác duyệt."))


def _move(dossier: Dossier, state: str, acting_user: User, reason: str) -> None:
    dossier.state = state
    dossier.changed_at = clock.now()
    sign(dossier, acting_user, reason)
    dossier.save(update_fields=["state", "changed_at"])


def _back_to_draft(dossier: Dossier, acting_user: User, reason: str) -> None:
    """A number that changes makes another key, so those made for the submission are taken back."""
    _move(dossier, DossierState.DRAFT, acting_user, reason)
    _write_keys(dict.fromkeys(dossier.lines.exclude(key=""), ""), acting_user)


def _give_keys(dossier: Dossier, judgement: Judgement, acting_user: User) -> None:
    keys = judgement.content.keys
    _write_keys({line: keys[line.serial] for line in dossier.lines.all() if line.serial in keys}, acting_user)


def _write_keys(keys: dict[DossierLine, str], acting_user: User) -> None:
    for line, key in keys.items():
        line.key = key
    bulk_update_with_history(
        list(keys), DossierLine, ["key"], default_user=acting_user, default_change_reason=_("Đặt mã dòng")
    )
