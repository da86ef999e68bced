"""What the security log notices by itself: sign-ins, and accounts and groups that are changed on whatever screen.

Rights on units are not among it; units/actions.py writes of them, with the reason. Changes that go past the models
(QuerySet.update, SQL) are not noticed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

from axes.signals import user_locked_out
from django.contrib.auth import BACKEND_SESSION_KEY
from django.contrib.auth import signals as auth_signals
from django.contrib.auth.models import Group, Permission
from django.db.models import signals
from django.http import HttpRequest

from units import rights, security_log
from units.actions import record_right
from units.models import SecurityEvent, User
from units.security_log import current_user

Kind = SecurityEvent.Kind
_WATCHED: Final = ("username", "email", "is_active", "is_superuser")


def watch() -> None:
    """Start noticing."""
    auth_signals.user_logged_in.connect(_signed_in, dispatch_uid="units.signed_in")
    auth_signals.user_logged_out.connect(_signed_out, dispatch_uid="units.signed_out")
    auth_signals.user_login_failed.connect(_failed, dispatch_uid="units.failed")
    user_locked_out.connect(_locked_out, dispatch_uid="units.locked_out")
    signals.pre_save.connect(_before_saving, User, dispatch_uid="units.before_saving")
    signals.post_save.connect(_saved, User, dispatch_uid="units.saved")
    signals.post_delete.connect(_deleted, User, dispatch_uid="units.deleted")
    signals.m2m_changed.connect(_membership, User.groups.through, dispatch_uid="units.membership")
    signals.m2m_changed.connect(_permissions, Group.permissions.through, dispatch_uid="units.permissions")
    signals.m2m_changed.connect(
        _permissions, User.user_permissions.through, dispatch_uid="units.own_permissions"
    )
    signals.pre_delete.connect(_group_deleted, Group, dispatch_uid="units.group_deleted")


def _signed_in(request: HttpRequest, user: User, **_kwargs: Any) -> None:
    how = request.session.get(BACKEND_SESSION_KEY, "").rpartition(".")[2]
    security_log.record(
        Kind.SIGNED_IN, subject=user.username, actor=user, details={"by": how}, request=request
    )


def _signed_out(request: HttpRequest, user: User | None, **_kwargs: Any) -> None:
    if user is not None:
        because = getattr(request, "signed_out_because", "")
        details = {"because": because} if because else {}
        security_log.record(
            Kind.SIGNED_OUT, subject=user.username, actor=user, details=details, request=request
        )


def _failed(credentials: Mapping[str, Any], request: HttpRequest | None = None, **_kwargs: Any) -> None:
    # While it is locked out, nothing that is tried is looked at; the lock itself has its line.
    if not getattr(request, "axes_locked_out", False) or _made_the_lock(request):
        tried = str(credentials.get("username") or "")
        security_log.record(Kind.SIGN_IN_FAILED, subject=tried, actor=None, request=request)


def _locked_out(request: HttpRequest, username: str | None, **_kwargs: Any) -> None:
    if _made_the_lock(request):
        security_log.record(Kind.LOCKED_OUT, subject=username or "", actor=None, request=request)


def _made_the_lock(request: HttpRequest | None) -> bool:
    """Whether the attempt was counted: one that meets a lock is not."""
    return bool(getattr(request, "axes_failures_since_start", None))


def _before_saving(instance: User, raw: bool, update_fields: Iterable[str] | None, **_kwargs: Any) -> None:
    """Keep what the account was, unless what is saved is nothing the log speaks of."""
    looked_at = {*_WATCHED, "password"}
    saved = looked_at if update_fields is None else looked_at & set(update_fields)
    before = User.objects.filter(pk=instance.pk).values(*saved).first() if saved and not raw else None
    setattr(instance, "_before", before or {})  # noqa: B010


def _saved(
    instance: User, created: bool, raw: bool, update_fields: Iterable[str] | None, **_kwargs: Any
) -> None:
    if raw:
        return
    before: Mapping[str, Any] = getattr(instance, "_before", {})
    changed: dict[str, Any] = {
        name: [before[name], getattr(instance, name)]
        for name in _WATCHED
        if name in before and before[name] != getattr(instance, name)
    }
    if created:
        changed = {"created": True, **({"is_superuser": [False, True]} if instance.is_superuser else {})}
    if changed:
        _account(instance, Kind.ACCOUNT_CHANGED, changed)
    # Django itself writes the same password anew when it comes to hash it better; then it has not been typed.
    is_rehashed = set(update_fields or ()) == {"password"} and not getattr(instance, "_password", None)
    if "password" in before and before["password"] != instance.password and not is_rehashed:
        _account(instance, Kind.PASSWORD_CHANGED, {})


def _deleted(instance: User, **_kwargs: Any) -> None:
    _account(instance, Kind.ACCOUNT_CHANGED, {"deleted": True})


def _account(user: User, kind: SecurityEvent.Kind, details: Mapping[str, Any]) -> None:
    actor = current_user()
    # Who deletes the own account is no longer there to be pointed at.
    kept = actor if actor and User.objects.filter(pk=actor.pk).exists() else None
    security_log.record(kind, subject=user.username, actor=kept, details=details)


def _membership(instance: User | Group, action: str, pk_set: set[int] | None, **_kwargs: Any) -> None:
    if action not in {"post_add", "post_remove", "pre_clear"}:
        return
    word = "added" if action == "post_add" else "removed"
    if isinstance(instance, Group):
        members = User.objects.filter(pk__in=pk_set) if pk_set is not None else instance.user_set.all()
        changes = [(user, [instance.name]) for user in members]
    else:
        groups = Group.objects.filter(pk__in=pk_set) if pk_set is not None else instance.groups.all()
        changes = [(instance, sorted(group.name for group in groups))]
    for user, names in changes:
        if names:
            _account(user, Kind.MEMBERSHIP_CHANGED, {word: names})


def _permissions(
    instance: Any, action: str, pk_set: set[int] | None, model: type[Any], **_kwargs: Any
) -> None:
    """Django's own permissions, which hold for no unit in particular, such as that to enter the desk."""
    if action not in {"post_add", "post_remove", "pre_clear"} or model is not Permission:
        return
    gone = instance.permissions if isinstance(instance, Group) else instance.user_permissions
    meant = Permission.objects.filter(pk__in=pk_set) if pk_set is not None else gone.all()
    names = sorted(
        f"{app}.{codename}" for app, codename in meant.values_list("content_type__app_label", "codename")
    )
    if names:
        kind = Kind.RIGHT_GIVEN if action == "post_add" else Kind.RIGHT_TAKEN
        security_log.record(kind, subject=str(instance), actor=current_user(), details={"permissions": names})


def _group_deleted(instance: Group, **_kwargs: Any) -> None:
    """A group that goes takes its rights and its memberships with it."""
    for right in rights.rights_of(instance):
        record_right(Kind.RIGHT_TAKEN, right, actor=current_user(), reason="", group_deleted=True)
    for user in User.objects.filter(groups=instance):
        _account(user, Kind.MEMBERSHIP_CHANGED, {"removed": [instance.name]})
