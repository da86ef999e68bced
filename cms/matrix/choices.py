"""What a reader can choose of the matrix, each choice as a link with how many powers it leaves."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from urllib.parse import quote_plus

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

from cms import wording
from cms.catalog import Catalog
from cms.links import unit_link
from cms.matrix.addresses import asking
from cms.matrix.asked import Asked
from cms.matrix.layout import DayLayout
from cms.matrix.words import LEVEL, STANDING, class_words
from delegation.office_classes import LEVELS, OfficeClass, in_order
from delegation.records import GRANT_KINDS

# No query has it: what is typed is cleaned.
_VALUE = "\0"
_VALUE_IN_ADDRESS = "%00"
_CURRENT = ' aria-current="true"'
Named = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Choice:
    """One value: how many powers it leaves, and the query that asks for it, or no longer does if it is chosen."""

    value: str
    words: str
    count: int
    address: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Facet:
    """One thing to choose by: its name in an address, what it is called, and its values."""

    name: str
    title: str
    choices: tuple[Choice, ...]

    @property
    def options(self) -> SafeString:
        """The values as options of a list to choose from. Written here: there may be hundreds of them."""
        return mark_safe(  # noqa: S308
            "".join(
                f'<option value="{escape(choice.value)}"{" selected" if choice.is_chosen else ""}>'
                f"{escape(choice.words)} ({choice.count})</option>"
                for choice in self.choices
            )
        )

    @property
    def links(self) -> SafeString:
        """The values as items of a list of links."""
        return mark_safe(  # noqa: S308
            "".join(
                f'<li><a href="{escape(choice.address)}"{_CURRENT if choice.is_chosen else ""}>'
                f'{escape(choice.words)}</a> <span class="note">{wording.number(choice.count)}</span></li>'
                for choice in self.choices
            )
        )

    @property
    def has_chosen(self) -> bool:
        """Whether one of its values is chosen."""
        return any(choice.is_chosen for choice in self.choices)


def facets(
    catalog: Catalog,
    layout: DayLayout,
    counts: Mapping[str, Mapping[str, int]],
    asked: Asked,
    classes: Collection[str],
) -> tuple[Facet, ...]:
    """Every facet that has something to choose; `classes`: those that the editors show, empty for all."""
    found = []
    for part, (name, title, named) in _facets(catalog, layout).items():
        counted, chosen = counts[part], getattr(asked, part)
        # One address for all values, each put in where this one stands: hundreds would take long to write out.
        chosen_next, chosen_no_more = asking(asked, **{part: _VALUE}), asking(asked, **{part: ""})
        choices = tuple(
            Choice(
                value,
                words,
                counted.get(value, 0),
                chosen_no_more
                if value == chosen
                else chosen_next.replace(_VALUE_IN_ADDRESS, quote_plus(value)),
                value == chosen,
            )
            for value, words in named(counted.keys() | ({chosen} if chosen else set()))
            if part != "office_class" or not classes or value in classes
        )
        if choices:
            found.append(Facet(name, title, choices))
    return tuple(found)


def chosen_links(catalog: Catalog, layout: DayLayout, asked: Asked) -> tuple[Choice, ...]:
    """What is chosen now, each with the query that leaves it out."""
    found = [
        Choice(
            value, f"{title}: {dict(named({value})).get(value, value)}", 0, asking(asked, **{part: ""}), True
        )
        for part, (_name, title, named) in _facets(catalog, layout).items()
        if (value := getattr(asked, part))
    ]
    unit = asked.unit
    if unit in catalog.register.geography:
        unit = unit_link(catalog, unit, layout.on.day).text
    typed = (
        ("about", gettext("Việc"), asked.about),
        ("holder", gettext("Giao cho"), asked.holder),
        ("unit", gettext("Đơn vị"), unit),
    )
    found += [
        Choice(text, f"{title}: {text}", 0, asking(asked, **{part: ""}), True)
        for part, title, text in typed
        if text
    ]
    return tuple(found)


def _facets(
    catalog: Catalog, layout: DayLayout
) -> dict[str, tuple[str, str, Callable[[Collection[str]], Named]]]:
    """By its name in Asked: the name in an address, what it is called, and its values in order with their words."""

    def listed(words: wording.Words, order: Collection[str]) -> Callable[[Collection[str]], Named]:
        return lambda values: [(key, wording.word(words, key)) for key in order if key in values]

    def fields(values: Collection[str]) -> Named:
        ordered = sorted(values, key=lambda key: (layout.place_of_field(key), key))
        return [(key, catalog.fields.get(key, key)) for key in ordered]

    def classes(values: Collection[str]) -> Named:
        parts = (value.rpartition(".") for value in values)
        return [
            (one.key, class_words(one))
            for one in in_order(OfficeClass(kind, level) for kind, _, level in parts)
        ]

    return {
        "field": ("linh-vuc", gettext("Lĩnh vực"), fields),
        "kind": ("hinh-thuc", gettext("Hình thức"), listed(wording.GRANT_KIND, GRANT_KINDS)),
        "office_class": ("nhom", gettext("Nhóm cơ quan"), classes),
        "level": ("cap", gettext("Cấp"), listed(LEVEL, [*LEVELS, "other"])),
        "standing": ("tinh-trang", gettext("Tình trạng"), listed(STANDING, list(STANDING))),
    }
