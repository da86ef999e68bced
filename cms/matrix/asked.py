"""What a reader asks of the matrix, from the query of its address, and the address of a question that differs. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final
from urllib.parse import urlencode

from cms.matching import clean

PAGE_SIZES: Final = (20, 40, 100)
DEFAULT_SIZE: Final = 40
WHOLE: Final = "tat-ca"

# The names in an address, in the order in which they stand there; each is kept for good.
_NAMES: Final = {
    "about": "viec",
    "field": "linh-vuc",
    "kind": "hinh-thuc",
    "office_class": "nhom",
    "level": "cap",
    "holder": "co-quan",
    "standing": "tinh-trang",
    "unit": "don-vi",
    "nobody": "chua-co-ai",
    "size": "so-dong",
    "view": "xem",
    "page": "trang",
}
# What chooses among grants, and so says nothing of powers that have none.
OF_GRANTS: Final = ("kind", "office_class", "level", "holder", "standing", "unit")


@dataclass(frozen=True, slots=True)
class Asked:
    """What is to be shown; an empty value asks nothing. `nobody` is "1" for the powers without any grant."""

    about: str = ""
    field: str = ""
    kind: str = ""
    office_class: str = ""
    level: str = ""
    holder: str = ""
    standing: str = ""
    unit: str = ""
    nobody: str = ""
    size: str = ""
    view: str = ""
    page: str = ""

    @property
    def rows_a_page(self) -> int:
        """How many powers stand on a page: one of PAGE_SIZES."""
        return int(self.size) if self.size in map(str, PAGE_SIZES) else DEFAULT_SIZE

    @property
    def is_whole(self) -> bool:
        """Whether everything is to stand on one page."""
        return self.view == WHOLE

    @property
    def is_filtered(self) -> bool:
        """Whether anything is left out."""
        return any((self.about, self.field, self.nobody, *(getattr(self, name) for name in OF_GRANTS)))

    @property
    def is_narrowed_further(self) -> bool:
        """Whether something is asked beside the day, the words and the unit: what most readers need not see."""
        further = (self.field, self.kind, self.office_class, self.level, self.holder, self.standing)
        return any(further) or self.rows_a_page != DEFAULT_SIZE

    @property
    def query(self) -> tuple[tuple[str, str], ...]:
        """The filled parts by their names in an address."""
        filled = ((name, str(getattr(self, part))) for part, name in _NAMES.items())
        return tuple((name, value) for name, value in filled if value)

    def but(self, **instead: str) -> str:
        """The query of the same question with parts of it asked otherwise, from the first page on."""
        query = replace(self, **{"page": "", **instead}).query
        return f"?{urlencode(query)}" if query else ""


def read_asked(sent: Mapping[str, str]) -> Asked:
    """What the query of an address asks."""
    return Asked(**{part: clean(sent.get(name, "")) for part, name in _NAMES.items()})
