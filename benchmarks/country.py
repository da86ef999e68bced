"""A made country: its units before and since the reorganisation of 2025-07-01."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from benchmarks.rows import Rows
from benchmarks.sizes import Size

FIRST_DAY: Final = "2016-01-01"
LAST_OLD_DAY: Final = "2025-06-30"
REORGANISATION: Final = "2025-07-01"
REORGANISING: Final = "nq-sap-xep-2025"
STATE: Final = f"VN@{FIRST_DAY}"
# One commune of today in so many was made of parts that lay in two districts of the old map.
_ACROSS_A_BORDER: Final = 12
_FIRST_WORDS: Final = (
    "An",
    "Bình",
    "Châu",
    "Đông",
    "Hòa",
    "Long",
    "Lộc",
    "Mỹ",
    "Phú",
    "Phước",
    "Tân",
    "Thạnh",
    "Vĩnh",
)
_SECOND_WORDS: Final = (
    "Bắc",
    "Đức",
    "Hải",
    "Hiệp",
    "Hưng",
    "Khánh",
    "Lợi",
    "Minh",
    "Phong",
    "Quý",
    "Thành",
    "Thịnh",
)


@dataclass(frozen=True, slots=True)
class Place:
    """A unit of a made register."""

    unit: str
    kind: str
    name: str


@dataclass(slots=True)
class Province:
    """A province with what lies in it: districts of the old map, communes of today."""

    unit: str
    code: str
    name: str
    is_merged: bool
    districts: list[str] = field(default_factory=list)
    communes: list[str] = field(default_factory=list)

    @property
    def old_map(self) -> str:
        """The province as a territory, as it was on the last day of the old map."""
        return f"{self.unit}/{LAST_OLD_DAY}"


class Country:
    """The units of a made register, written to its rows."""

    def __init__(self, size: Size, rows: Rows) -> None:
        self._size = size
        self._rows = rows
        self.places: list[Place] = []
        self.provinces: list[Province] = []
        self._add_unit("VN", "Cộng hòa xã hội chủ nghĩa Việt Nam", "state", "")
        for at in range(size.provinces + size.merged_provinces):
            self._add_province(at)
        for at in range(size.districts):
            self._add_district(at)
        districts = [(province, unit) for province in self.provinces for unit in province.districts]
        for at in range(size.communes):
            province, district = districts[at % len(districts)]
            _, next_district = districts[(at + 1) % len(districts)]
            second = next_district if at % _ACROSS_A_BORDER == 0 else district
            self._add_commune(at, self.heir_of(province), (district, second))

    @property
    def lasting(self) -> list[Province]:
        """The provinces of today."""
        return self.provinces[: self._size.provinces]

    def heir_of(self, province: Province) -> Province:
        """The province of today that a province went into, or is."""
        return self.provinces[self.provinces.index(province) % self._size.provinces]

    def _add_province(self, at: int) -> None:
        is_merged = at >= self._size.provinces
        kind = "municipality" if at % 6 == 0 else "province"
        code, name = f"{at + 1:02}", f"tỉnh {_name(at)}"
        unit = self._add_unit(code, name, kind, STATE, until=LAST_OLD_DAY if is_merged else "")
        self.provinces.append(Province(unit, code, name, is_merged))
        if is_merged:
            self._add_succession(unit, self.heir_of(self.provinces[-1]).unit, "whole")

    def _add_district(self, at: int) -> None:
        province = self.provinces[at % len(self.provinces)]
        kind = "urban_district" if at % 3 == 0 else "rural_district"
        unit = self._add_unit(
            f"{at + 100}", f"huyện {_name(3 * at)}", kind, province.unit, until=LAST_OLD_DAY
        )
        province.districts.append(unit)

    def _add_commune(self, at: int, province: Province, origins: tuple[str, str]) -> None:
        """A commune of today, under a code of the old map, and what of the two districts went into it."""
        kind = ("ward", "commune", "commune", "special_zone" if at % 40 == 3 else "ward")[at % 4]
        code = 20_000 + 3 * at
        unit = self._add_unit(f"{code}", f"xã {_name(7 * at)}", kind, province.unit, since=REORGANISATION)
        province.communes.append(unit)
        for nth in range(self._size.old_communes):
            name = f"xã {_name(11 * at + nth)}"
            old = self._add_unit(f"{code + nth}", name, "commune", origins[nth % 2], until=LAST_OLD_DAY)
            self._add_succession(old, unit, "whole")
        for district in dict.fromkeys(origins):
            self._add_succession(district, unit, "part")

    def _add_unit(
        self, code: str, name: str, kind: str, parent: str, *, since: str = FIRST_DAY, until: str = ""
    ) -> str:
        unit = f"{code}@{since}"
        self._rows.add(
            "units",
            unit=unit,
            valid_from=since,
            valid_until=until,
            code=code,
            name=name,
            kind=kind,
            parent=parent,
        )
        self.places.append(Place(unit, kind, name))
        return unit

    def _add_succession(self, from_unit: str, to_unit: str, extent: str) -> None:
        self._rows.add(
            "successions",
            on=REORGANISATION,
            from_unit=from_unit,
            to_unit=to_unit,
            extent=extent,
            instrument=REORGANISING,
        )


def _name(at: int) -> str:
    """A name as places have them; as in the real country, some places share one."""
    first, second = at % len(_FIRST_WORDS), at // len(_FIRST_WORDS) % len(_SECOND_WORDS)
    return f"{_FIRST_WORDS[first]} {_SECOND_WORDS[second]}"
