"""The editors' form of the matrix page."""

from __future__ import annotations

from datetime import date
from typing import Any, Final

from django import forms
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminPageForm

from cms.catalog import current_catalog
from cms.matrix.words import class_words
from delegation.models import Field, FieldEntry
from delegation.office_classes import OfficeClasses, in_order
from units.clock import today

_NO_DAY: Final = date.min


class LawFieldChoice(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]
    """Fields of law to choose from by their names: a field itself is only an identity."""

    def label_from_instance(self, obj: Any) -> str:
        """The name of the field as it is recorded now."""
        return self.names.get(obj.pk, str(obj.pk))

    @cached_property
    def names(self) -> dict[str, str]:
        """Every field's name, read once a form."""
        return dict(FieldEntry.objects.recorded().values_list("field_id", "name"))


def office_classes() -> list[tuple[str, str]]:
    """Every class of offices that the register knows today, for editors to choose from."""
    catalog = current_catalog()
    directory = catalog.register.directory
    classes = OfficeClasses(catalog.day(today()).snapshot)
    named = (one for name in (*directory.offices, *directory.scopes) for one in classes.of_recipient(name))
    return [(one.key, class_words(one)) for one in in_order(named)]


def instruments() -> list[tuple[str, str]]:
    """Every instrument of the register, the newest first."""
    cards = current_catalog().instruments.values()
    newest = sorted(cards, key=lambda card: (card.issued_on or card.effective_from or _NO_DAY, card.name))
    return [("", "—"), *((card.instrument, f"{card.cited}: {card.title[:90]}") for card in reversed(newest))]


class MatrixPageForm(WagtailAdminPageForm):
    """Fields and classes are chosen by their names, the instrument from the register."""

    law_fields = LawFieldChoice(
        queryset=Field.objects.order_by("key"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        label=_("Lĩnh vực"),
        help_text=_("Để trống là mọi lĩnh vực."),
    )
    office_classes = forms.MultipleChoiceField(
        choices=office_classes,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        label=_("Nhóm cơ quan"),
        help_text=_("Các cột của ma trận. Để trống là mọi nhóm; nhóm không chọn thì trang không nêu."),
    )
    published_with = forms.ChoiceField(
        choices=instruments,
        required=False,
        label=_("Công bố kèm theo"),
        help_text=_("Văn bản công bố ma trận này, chọn trong sổ; để trống nếu chưa có."),
    )
