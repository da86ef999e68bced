"""The kinds of unit and of office that the register knows: open lists, kept here and nowhere else."""

from __future__ import annotations

from typing import Final

UNIT_KINDS: Final = (
    "state",
    "municipality",
    "province",
    "municipal_city",
    "provincial_city",
    "town",
    "urban_district",
    "rural_district",
    "ward",
    "commune",
    "township",
    "special_zone",
)

OFFICE_KINDS: Final = (
    "national_assembly",
    "standing_committee",
    "government",
    "prime_minister",
    "ministry",
    "council",
    "committee",
    "chair",
    "vice_chair",
    "department",
    "department_head",
    "division",
    "division_head",
    "management_board",
    "public_service_unit",
    "civil_servant",
)

PROVINCE_LEVEL: Final = frozenset({"municipality", "province"})
DISTRICT_LEVEL: Final = frozenset(
    {"municipal_city", "provincial_city", "town", "urban_district", "rural_district"}
)
COMMUNE_LEVEL: Final = frozenset({"ward", "commune", "township", "special_zone"})
