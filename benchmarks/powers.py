"""The powers of a made register, and the laws and decrees that give them, before and since 2025-07-01."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Final

from benchmarks.country import FIRST_DAY, LAST_OLD_DAY, REORGANISATION, REORGANISING, STATE
from benchmarks.offices import SECTORS, scope
from benchmarks.rows import Rows
from benchmarks.sizes import Size

# Whom the law gives a power: office kind and level, before the reorganisation and since.
_HOLDERS: Final = {
    "commune_chair": (("chair", "huyen"), ("chair", "xa")),
    "commune_committee": (("committee", "huyen"), ("committee", "xa")),
    "council": (("council", "tinh"), ("council", "tinh")),
    "committee": (("committee", "tinh"), ("committee", "tinh")),
    "chair": (("chair", "tinh"), ("chair", "tinh")),
}
_VERBS: Final = (
    "Cấp giấy phép",
    "Phê duyệt",
    "Thu hồi giấy phép",
    "Thẩm định",
    "Gia hạn",
    "Công nhận",
    "Chấp thuận",
)
_OBJECTS: Final = (
    "xây dựng",
    "kinh doanh",
    "hoạt động",
    "quy hoạch chi tiết",
    "dự án đầu tư",
    "sử dụng đất",
    "biên bản",
)


@dataclass(frozen=True, slots=True)
class Power:
    """A power of a made register, and whom the law gives it (a key of _HOLDERS, or ministry)."""

    power: str
    sector: str
    holder: str


class Laws:
    """The powers and the laws of a made register, written to its rows."""

    def __init__(self, size: Size, rows: Rows) -> None:
        self._size = size
        self._rows = rows
        self.of_holder: dict[str, list[Power]] = defaultdict(list)
        for sector in SECTORS:
            rows.add("fields", field=sector, name=f"Lĩnh vực {sector}")
            self._add_laws(sector)
        self._add_instrument(REORGANISING, "1/2025/UBTVQH15", "Sắp xếp đơn vị hành chính", REORGANISATION)
        for at in range(size.powers):
            power = Power(
                f"{SECTORS[at % len(SECTORS)]}.{at:04}", SECTORS[at % len(SECTORS)], self._holder(at)
            )
            self.of_holder[power.holder].append(power)
            self._add_power(power, at)

    def _holder(self, at: int) -> str:
        communes = self._size.commune_powers
        if at < 2 * communes:
            return "commune_chair" if at < communes else "commune_committee"
        if at % 16 == 0:
            return "ministry"
        if at % 25 == 0:
            return "council"
        return "committee" if at % 2 else "chair"

    def _add_laws(self, sector: str) -> None:
        at = SECTORS.index(sector)
        self._add_instrument(f"luat-{sector}", f"{at + 1}/2015/QH13", f"Luật {sector}", FIRST_DAY)
        # Half of the decrees of 2025 are for a term, as the real ones are.
        until = "2027-02-28" if at % 2 else ""
        decree = f"nd-{sector}"
        self._add_instrument(decree, f"{at + 101}/2025/NĐ-CP", f"Nghị định {sector}", REORGANISATION, until)
        self._rows.add(
            "instrument_relations", instrument=decree, relation="based_on", target=f"luat-{sector}"
        )

    def _add_instrument(self, instrument: str, number: str, title: str, begins: str, until: str = "") -> None:
        self._rows.add(
            "instruments",
            instrument=instrument,
            number=number,
            type=title.split(maxsplit=1)[0],
            title=title,
            issuer="Quốc hội" if "QH" in number else "Chính phủ",
            normative="yes",
            issued_on=begins,
            effective_from=begins,
            effective_until=until,
            confidence="official_text",
        )

    def _add_power(self, power: Power, at: int) -> None:
        self._rows.add(
            "powers",
            power=power.power,
            title=f"{_VERBS[at % 7]} {_OBJECTS[at // 7 % 7]} loại {at}",
            field=power.sector,
            procedures=f"1.{at:06}",
            legal_basis=f"Điều {at % 90 + 1} Luật {power.sector}",
            delegable="no" if at % 40 == 39 else "yes",
            collective="no",
            confidence="official_text",
        )
        if power.holder == "ministry":
            ministry = f"{STATE}/ministry:{power.sector}"
            self._add_allocation(power, 1, ministry, f"luat-{power.sector}", (FIRST_DAY, ""))
            return
        before, since = _HOLDERS[power.holder]
        self._add_allocation(power, 1, scope(*before), f"luat-{power.sector}", (FIRST_DAY, LAST_OLD_DAY))
        self._add_allocation(power, 2, scope(*since), f"nd-{power.sector}", (REORGANISATION, ""))

    def _add_allocation(
        self, power: Power, nth: int, recipient: str, instrument: str, days: tuple[str, str]
    ) -> None:
        self._rows.add(
            "grants",
            grant=f"{power.power}.{nth}",
            power=power.power,
            kind="allocation",
            recipients=recipient,
            instrument=instrument,
            citation=f"khoản {nth} Điều 4",
            valid_from=days[0],
            valid_until=days[1],
            confidence="official_text",
        )
