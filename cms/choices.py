"""What to choose when a power or a place can mean several things: always links to the question made definite."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext

from cms import wording
from cms.answering.headlines import headline
from cms.catalog import Catalog
from cms.days import long_day, short_day, span
from cms.links import Link, unit_link
from cms.places import PlaceChoice
from cms.questions import Asked, Understood
from delegation.authority import Case


@dataclass(frozen=True, slots=True)
class FormerPlace:
    """A unit of that name which does not exist on the day: what became of it, and the questions that can be asked."""

    unit: Link
    sentence: str
    instead: tuple[Link, ...]
    on_its_own_day: Link | None


@dataclass(frozen=True, slots=True)
class Choices:
    """Everything that is left to choose, or cannot be found; empty lists where nothing is.

    `moved` is the former unit that was named, where it is answered for by the one in which it lies wholly.
    """

    powers: tuple[Link, ...]
    powers_in_all: int
    powers_are_suggestions: bool
    said: str
    no_power: str
    places: tuple[Link, ...]
    places_are_suggestions: bool
    former: tuple[FormerPlace, ...]
    moved: FormerPlace | None
    no_place: str
    missing: tuple[str, ...]


def choices(catalog: Catalog, understood: Understood) -> Choices:
    """What has to be chosen before the question can be answered, and what else its place could have meant."""
    asked, power, place = understood.asked, understood.power, understood.place
    present = [choice for choice in place.choices if choice.standing == "exists"]
    absent = [
        choice
        for choice in (*place.choices, *place.others)
        if choice.standing != "exists" and not _is_now(catalog, choice, place.unit, asked.day)
    ]
    return Choices(
        powers=_power_links(catalog, understood),
        powers_in_all=power.total,
        powers_are_suggestions=power.is_suggestion,
        said=_said(understood),
        no_power=_no_power(asked) if asked.power and not (power.power or power.choices) else "",
        places=tuple(_place_link(catalog, asked, choice) for choice in present),
        places_are_suggestions=place.is_suggestion,
        former=tuple(_former(catalog, understood, choice, asked.day) for choice in absent if asked.day),
        moved=_former(catalog, understood, understood.moved_from, asked.day)
        if understood.moved_from and asked.day
        else None,
        no_place=_no_place(asked) if asked.place and asked.day and not (place.unit or place.choices) else "",
        missing=tuple(_missing(asked)),
    )


def _is_now(catalog: Catalog, choice: PlaceChoice, unit: str | None, day: date | None) -> bool:
    """Whether a former unit of the name lies wholly in the one that is answered for: then it is no other place."""
    if unit is None or day is None or choice.standing != "former":
        return False
    return [successor.unit for successor in catalog.places.successors(choice.unit, day)] == [unit]


def _missing(asked: Asked) -> list[str]:
    missing = []
    if not asked.power:
        missing.append(gettext("Hãy ghi việc cần hỏi: tên thủ tục, vài từ trong tên, hoặc mã thủ tục."))
    if not asked.place:
        missing.append(
            gettext("Hãy ghi nơi cần hỏi: tên phường, xã, quận, huyện hay thành phố, tên cũ cũng được.")
        )
    return missing


def _no_power(asked: Asked) -> str:
    return gettext(
        "Sổ không có thẩm quyền nào khớp với “%(text)s”. Hãy thử ít từ hơn, hoặc mã thủ tục như 2.000815."
    ) % {"text": asked.power}


def _no_place(asked: Asked) -> str:
    return gettext(
        "Sổ không có đơn vị hành chính nào tên là “%(text)s”. Hãy thử tên đầy đủ, ví dụ “Phường Thảo Điền, "
        "Quận 2”, hoặc mã đơn vị."
    ) % {"text": asked.place}


def _said(understood: Understood) -> str:
    saying = understood.said
    if saying is None:
        return ""
    return gettext("Sổ không dùng từ “%(said)s”; có thể bạn muốn nói “%(official)s”.") % {
        "said": saying.said,
        "official": saying.official,
    }


def _power_links(catalog: Catalog, understood: Understood) -> tuple[Link, ...]:
    """The powers to choose from; where the place is clear, each with who decides there."""
    asked, unit = understood.asked, understood.place.unit
    keys = [card.power for card in understood.power.choices]
    if unit and keys:
        # Read at once: what each of them grants is asked for below.
        catalog.register.grants.of_all_powers(keys)
    return tuple(_power_link(catalog, asked, power, unit) for power in keys)


def _power_link(catalog: Catalog, asked: Asked, power: str, unit: str | None) -> Link:
    card = catalog.powers[power]
    note = [catalog.fields.get(card.field, card.field), *card.procedures]
    if unit and asked.day:
        note.append(headline(catalog, Case(catalog.day(asked.day), power, unit, asked.facts).decide()))
    return Link(card.title, asked.address(viec=power), " · ".join(note), power)


def _place_link(catalog: Catalog, asked: Asked, choice: PlaceChoice) -> Link:
    shown = unit_link(catalog, choice.unit, asked.day)
    # Wards of one name are told apart by their links alone.
    text = f"{shown.text}, {shown.note}" if shown.note else shown.text
    return Link(text, asked.address(noi=choice.unit))


def _former(catalog: Catalog, understood: Understood, choice: PlaceChoice, day: date) -> FormerPlace:
    asked = understood.asked
    own_day = choice.last if choice.standing == "former" else choice.first
    return FormerPlace(
        unit=Link(
            choice.version.name,
            unit_link(catalog, choice.unit, own_day).address,
            _within(catalog, choice, own_day),
            choice.unit,
        ),
        sentence=_standing(choice, day),
        instead=tuple(
            Link(link.text, asked.address(noi=unit), _with_answer(catalog, understood, unit, link.note), unit)
            for unit, link in places_instead(catalog, choice, day)
        ),
        on_its_own_day=_own_question(asked, choice, own_day) if own_day else None,
    )


def _with_answer(catalog: Catalog, understood: Understood, unit: str, note: str) -> str:
    """How much of a former unit lies there; and who decides there, where the rest of the question is clear."""
    asked, card = understood.asked, understood.power.power
    if card is None or asked.day is None:
        return note
    decision = Case(catalog.day(asked.day), card.power, unit, asked.facts).decide()
    return gettext("%(extent)s · %(answer)s") % {"extent": note, "answer": headline(catalog, decision)}


def places_instead(catalog: Catalog, choice: PlaceChoice, day: date) -> list[tuple[str, Link]]:
    """The units of the day where one of another day lay, or will lie, each with how much of it."""
    places = catalog.places
    is_past = choice.standing == "former"
    found = places.on_its_ground(choice.unit, day) if is_past else places.predecessors(choice.unit, day)
    words = wording.LIES_THERE if is_past else wording.WILL_BELONG
    return [
        (
            other.unit,
            Link(link.text, link.address, wording.word(words, other.extent) % {"unit": choice.version.name}),
        )
        for other in found
        for link in [unit_link(catalog, other.unit, day)]
    ]


def _own_question(asked: Asked, choice: PlaceChoice, own_day: date) -> Link:
    words = (
        gettext("Hỏi vào %(day)s, khi đơn vị này còn")
        if choice.standing == "former"
        else gettext("Hỏi vào %(day)s, ngày đầu tiên có đơn vị này")
    )
    return Link(words % {"day": long_day(own_day)}, asked.address(noi=choice.unit, ngay=own_day.isoformat()))


def _within(catalog: Catalog, choice: PlaceChoice, day: date | None) -> str:
    parent = choice.version.parent
    return unit_link(catalog, parent, day).text if parent else ""


def _standing(choice: PlaceChoice, day: date) -> str:
    period = span(choice.first, choice.last)
    if choice.standing == "former":
        return gettext("Không còn vào ngày %(day)s (tồn tại %(period)s).") % {
            "day": short_day(day),
            "period": period,
        }
    return gettext("Chưa có vào ngày %(day)s (tồn tại %(period)s).") % {
        "day": short_day(day),
        "period": period,
    }
