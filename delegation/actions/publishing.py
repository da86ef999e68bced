"""Publication: an approved dossier becomes one edition of the register, in one transaction, or nothing happens."""

from __future__ import annotations

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from delegation.actions.approving import missing_countersigns, require_ready, take_step, writers
from delegation.actions.notifying import notify
from delegation.actions.receiving import receivers
from delegation.actions.refusal import ActionRefused, require_right
from delegation.actions.trail import sign
from delegation.bundle.faults import BundleRefused
from delegation.bundle.recording import record
from delegation.dossiers.judging import content_digest, judge
from delegation.models import Dossier, DossierState, DossierStep
from units import clock
from units.guards import sentence
from units.models import Edition, User
from units.models.edition import next_number
from units.rights import Right


def publish(dossier: Dossier, *, acting_user: User, note: str = "") -> Edition:
    """Record an approved dossier as a new edition. Raises ActionRefused, and then nothing is published."""
    try:
        return _publish(dossier, acting_user, note)
    except BundleRefused as refused:
        raise ActionRefused(" ".join(map(str, refused.faults[:3]))) from refused
    except IntegrityError as error:
        told = sentence(error)
        if told is None:
            raise
        raise ActionRefused(told) from error


@transaction.atomic
def _publish(dossier: Dossier, acting_user: User, note: str) -> Edition:
    # Editions are written one at a time: from here on the register stays as it is judged.
    next_number()
    locked = Dossier.objects.select_for_update().get(pk=dossier.pk)
    require_right(
        acting_user, Right.PUBLISH, locked.unit_id, _("Bạn không có quyền công bố hồ sơ của đơn vị này.")
    )
    if locked.state != DossierState.APPROVED:
        raise ActionRefused(
            _("Hồ sơ “%(title)s” đang ở tình trạng “%(state)s”; chỉ hồ sơ đã duyệt mới được công bố.")
            % {"title": locked.title, "state": locked.get_state_display()}
        )
    _require_approved_content(locked)
    judgement = judge(locked)
    missing = missing_countersigns(locked, judgement.touched)
    if missing:
        raise ActionRefused(_("Còn thiếu ý kiến đồng ý của: %s.") % ", ".join(judgement.called(missing)))
    # The register may have moved on since the approval.
    require_ready(judgement)
    recording = record(
        judgement.content.bundle,
        judgement.content.withdrawn,
        acting_user=acting_user,
        actor_name=acting_user.get_full_name() or acting_user.get_username(),
        reason=locked.reason or locked.title,
    )
    if recording.edition is None:
        raise ActionRefused(_("Sổ đã ghi đúng như hồ sơ này; không có gì để công bố."))
    step = take_step(locked, DossierStep.Kind.PUBLISHED, acting_user, note=note)
    _close(locked, recording.edition, acting_user)
    notify(step, [*writers(locked), *receivers(judgement)])
    return Edition.objects.get(pk=recording.edition)


def _require_approved_content(dossier: Dossier) -> None:
    approval = dossier.steps.filter(kind=DossierStep.Kind.APPROVED).last()
    if approval is None or approval.content != content_digest(dossier):
        raise ActionRefused(_("Nội dung hồ sơ khác với nội dung đã duyệt; hãy trả lại để duyệt lại."))


def _close(dossier: Dossier, edition: int, acting_user: User) -> None:
    dossier.state = DossierState.PUBLISHED
    dossier.edition_id = edition
    dossier.changed_at = clock.now()
    sign(dossier, acting_user, _("Công bố"))
    dossier.save(update_fields=["state", "edition", "changed_at"])
