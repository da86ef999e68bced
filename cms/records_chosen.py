"""Choosing a record of the register in an editors' form: by its name in any writing, from what is published only.

A field shows "name [key]" and keeps the key. What is typed without one is taken where it can mean one thing.
"""

from __future__ import annotations

import re
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest, JsonResponse
from django.urls import reverse_lazy
from django.utils.functional import cached_property
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from wagtail.blocks import FieldBlock

from cms.matching import clean
from delegation.choosing import nearest
from delegation.editing.choices import CHOICES, MOST_CHOICES, recorded
from units.clock import today

_LONGEST_LABEL: Final = 120
_FEW: Final = 3
_WITH_KEY: Final = re.compile(r"\[([^\[\]]+)\]\s*$")


def label_of(of: str, key: str) -> str:
    """What a recorded key is called, with the key; the key alone where nothing of that key is recorded."""
    names = recorded().names
    label = next((found for table in CHOICES[of] if (found := names.label(table, key))), None)
    return f"{Truncator(label).chars(_LONGEST_LABEL)} [{key}]" if label else key


def choices_for(of: str, text: str) -> list[dict[str, str]]:
    """The nearest records for what is being typed, with what tells them from others of their name."""
    hits = nearest(recorded().choosing(of).find(text, today()), MOST_CHOICES)
    return [{"value": label_of(of, hit.item.key), "detail": hit.item.detail} for hit in hits]


def choices_view(request: HttpRequest) -> JsonResponse:
    """`of`: one of delegation.editing.choices.CHOICES; `q`: what was typed."""
    of = request.GET.get("of", "")
    found = choices_for(of, clean(request.GET.get("q", ""))) if of in CHOICES else []
    return JsonResponse({"choices": found})


class RecordInput(forms.TextInput):
    """A box with a list that follows what is typed; without scripts it is a box."""

    def __init__(self, of: str) -> None:
        super().__init__(
            {
                "data-record-of": of,
                "data-record-source": reverse_lazy("register_choices"),
                "autocomplete": "off",
                "spellcheck": "false",
            }
        )
        self._of = of


class RecordField(forms.CharField):
    """The key of a recorded thing, by its name, number or code."""

    def __init__(self, of: str, **options: Any) -> None:
        super().__init__(max_length=400, widget=RecordInput(of), **options)
        self.of = of

    def clean(self, value: Any) -> str:
        """The key that is meant. Raises ValidationError where none is, or where several could be."""
        text: str = super().clean(value)
        if not text:
            return ""
        choosing = recorded().choosing(self.of)
        named = _WITH_KEY.search(text)
        key = named[1] if named else text
        if key in choosing.items:
            return key
        meant = choosing.meant(text, today())
        if meant is not None:
            return meant.key
        raise ValidationError(self._not_meant(text))

    def _not_meant(self, text: str) -> str:
        near = [choice["value"] for choice in choices_for(self.of, clean(text))[:_FEW]]
        if not near:
            return _("Sổ không ghi mục nào là “%s”. Hãy gõ vài từ của tên rồi chọn trong danh sách.") % text
        return _("“%(text)s” chưa rõ là mục nào. Gần nhất: %(near)s. Hãy chọn một mục.") % {
            "text": text,
            "near": "; ".join(near),
        }


class RecordBlock(FieldBlock):
    """A recorded thing in a StreamField, kept by its key."""

    def __init__(self, of: str, *, required: bool = True, help_text: Any = "", **options: Any) -> None:
        self._of = of
        self._required = required
        self._help_text = help_text
        super().__init__(**options)

    @cached_property
    def field(self) -> RecordField:
        """The field of the form."""
        return RecordField(self._of, required=self._required, help_text=self._help_text)

    def value_for_form(self, value: Any) -> str:
        """The name with the key; what was typed and means nothing stays as it was typed."""
        return label_of(self._of, value) if value else ""

    class Meta:
        icon = "search"
        default = ""
