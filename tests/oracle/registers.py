"""Makes whole small registers, valid, and dense in the situations that the rule tells apart."""

from itertools import pairwise

from .chooser import DAYS, EARLY, LAST_DAY_OF_ALL, SECOND_NEXT, Chooser, SeededChooser
from .granting import GrantMaker
from .register import Row, Tables
from .timeline import make_units

FIRST_INSTRUMENT = "I1"
OFFICES_BY_LEVEL = {
    "state": ("government",),
    "municipality": ("chair", "committee", "department_head:xd", "department:xd", "council"),
    "province": ("chair", "committee"),
    "urban_district": ("chair", "committee"),
    "rural_district": ("chair", "committee"),
    "municipal_city": ("chair", "committee"),
    "ward": ("chair", "committee", "civil_servant:mot"),
    "commune": ("chair", "committee", "civil_servant:mot"),
    "township": ("chair", "committee"),
}
UNIT_KINDS = ("ward", "commune", "township", "urban_district", "rural_district", "municipality")
RELATIONS = {
    "based_on": 8,
    "replaces": 4,
    "repeals": 2,
    "suspends": 3,
    "amends": 1,
    "supplements": 1,
    "corrects": 1,
}


def make_offices(chooser: Chooser, units: list[Row]) -> list[Row]:
    """Offices of several kinds, most as long as their unit, some ended, some begun late."""
    rows = []
    kinds = {row["unit"]: row["kind"] for row in reversed(units)}
    for unit, unit_kind in kinds.items():
        offices = OFFICES_BY_LEVEL[unit_kind]
        for number, name in enumerate(offices):
            if number > 0 and chooser.chance(55):
                continue
            first = (
                chooser.day() if chooser.chance(6) else ("" if chooser.chance(30) else unit.partition("@")[2])
            )
            office = {"office": f"{unit}/{name}", "unit": unit, "kind": name.partition(":")[0]}
            rows.append(
                office
                | {"name": f"Chức danh {name} {unit}", "valid_from": first}
                | {"valid_until": chooser.last_day(first, 90), "field": ""}
            )
    return rows


def make_scopes(chooser: Chooser, units: list[Row], offices: list[Row]) -> list[Row]:
    """Classes of offices, with and without unit kinds, `within` and `except`."""
    rows = []
    unit_ids = sorted({row["unit"] for row in units})
    office_ids = [row["office"] for row in offices]
    for number in range(1, chooser.number(1, 3) + 1):
        kinds = chooser.some(UNIT_KINDS, 1, 3) if chooser.chance(50) else []
        excepted = chooser.some(unit_ids + office_ids, 1, 2) if chooser.chance(35) else []
        rows.append(
            {
                "scope": f"S{number}",
                "name": f"Nhóm {number}",
                "office_kind": chooser.weighted(
                    {"chair": 4, "committee": 3, "civil_servant": 1, "department": 1}
                ),
                "unit_kinds": ";".join(sorted(kinds)),
                "within": chooser.pick(unit_ids) if chooser.chance(30) else "",
                "except": ";".join(sorted(excepted)),
            }
        )
    return rows


def make_instruments(chooser: Chooser) -> list[Row]:
    """Instruments; the first one is in force from early on without end, so that something always is."""
    rows = []
    for number in range(1, chooser.number(2, 6) + 1):
        first = EARLY if number == 1 or chooser.chance(55) else chooser.pick(DAYS)
        effective = "" if chooser.chance(25) else first
        issued = first if not effective else chooser.pick(("", EARLY, first, SECOND_NEXT))
        instrument = f"I{number}"
        row = {"instrument": instrument, "number": "" if chooser.chance(15) else f"{number}/QĐ-UBND"}
        row |= {"type": "Quyết định", "title": f"Văn bản {number}", "issuer": "Ủy ban nhân dân Thành phố"}
        row |= {"signer": "", "signing_capacity": "", "normative": "no", "issued_on": issued}
        row |= {"effective_from": effective}
        row |= {"effective_until": chooser.last_day(first, 100 if number == 1 else 60)}
        row |= {"gazette": "", "source": "", "confidence": "unverified", "note": ""}
        rows.append(row)
    return rows


def begins(instrument: Row) -> str:
    """The day an instrument begins, to order what is made after it."""
    return instrument["effective_from"] or instrument["issued_on"]


