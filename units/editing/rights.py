"""The screens of rights: for a unit, for a group, after a succession, and all as a table to download."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Any, Final
from urllib.parse import urlencode

from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import TemplateView, View
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from units import actions, rights
from units.actions import RightRefused
from units.editing.reaches import Reach, cells, changes
from units.editing.sent import drop_nuls
from units.editing.tables import CONTENT_TYPES, download
from units.editing.unit_labels import found_units, unit_label
from units.geography import Geography
from units.models import Unit, User
from units.reading import newest_geography
from units.rights import GroupRight, Right

INDEX: Final = "units_rights"
_ON_A_PAGE: Final = 50


def reach_label(*, below: bool) -> str:
    """How far a right reaches, in words."""
    return _("Đơn vị và các đơn vị trực thuộc qua các thời kỳ") if below else _("Chỉ đơn vị này")


class RightsScreen(WagtailAdminTemplateMixin, TemplateView):
    """A screen that only opens for who sets or audits rights somewhere; each says where."""

    page_title = "Quyền theo đơn vị"
    header_icon = "key"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Answer, if the person may look."""
        if not self.may_look():
            raise PermissionDenied
        drop_nuls(request)
        return super().dispatch(request, *args, **kwargs)

    def may_look(self) -> bool:
        """Whether the person may see this screen."""
        return rights.may_anywhere(self.request.user, Right.MANAGE, Right.AUDIT)

    @cached_property
    def geography(self) -> Geography:
        """The units, as the newest edition has them."""
        return newest_geography()

    @cached_property
    def visible(self) -> frozenset[str]:
        """The units whose rights the person may see."""
        return rights.units_with(self.request.user, Right.MANAGE, Right.AUDIT)

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        """The way to this screen."""
        here = [{"url": "", "label": self.get_page_subtitle()}] if self.get_page_subtitle() else []
        return [*self.breadcrumbs_items, {"url": reverse(INDEX), "label": _("Quyền theo đơn vị")}, *here]


class RightsView(RightsScreen):
    """Finds a unit by its name; without one, the units on which groups have been given rights."""

    template_name = "desk/rights.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The units found, and the groups."""
        sought = self.request.GET.get("q", "").strip()
        groups_on: dict[str, set[int]] = defaultdict(set)
        for right in rights.all_rights():
            groups_on[right.unit].add(right.group)
        found = found_units(sought) if sought else sorted(groups_on)
        page = Paginator([unit for unit in found if unit in self.visible], _ON_A_PAGE)
        shown = page.get_page(self.request.GET.get("p"))
        told = [(unit, unit_label(self.geography, unit), len(groups_on[unit])) for unit in shown]
        return super().get_context_data(
            **kwargs,
            sought=sought,
            query=urlencode({"q": sought}),
            found=told,
            page_of_units=shown,
            groups=Group.objects.order_by("name"),
        )


class UnitScreen(RightsScreen):
    """A screen about one unit: open to who sets or audits its rights, and written in only by who sets them."""

    def may_look(self) -> bool:
        """Whether the person sets or audits the rights of this unit."""
        return self.may_set or rights.may(self.request.user, Right.AUDIT, self.unit)

    @property
    def unit(self) -> str:
        """The key of the unit."""
        return str(self.kwargs["unit"])

    @cached_property
    def may_set(self) -> bool:
        """Whether the person sets the rights of this unit."""
        return rights.may(self.request.user, Right.MANAGE, self.unit)

    def get_page_subtitle(self) -> str:
        """The unit's name."""
        return unit_label(self.geography, self.unit)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the screen of a unit that there is."""
        if not Unit.objects.filter(key=self.unit).exists():
            raise Http404
        return super().get(request, *args, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Do what was asked for, all of it or nothing; a refusal is shown with the form as it was filled in."""
        if not self.may_set:
            raise PermissionDenied
        try:
            done = self.act(request.POST.get("reason", ""))
        except RightRefused as refused:
            messages.error(request, str(refused))
            return self.get(request, *args, **kwargs)
        if done:
            messages.success(request, _("Đã ghi %d thay đổi quyền.") % done)
        else:
            messages.warning(request, _("Không có gì khác với trước nên không quyền nào thay đổi."))
        return redirect("units_rights_unit", self.unit)

    def act(self, reason: str) -> int:
        """Make the changes; how many. Raises RightRefused."""
        raise NotImplementedError


