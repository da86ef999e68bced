"""What is told of an edition, in words: one line for each row, by the names that the register has for them now."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cms.addresses import instrument_address, office_address, power_address, unit_address
from cms.catalog import Catalog
from cms.days import short_day
from delegation.bundle.format import TABLES
from delegation.bundle.rows import Cells
from delegation.dossiers.entries import cells_of, shelf_of
from delegation.wording import CHANGE_ACTION, GRANT_KIND, RELATION_MADE, Words, word

MANNER: Final[Words] = {
    "new": _("Ghi mới"),
    "corrected": _("Sửa"),
    "noted": _("Đính chính cách ghi, hiệu lực không đổi"),
    "withdrawn": _("Rút khỏi sổ"),
    "affected": _("Hiệu lực thay đổi do quy định hoặc địa giới khác"),
}
_MOST_NAMED: Final = 3


@dataclass(frozen=True, slots=True)
class Kept:
    """A telling as it is kept (cms.models.TouchedTopic): the entries before and after by their numbers."""

    table: str
    manner: str
    before: int | None
    after: int | None
    since: date | None

    @classmethod
    def read(cls, kept: Sequence[Any]) -> Kept:
        """From the list that stands in the database."""
        table, manner, before, after, since = kept
        return cls(table, manner, before, after, date.fromisoformat(since) if since else None)


@dataclass(frozen=True, slots=True)
class Line:
    """One thing told: what was done, to what, from which day on it can be felt, and where to read it."""

    manner: str
    what: str
    day: str
    address: str

    def __str__(self) -> str:
        said = gettext("%(manner)s: %(what)s") % {"manner": self.manner, "what": self.what}
        return gettext("%(said)s (%(day)s)") % {"said": said, "day": self.day} if self.day else said


Rows = Mapping[tuple[str, int], Cells]


def read_rows(tellings: Iterable[Kept]) -> Rows:
    """The cells of every entry that is told of, in a fixed number of statements."""
    wanted: dict[str, set[int]] = defaultdict(set)
    for one in tellings:
        wanted[one.table].update(entry for entry in (one.before, one.after) if entry is not None)
    return {
        (table, entry): cells
        for table, entries in wanted.items()
        for entry, cells in cells_of(
            shelf_of(table), shelf_of(table).model.objects.filter(id__in=entries)
        ).items()
    }


def line_of(catalog: Catalog, grants: Mapping[str, str], rows: Rows, told: Kept) -> Line:
    """A telling in words; `grants` says which power the grants belong to that changes speak of."""
    before, after = (
        None if entry is None else rows[told.table, entry] for entry in (told.before, told.after)
    )
    said = dict(zip(TABLES[told.table].header, after or before or (), strict=True))
    speaker = _Speaker(catalog, grants)
    manner = word(MANNER, told.manner)
    if told.manner in ("corrected", "noted") and before is not None and after is not None:
        manner = gettext("%(manner)s (%(columns)s)") % {
            "manner": manner,
            "columns": ", ".join(_columns_unlike(told.table, before, after)),
        }
    day = gettext("tính từ %(day)s") % {"day": short_day(told.since)} if told.since else ""
    return Line(manner, speaker.what(told.table, said), day, speaker.address(told.table, said, told.since))


def _columns_unlike(table: str, before: Cells, after: Cells) -> list[str]:
    columns = TABLES[table].columns
    return [
        gettext(column.title).lower()
        for column, one, other in zip(columns, before, after, strict=True)
        if one != other
    ]


class _Speaker:
    """Names what a row is about."""

    def __init__(self, catalog: Catalog, grants: Mapping[str, str]) -> None:
        self._catalog = catalog
        self._grants = grants
        self._what: dict[str, Callable[[Mapping[str, str]], str]] = {
            "fields": lambda said: gettext("lĩnh vực %(name)s") % said,
            "units": lambda said: gettext("đơn vị hành chính %(name)s") % said,
            "offices": lambda said: gettext("cơ quan, chức danh %(name)s") % said,
            "scopes": lambda said: gettext("nhóm cơ quan “%(name)s”") % said,
            "instruments": lambda said: gettext("văn bản %(name)s") % {"name": self._cited(said)},
            "powers": lambda said: gettext("thẩm quyền “%(title)s”") % said,
            "successions": self._succession,
            "instrument_relations": self._relation,
            "grants": self._grant,
            "changes": self._change,
        }

    def what(self, table: str, said: Mapping[str, str]) -> str:
        """The row in words."""
        return self._what[table](said)

    def address(self, table: str, said: Mapping[str, str], day: date | None) -> str:
        """Where the row is shown, on the day from which it can be felt; "" where it is shown nowhere any more."""
        match table:
            case "grants" | "changes":
                power = said["power"] if table == "grants" else self._grants.get(said["grant"], "")
                return power_address(power, day) if power in self._catalog.powers else ""
            case "powers":
                return power_address(said["power"], day) if said["power"] in self._catalog.powers else ""
            case "instruments" | "instrument_relations":
                key = said["instrument"]
                return instrument_address(key, day) if key in self._catalog.instruments else ""
            case "units" | "successions":
                key = said["unit"] if table == "units" else said["to_unit"]
                return unit_address(key, day) if key in self._catalog.register.geography else ""
            case "offices":
                key = said["office"]
                return office_address(key, day) if key in self._catalog.register.directory.offices else ""
        return ""

    def _succession(self, said: Mapping[str, str]) -> str:
        return gettext("%(from)s nhập vào %(to)s") % {
            "from": self._unit(said["from_unit"]),
            "to": self._unit(said["to_unit"]),
        }

    def _relation(self, said: Mapping[str, str]) -> str:
        return gettext("%(instrument)s, quan hệ “%(relation)s” với %(target)s") % {
            "instrument": self._instrument(said["instrument"]),
            "relation": word(RELATION_MADE, said["relation"]).lower(),
            "target": self._instrument(said["target"]),
        }

    def _grant(self, said: Mapping[str, str]) -> str:
        return gettext("%(kind)s cho %(recipients)s: %(power)s, theo %(instrument)s") % {
            "kind": word(GRANT_KIND, said["kind"]).lower(),
            "recipients": self._recipients(said["recipients"]),
            "power": self._power(said["power"]),
            "instrument": self._instrument(said["instrument"]),
        }

    def _change(self, said: Mapping[str, str]) -> str:
        parts = {
            "action": word(CHANGE_ACTION, said["action"]).lower(),
            "power": self._power(self._grants.get(said["grant"], said["grant"])),
            "instrument": self._instrument(said["instrument"]),
        }
        if not said["recipients"]:
            return gettext("%(action)s việc giao thẩm quyền “%(power)s”, theo %(instrument)s") % parts
        parts["recipients"] = self._recipients(said["recipients"])
        return (
            gettext("%(action)s việc giao thẩm quyền “%(power)s” cho %(recipients)s, theo %(instrument)s")
            % parts
        )

    def _recipients(self, cell: str) -> str:
        names = [self._recipient(key) for key in cell.split(";")]
        if len(names) <= _MOST_NAMED:
            return "; ".join(names)
        return gettext("%(names)s và %(more)d nơi khác") % {
            "names": "; ".join(names[:_MOST_NAMED]),
            "more": len(names) - _MOST_NAMED,
        }

    def _recipient(self, key: str) -> str:
        directory = self._catalog.register.directory
        known = key in directory.offices or key in directory.scopes
        return self._catalog.recipient_name(key) if known else key

    def _power(self, key: str) -> str:
        card = self._catalog.powers.get(key)
        return card.title if card else key

    def _instrument(self, key: str) -> str:
        card = self._catalog.instruments.get(key)
        return card.cited if card else key

    def _unit(self, key: str) -> str:
        history = self._catalog.register.geography.history(key)
        return history[-1].name if history else key

    def _cited(self, said: Mapping[str, str]) -> str:
        return f"{said['type']} {said['number']}" if said["number"] else said["title"]
