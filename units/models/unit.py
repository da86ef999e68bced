from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from guardian.models import GroupObjectPermissionBase, UserObjectPermissionBase

from units.models.entry import Entry, in_order, one_current


class Unit(models.Model):
    """An administrative unit: only its identity. What it is called and where it lies are its dated versions.

    A unit keeps its key while the law treats it as the same unit; a GSO code is no identity, it is used again.
    """

    key = models.CharField(max_length=100, primary_key=True)

    class Meta:
        permissions = [
            ("draft_register", _("Soạn quyết định của đơn vị")),
            ("approve_register", _("Duyệt quyết định của đơn vị")),
            ("publish_register", _("Công bố quyết định của đơn vị")),
            ("audit_register", _("Xem mọi hồ sơ của đơn vị")),
            ("manage_rights", _("Đặt quyền cho đơn vị")),
            # The same, for the unit and all that ever lay under it (units/rights.py).
            (
                "draft_register_below",
                _("Soạn quyết định của đơn vị và các đơn vị trực thuộc qua các thời kỳ"),
            ),
            (
                "approve_register_below",
                _("Duyệt quyết định của đơn vị và các đơn vị trực thuộc qua các thời kỳ"),
            ),
            (
                "publish_register_below",
                _("Công bố quyết định của đơn vị và các đơn vị trực thuộc qua các thời kỳ"),
            ),
            (
                "audit_register_below",
                _("Xem mọi hồ sơ của đơn vị và các đơn vị trực thuộc qua các thời kỳ"),
            ),
            ("manage_rights_below", _("Đặt quyền cho đơn vị và các đơn vị trực thuộc qua các thời kỳ")),
        ]

    def __str__(self) -> str:
        return self.key


class UnitVersion(Entry):
    """What a unit was called, coded and placed under from `valid_from` up to, not including, `valid_to`."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="versions")
    valid_from = models.DateField(null=True)
    valid_to = models.DateField(null=True)
    code = models.CharField(max_length=20, db_index=True)
    name = models.CharField(max_length=500)
    kind = models.CharField(max_length=50)
    parent = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="child_versions")
    folded = models.TextField(editable=False)

    searched = ("name",)

    class Meta(Entry.Meta):
        constraints = [*Entry.Meta.constraints, in_order("period"), one_current("unit", "valid_from")]

    def __str__(self) -> str:
        return self.name


class UnitUserPermission(UserObjectPermissionBase):
    """A right of one person on a unit. Rights are given to groups; this table exists so that none is generic."""

    content_object = models.ForeignKey(Unit, on_delete=models.CASCADE)


class UnitGroupPermission(GroupObjectPermissionBase):
    """A right of a group of officers on a unit."""

    content_object = models.ForeignKey(Unit, on_delete=models.CASCADE)