def make_relations(chooser: Chooser, instruments: list[Row]) -> list[Row]:
    """Relations: but for bases, mostly the later instrument acts on the earlier."""
    rows: dict[tuple[str, str, str, str], Row] = {}
    for _ in range(chooser.number(1, 6)):
        kind = chooser.weighted(RELATIONS)
        acting, target = chooser.some(instruments, 2, 2)
        if kind != "based_on" and acting["instrument"] < target["instrument"] and chooser.chance(85):
            acting, target = target, acting
        on = chooser.day_or_open(60)
        first = on or begins(acting)
        with_until = kind == "suspends" or chooser.chance(5)
        until = chooser.last_day(first, 25) if with_until else ""
        row = {"instrument": acting["instrument"], "relation": kind, "target": target["instrument"]}
        ends = kind in ("repeals", "replaces", "suspends")
        if ends and target["instrument"] == FIRST_INSTRUMENT and not chooser.chance(20):
            continue
        rows[(row["instrument"], kind, row["target"], on)] = row | {"on": on, "until": until, "note": ""}
    for row in make_replaced_basis(chooser, instruments) if chooser.chance(35) else []:
        rows.setdefault((row["instrument"], row["relation"], row["target"], row["on"]), row)
    return list(rows.values())


def make_replaced_basis(chooser: Chooser, instruments: list[Row]) -> list[Row]:
    """The first instrument rests on a second, which a third replaces, which a fourth replaces in turn."""
    first, second, *others = [row["instrument"] for row in instruments]
    acts = [(first, "based_on", second)]
    acts += [(new, "replaces", old) for old, new in pairwise([second, *others[:2]])]
    return [
        {"instrument": acting, "relation": kind, "target": target}
        | {"on": chooser.day_or_open(85), "until": "", "note": ""}
        for acting, kind, target in acts
    ]


def make_powers(chooser: Chooser) -> list[Row]:
    """One to three powers, some of which must not be passed on."""
    row = {"field": "F1", "procedures": "", "legal_basis": "", "collective": "no"}
    row |= {"confidence": "unverified", "note": ""}
    return [
        row
        | {"power": f"P{number}", "title": f"Thẩm quyền {number}"}
        | {"delegable": "no" if chooser.chance(8) else "yes"}
        for number in range(1, int(chooser.weighted({"1": 5, "2": 4, "3": 1})) + 1)
    ]


def make_changes(chooser: Chooser, tables: Tables) -> list[Row]:
    """Revocations, suspensions and extensions, with and without recipients of their own."""
    rows = []
    takers = [row["office"] for row in tables["offices"]] + [row["scope"] for row in tables["scopes"]]
    for number in range(1, chooser.number(0, 4) + 1):
        ending = [grant for grant in tables["grants"] if grant["valid_until"] not in ("", LAST_DAY_OF_ALL)]
        action = chooser.weighted({"revoke": 2, "suspend": 3, "extend": 3})
        grant = chooser.pick(ending if action == "extend" and ending else tables["grants"])
        instrument = chooser.pick(tables["instruments"])
        first = chooser.day_or_open(40)
        recipients = chooser.some(grant["recipients"].split(";") if chooser.chance(60) else takers, 1, 2)
        row = {"change": f"C{number}", "grant": grant["grant"], "action": action}
        row |= {"instrument": instrument["instrument"], "from": first}
        row["until"] = "" if action == "revoke" else chooser.last_day(max(first, begins(instrument)), 20)
        row["recipients"] = "" if chooser.chance(50) else ";".join(sorted(recipients))
        rows.append(row | {"note": ""})
    return rows


def make_register(chooser: Chooser) -> Tables:
    """All the tables of one small register."""
    units, successions = make_units(chooser, FIRST_INSTRUMENT)
    tables: Tables = {"units": units, "successions": successions}
    tables["offices"] = make_offices(chooser, units)
    tables["scopes"] = make_scopes(chooser, units, tables["offices"])
    tables["instruments"] = make_instruments(chooser)
    tables["instrument_relations"] = make_relations(chooser, tables["instruments"])
    tables["fields"] = [{"field": "F1", "name": "Lĩnh vực thử"}]
    tables["powers"] = make_powers(chooser)
    tables["grants"] = GrantMaker(chooser, tables).make()
    tables["changes"] = make_changes(chooser, tables)
    return tables


def random_register(seed: int) -> Tables:
    """A register for a seed, always the same."""
    return make_register(SeededChooser(seed))