class UnitRightsView(UnitScreen):
    """Which groups may do what for one unit, and who is in them."""

    template_name = "desk/rights_unit.html"

    @transaction.atomic
    def act(self, reason: str) -> int:
        """Bring the rights from what was shown to what was chosen."""
        groups = {group.pk: group for group in Group.objects.order_by("pk")}
        held = rights.rights_on([self.unit])
        try:
            asked = list(changes(self.unit, groups, held, self.request.POST))
        except ValueError:
            raise RightRefused(_("Lựa chọn không có trong bảng; hãy tải lại trang rồi chọn lại.")) from None
        for change in asked:
            make = actions.give_right if change.is_given else actions.take_right
            right = change.right
            make(
                groups[right.group],
                right.right,
                self.unit,
                below=right.below,
                acting_user=_person(self.request),
                reason=reason,
            )
        return len(asked)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The matrix, a row for each group."""
        above = self.geography.units_above(self.unit)
        # What holds above holds here only if it was given downwards.
        held = [
            right for right in rights.rights_on({self.unit, *above}) if right.unit == self.unit or right.below
        ]
        members = _members()
        rows = [
            {
                "group": group,
                "members": members[group.pk],
                "cells": [
                    {
                        "cell": cell,
                        "chosen": self.request.POST.get(cell.name, cell.reach),
                        "inherited": [unit_label(self.geography, one) for one in cell.inherited],
                    }
                    for cell in cells(group.pk, self.unit, held)
                ],
            }
            for group in Group.objects.order_by("name")
        ]
        return super().get_context_data(
            **kwargs,
            rows=rows,
            rights=Right,
            reaches=[
                (Reach.NONE.value, _("Không")),
                (Reach.UNIT.value, _("Đơn vị này")),
                (Reach.BELOW.value, _("Và trực thuộc")),
            ],
            administrators=User.objects.filter(is_superuser=True, is_active=True).order_by("username"),
            may_set=self.may_set,
            has_ended=self.geography.ended_on(self.unit) is not None,
            reason=self.request.POST.get("reason", ""),
        )


class SuccessionView(UnitScreen):
    """What would be given if the rights on a unit that ended followed it, before it is done."""

    template_name = "desk/rights_succession.html"

    def act(self, reason: str) -> int:
        """Let the rights follow into the units that were chosen."""
        into = self.request.POST.getlist("into")
        done = actions.follow_successions(
            self.unit, into=into, acting_user=_person(self.request), reason=reason
        )
        return len(done)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The rights that would be given, by the unit they would be given on."""
        following = actions.following(self.unit)
        names = dict(Group.objects.values_list("pk", "name"))
        on: dict[str, list[str]] = defaultdict(list)
        for right in following.given:
            reach = reach_label(below=right.below)
            on[right.unit].append(f"{names[right.group]}: {right.right.label} — {reach}")
        chosen = self.request.POST.getlist("into") if self.request.method == "POST" else list(on)
        return super().get_context_data(
            **kwargs,
            targets=[
                (unit, unit_label(self.geography, unit), on[unit], unit in chosen) for unit in sorted(on)
            ],
            left_out=[unit_label(self.geography, unit) for unit in sorted(following.left_out)],
            has_ended=self.geography.ended_on(self.unit) is not None,
            may_set=self.may_set,
            reason=self.request.POST.get("reason", ""),
        )


class GroupRightsView(RightsScreen):
    """What one group may do, on the units that the viewer may see, and who is in it."""

    template_name = "desk/rights_group.html"

    @cached_property
    def group(self) -> Group:
        """The group."""
        return get_object_or_404(Group, pk=self.kwargs["group"])

    def get_page_subtitle(self) -> str:
        """The group's name."""
        return self.group.name

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Its rights and members."""
        held = [right for right in rights.rights_of(self.group) if right.unit in self.visible]
        told = [
            (
                right.unit,
                unit_label(self.geography, right.unit),
                right.right.label,
                reach_label(below=right.below),
            )
            for right in held
        ]
        members = User.objects.filter(groups=self.group).order_by("username")
        return super().get_context_data(**kwargs, held=told, members=members)


class RightsExportView(View):
    """All rights that the viewer may see, as a table: a row for each group, right and unit."""

    def get(self, request: HttpRequest, form: str) -> HttpResponse:
        """The file, as CSV or XLSX."""
        if not rights.may_anywhere(request.user, Right.MANAGE, Right.AUDIT):
            raise PermissionDenied
        if form not in CONTENT_TYPES:
            raise Http404
        visible = rights.units_with(request.user, Right.MANAGE, Right.AUDIT)
        held = [right for right in rights.all_rights() if right.unit in visible]
        heading = [_("Mã đơn vị"), _("Đơn vị"), _("Nhóm"), _("Quyền"), _("Phạm vi"), _("Thành viên")]
        return download("quyen-theo-don-vi", form, heading, _export_rows(held))


def _export_rows(held: list[GroupRight]) -> Iterator[list[str]]:
    geography, members = newest_geography(), _members()
    names = dict(Group.objects.values_list("pk", "name"))
    for right in held:
        yield [
            right.unit,
            unit_label(geography, right.unit),
            names[right.group],
            str(right.right.label),
            reach_label(below=right.below),
            "; ".join(user.username for user in members[right.group] if user.is_active),
        ]


def _members() -> dict[int, list[User]]:
    """The accounts in each group, read at once."""
    members: dict[int, list[User]] = defaultdict(list)
    accounts = User.objects.filter(groups__isnull=False).distinct().prefetch_related("groups")
    for user in accounts.order_by("username"):
        for group in user.groups.all():
            members[group.pk].append(user)
    return members


def _person(request: HttpRequest) -> User:
    """Who makes the request: on the desk somebody has always signed in."""
    if not isinstance(request.user, User):
        raise PermissionDenied
    return request.user
