"""Records named by typing: a key or a name in a plain field, which a script may turn into a list to choose from."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from delegation.annex.lookup import Matched
from delegation.annex.matching import Matcher
from delegation.bundle.cells import read_list
from delegation.dossiers.content import Line
from delegation.editing.choices import CHOICES, Offered, names_in


@dataclass(frozen=True, slots=True)
class Typed:
    """What a text names: the keys, and the parts of it that name nothing, each with the nearest choices."""

    keys: tuple[str, ...]
    unclear: tuple[tuple[str, list[dict[str, Any]]], ...] = ()


class Chooser:
    """One list to choose from, on a day: what is recorded, and what the dossier brings."""

    def __init__(self, of: str, lines: list[Line], day: date, matcher: Matcher) -> None:
        self._of = of
        self._day = day
        self._matcher = matcher
        self._offered = Offered(lines, of)
        self._names = names_in(lines)

    def read(self, text: str) -> Typed:
        """What a text names, several names apart by semicolons."""
        keys, unclear = [], []
        for part in read_list(text):
            key = self._meant(part)
            if key:
                keys.append(key)
            else:
                unclear.append((part, self.nearest(part)))
        return Typed(tuple(dict.fromkeys(keys)), tuple(unclear))

    def _meant(self, text: str) -> str:
        """The key of the one record that a text means, also in the short forms of decisions; "" for none."""
        found = self._offered.meant(text, self._day)
        if found is not None:
            return found.key
        match = None
        if self._of in ("offices", "recipients"):
            match = self._matcher.party_named(text)
        elif self._of == "territories":
            match = self._matcher.unit(text)
        return match.key if isinstance(match, Matched) and self.has(match.key) else ""

    def nearest(self, text: str) -> list[dict[str, Any]]:
        """The nearest choices that can be taken on the day."""
        return [one for one in self._offered.find(text, self._day) if not one["why"]][:_MOST_SHOWN]

    def has(self, key: str) -> bool:
        """Whether the key is one of the list's."""
        return self.name(key) != ""

    def name(self, key: str) -> str:
        """What a record is called; "" for one that is not in the list."""
        if self._of == "territories":
            return str(self._names.line_labels("grants", {"territory": key}).get("territory") or "")
        labels = (self._names.label(table, key) for table in CHOICES[self._of])
        return next((label for label in labels if label), "")

    def typed(self, keys: Iterable[str]) -> str:
        """Chosen keys as somebody would type them: by name, where the name means just that one."""
        return "; ".join(self._typed(key) for key in keys)

    def _typed(self, key: str) -> str:
        name = self.name(key)
        found = self._offered.meant(name, self._day) if name else None
        return name if found and found.key == key and ";" not in name else key


_MOST_SHOWN: Final = 8
