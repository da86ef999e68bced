"""Taking note of what was published: a recipient's unit says that it knows what it may do now; or is asked again to."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import timedelta
from typing import Final

from django.db import transaction
from django.utils.translation import gettext as _

from delegation.actions.notifying import send_unsent
from delegation.actions.refusal import ActionRefused, NotAllowed, require_right
from delegation.bundle.recorded import recorded_rows
from delegation.dossiers.judging import Judgement
from delegation.dossiers.receipts import awaited_receipts, is_officer_of, people_of, recipient_units
from delegation.models import Dossier, DossierStep, Notice, Receipt
from delegation.records import CONFERRING_KINDS
from units import clock
from units.models import Unit, User
from units.rights import Right

# Who was told within so long is not told again.
REMINDED_AT_MOST_EVERY: Final = timedelta(days=1)
_MOST_NAMED: Final = 3


@transaction.atomic
def take_note(seen: Mapping[str, int], unit: str, *, acting_user: User) -> list[Receipt]:
    """Take note, for a recipient's unit, of published grants: by key, with the edition whose reading was seen.

    Raises ActionRefused, and then nothing is noted.
    """
    if not is_officer_of(acting_user, unit):
        raise NotAllowed(_("Chỉ cán bộ của chính đơn vị nhận mới xác nhận tiếp nhận được."))
    if not seen:
        raise ActionRefused(_("Hãy chọn ít nhất một dòng trao quyền để xác nhận."))
    # Of two officers of a unit at once, the later one is told what the earlier has done.
    Unit.objects.select_for_update().get(pk=unit)
    now = clock.now()
    waiting = {one.grant: one.edition for one in awaited_receipts(clock.today(), units=[unit])}
    _require_waiting(seen, waiting)
    return Receipt.objects.bulk_create(
        Receipt(
            grant_id=grant,
            unit_id=unit,
            edition_id=edition,
            user=acting_user,
            user_name=acting_user.get_full_name() or acting_user.get_username(),
            at=now,
        )
        for grant, edition in sorted(seen.items())
    )


def _require_waiting(seen: Mapping[str, int], waiting: Mapping[str, int]) -> None:
    gone = sorted(set(seen) - waiting.keys())
    if gone:
        raise ActionRefused(_("Đơn vị không còn chờ tiếp nhận: %s. Hãy tải lại trang.") % _named(gone))
    changed = sorted(grant for grant, edition in seen.items() if waiting[grant] != edition)
    if changed:
        raise ActionRefused(
            _("Đã được đính chính từ lúc bạn xem: %s. Hãy tải lại trang và đọc lại trước khi xác nhận.")
            % _named(changed)
        )


def _named(grants: Collection[str]) -> str:
    shown = ", ".join(list(grants)[:_MOST_NAMED])
    return shown if len(grants) <= _MOST_NAMED else f"{shown}, …"


@transaction.atomic
def remind(dossier: Dossier, *, acting_user: User, units: Collection[str] | None = None) -> list[User]:
    """Tell the officers of units that have not taken note of what the dossier brought once more; returns who is told.

    They get the notice of its publication as a new one, also who was no officer then; who was told in the last day
    is left in peace. Raises ActionRefused.
    """
    require_right(
        acting_user,
        Right.PUBLISH,
        dossier.unit_id,
        _("Bạn không có quyền nhắc việc tiếp nhận của hồ sơ này."),
    )
    step = dossier.steps.filter(kind=DossierStep.Kind.PUBLISHED).last()
    if step is None or dossier.edition_id is None:
        raise ActionRefused(_("Hồ sơ chưa được công bố nên chưa có gì để tiếp nhận."))
    now = clock.now()
    waiting = awaited_receipts(clock.today(), units=units, editions=[dossier.edition_id])
    if not waiting:
        raise ActionRefused(_("Không còn đơn vị nào chưa tiếp nhận; hãy tải lại trang."))
    told = dict(Notice.objects.filter(step=step).values_list("user_id", "created_at"))
    people = [
        user
        for user in people_of({one.unit for one in waiting})
        if user.pk not in told or told[user.pk] <= now - REMINDED_AT_MOST_EVERY
    ]
    for user in people:
        Notice.objects.update_or_create(
            user=user,
            step=step,
            defaults={"dossier": dossier, "created_at": now, "sent_at": None, "read_at": None},
        )
    if people:
        transaction.on_commit(send_unsent, robust=True)
    return people


def receivers(judgement: Judgement) -> list[User]:
    """The officers of every unit that is to take note of something once the dossier is published."""
    recorded = recorded_rows(judgement.edition)["grants"]
    brought = {
        key[0]
        for key, row in judgement.content.bundle.tables["grants"].items()
        if key not in recorded or recorded[key].cells != row.cells
    }
    grants = judgement.after.grants.find(brought).values()
    conferring = [grant for grant in grants if grant.kind in CONFERRING_KINDS]
    return people_of(recipient_units(conferring, judgement.after, clock.today()))
