"""Each fault that a row can have: where it is told, and that the sentence names the value."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from delegation.bundle.checks import check
from delegation.bundle.faults import MOST_FAULTS
from tests.delegation.bundle.minimal import CITY, DISTRICT, SUCCESSOR, WARD, Record, Tables, bundle, tables

Breaking = Callable[[Tables], None]
Place = tuple[str, int, str]


def setting(table: str, row: int, **cells: str) -> Breaking:
    """Change cells of a row, counted as in the file; a column named like a Python word ends in an underscore."""

    def broken(content: Tables) -> None:
        content[table][row - 2].update({column.rstrip("_"): cell for column, cell in cells.items()})

    return broken


def adding(table: str, like: int, **cells: str) -> Breaking:
    """Add a row like another one, changed."""

    def broken(content: Tables) -> None:
        changed = {column.rstrip("_"): cell for column, cell in cells.items()}
        content[table].append({**content[table][like - 2], **changed})

    return broken


def both(*breakings: Breaking) -> Breaking:
    def broken(content: Tables) -> None:
        for breaking in breakings:
            breaking(content)

    return broken


def found(breaking: Breaking) -> list[tuple[Place, str]]:
    content = tables()
    breaking(content)
    return [
        ((fault.file, fault.row or 0, fault.column or ""), fault.message)
        for fault in check(bundle(content), {})
    ]


REQUIRED = [
    ("fields", "name"),
    ("units", "code"),
    ("units", "name"),
    ("units", "kind"),
    ("offices", "name"),
    ("scopes", "name"),
    ("scopes", "office_kind"),
    ("instruments", "type"),
    ("instruments", "title"),
    ("instruments", "issuer"),
    ("instruments", "confidence"),
    ("successions", "extent"),
    ("successions", "instrument"),
    ("instrument_relations", "relation"),
    ("instrument_relations", "target"),
    ("powers", "title"),
    ("powers", "field"),
    ("powers", "delegable"),
    ("powers", "collective"),
    ("powers", "confidence"),
    ("grants", "power"),
    ("grants", "kind"),
    ("grants", "recipients"),
    ("grants", "instrument"),
    ("grants", "confidence"),
    ("changes", "grant"),
    ("changes", "action"),
    ("changes", "instrument"),
]


@pytest.mark.parametrize(("table", "column"), REQUIRED)
@pytest.mark.parametrize("blank", ["", "  "])
def test_a_required_cell_is_empty(table: str, column: str, blank: str) -> None:
    assert found(setting(table, 2, **{column: blank})) == [
        ((f"{table}.csv", 2, column), "ô trống; cột này bắt buộc phải có giá trị.")
    ]


MAY_BE_EMPTY = [
    ("units", 5, "valid_from valid_until parent"),
    ("offices", 3, "valid_from valid_until field"),
    ("scopes", 2, "unit_kinds within except"),
    ("instruments", 2, "number signer signing_capacity normative effective_from gazette source note"),
    ("instruments", 3, "number issued_on effective_until"),
    ("instrument_relations", 2, "on until note"),
    ("powers", 2, "procedures legal_basis note"),
    ("grants", 2, "grantor"),
    ("grants", 3, "territory citation valid_from valid_until limits conditions note"),
    ("changes", 2, "from until recipients note"),
]


@pytest.mark.parametrize(("table", "row", "columns"), MAY_BE_EMPTY)
def test_what_the_format_lets_be_empty_may_be_empty(table: str, row: int, columns: str) -> None:
    assert found(setting(table, row, **dict.fromkeys(columns.split(), ""))) == []


CELLS: list[tuple[str, Breaking, Place, str]] = [
    ("choice", setting("units", 2, kind="planet"), ("units.csv", 2, "kind"), "“planet”"),
    (
        "choice in a list",
        setting("scopes", 2, unit_kinds="ward;moon"),
        ("scopes.csv", 2, "unit_kinds"),
        "“moon”",
    ),
    ("yes or no", setting("powers", 2, delegable="có"), ("powers.csv", 2, "delegable"), "yes, no"),
    (
        "choice where empty is allowed",
        setting("instruments", 2, normative="y"),
        ("instruments.csv", 2, "normative"),
        "“y”",
    ),
    ("31/02", setting("grants", 3, valid_from="2025-02-31"), ("grants.csv", 3, "valid_from"), "“2025-02-31”"),
    (
        "day the other way round",
        setting("changes", 2, from_="01/07/2025"),
        ("changes.csv", 2, "from"),
        "“01/07/2025”",
    ),
    (
        "day without dashes",
        setting("instruments", 2, issued_on="20250616"),
        ("instruments.csv", 2, "issued_on"),
        "“2025",
    ),
    (
        "day of a week",
        setting("instruments", 2, issued_on="2025-W01-1"),
        ("instruments.csv", 2, "issued_on"),
        "W01",
    ),
    (
        "day in other digits",
        setting("instruments", 2, issued_on="२०२५-०१-०१"),
        ("instruments.csv", 2, "issued_on"),
        "२०२५",
    ),
    (
        "year nought",
        setting("instruments", 2, issued_on="0000-01-01"),
        ("instruments.csv", 2, "issued_on"),
        "“0000",
    ),
    ("only spaces", setting("grants", 3, valid_from=" "), ("grants.csv", 3, "valid_from"), "khoảng trắng"),
    (
        "an id that is another unit's code",
        setting("units", 2, code="26740@2021-01-01"),
        ("units.csv", 2, "code"),
        "“26740@2021-01-01”",
    ),
    ("white space in an id", setting("changes", 2, change="c 1"), ("changes.csv", 2, "change"), "“c 1”"),
    (
        "no-break space in an id",
        setting("changes", 2, change="c\u00a01"),
        ("changes.csv", 2, "change"),
        "<U+00A0>",
    ),
    (
        "invisible in an id",
        setting("changes", 2, change="c\u200b1"),
        ("changes.csv", 2, "change"),
        "<U+200B>",
    ),
    ("separator in an id", setting("changes", 2, change="c;1"), ("changes.csv", 2, "change"), "“c;1”"),
    ("line break in an id", setting("changes", 2, change="c\n1"), ("changes.csv", 2, "change"), "<U+000A>"),
    ("unknown parent", setting("units", 5, parent="nowhere"), ("units.csv", 5, "parent"), "“nowhere”"),
    (
        "unknown field of an office",
        setting("offices", 3, field="x"),
        ("offices.csv", 3, "field"),
        "fields.csv",
    ),
    ("unknown field of a power", setting("powers", 2, field="x"), ("powers.csv", 2, "field"), "“x”"),
    ("unknown within", setting("scopes", 2, within="x"), ("scopes.csv", 2, "within"), "units.csv"),
    (
        "unknown exception",
        setting("scopes", 2, except_=f"{CITY};x"),
        ("scopes.csv", 2, "except"),
        "units.csv / offices.csv",
    ),
    (
        "unknown merged unit",
        setting("successions", 2, from_unit="x"),
        ("successions.csv", 2, "from_unit"),
        "“x”",
    ),
    ("unknown new unit", setting("successions", 2, to_unit="x"), ("successions.csv", 2, "to_unit"), "“x”"),
    (
        "unknown resolution",
        setting("successions", 2, instrument="x"),
        ("successions.csv", 2, "instrument"),
        "“x”",
    ),
    (
        "unknown target",
        setting("instrument_relations", 2, target="x"),
        ("instrument_relations.csv", 2, "target"),
        "“x”",
    ),
    ("unknown power", setting("grants", 2, power="x"), ("grants.csv", 2, "power"), "powers.csv"),
    ("unknown grantor", setting("grants", 3, grantor="x"), ("grants.csv", 3, "grantor"), "offices.csv"),
    (
        "a scope does not grant",
        setting("grants", 3, grantor="ct-ubnd-cap-huyen"),
        ("grants.csv", 3, "grantor"),
        "offices.csv",
    ),
    (
        "unknown recipient",
        setting("grants", 2, recipients=f"{CITY}/committee;x"),
        ("grants.csv", 2, "recipients"),
        "“x”",
    ),
    (
        "a unit is no recipient",
        setting("grants", 2, recipients=CITY),
        ("grants.csv", 2, "recipients"),
        "scopes.csv",
    ),
    (
        "unknown instrument",
        setting("grants", 2, instrument="x"),
        ("grants.csv", 2, "instrument"),
        "instruments.csv",
    ),
    ("unknown grant", setting("changes", 2, grant="x"), ("changes.csv", 2, "grant"), "grants.csv"),
    (
        "unknown recipient of a change",
        setting("changes", 2, recipients="x"),
        ("changes.csv", 2, "recipients"),
        "“x”",
    ),
    ("unknown territory", setting("grants", 2, territory="x"), ("grants.csv", 2, "territory"), "“x”"),
    (
        "an office is no territory",
        setting("grants", 2, territory=f"{CITY}/committee"),
        ("grants.csv", 2, "territory"),
        "không đúng mẫu",
    ),
    (
        "unknown territory of a day",
        setting("grants", 2, territory="x/2020-01-01"),
        ("grants.csv", 2, "territory"),
        "“x”",
    ),
    (
        "territory of a bad day",
        setting("grants", 2, territory=f"{CITY}/2025-02-30"),
        ("grants.csv", 2, "territory"),
        "2025-02-30",
    ),
    (
        "territory of no day",
        setting("grants", 2, territory=f"{CITY}/"),
        ("grants.csv", 2, "territory"),
        "không đúng mẫu",
    ),
    (
        "territory after the end",
        setting("grants", 2, territory=f"{DISTRICT}/2021-01-01"),
        ("grants.csv", 2, "territory"),
        "không tồn tại",
    ),
    (
        "territory before the start",
        setting("grants", 2, territory=f"{CITY}/2015-12-31"),
        ("grants.csv", 2, "territory"),
        "không tồn tại",
    ),
    (
        "unknown dimension",
        setting("grants", 2, limits="weight_kg<5"),
        ("grants.csv", 2, "limits"),
        "“weight_kg”",
    ),
    ("bad number", setting("grants", 2, limits="floors<năm"), ("grants.csv", 2, "limits"), "“floors<năm”"),
    ("words have no order", setting("grants", 2, limits="site<=a"), ("grants.csv", 2, "limits"), "“site<=a”"),
    ("no comparison", setting("grants", 2, limits="floors<3;tầng"), ("grants.csv", 2, "limits"), "“tầng”"),
    ("comparison with nothing", setting("grants", 2, limits="site="), ("grants.csv", 2, "limits"), "“site=”"),
]


@pytest.mark.parametrize(
    ("breaking", "place", "word"), [case[1:] for case in CELLS], ids=[case[0] for case in CELLS]
)
def test_a_cell_is_wrong(breaking: Breaking, place: Place, word: str) -> None:
    faults = found(breaking)
    assert [fault[0] for fault in faults] == [place]
    assert word in faults[0][1]


ROWS: list[tuple[str, Breaking, Place, str]] = [
    (
        "version ends before it begins",
        setting("units", 5, valid_until="2020-12-31"),
        ("units.csv", 5, "valid_until"),
        "2021-01-01",
    ),
    (
        "office ends before it begins",
        setting("offices", 3, valid_until="2015-12-31"),
        ("offices.csv", 3, "valid_until"),
        "2015-12-31",
    ),
    (
        "grant ends before it begins",
        setting("grants", 3, valid_until="2025-06-30"),
        ("grants.csv", 3, "valid_until"),
        "2025-06-30",
    ),
    (
        "instrument ends before it takes effect",
        setting("instruments", 3, effective_until="2025-06-30"),
        ("instruments.csv", 3, "effective_until"),
        "effective_from",
    ),
    (
        "relation ends before it begins",
        setting("instrument_relations", 2, relation="suspends", on="2025-07-02", until="2025-07-01"),
        ("instrument_relations.csv", 2, "until"),
        "2025-07-02",
    ),
    (
        "change ends before it begins",
        setting("changes", 2, until="2025-12-31"),
        ("changes.csv", 2, "until"),
        "2026-01-01",
    ),
    (
        "instrument without any day",
        setting("instruments", 2, issued_on=""),
        ("instruments.csv", 2, "issued_on"),
        "“luat”",
    ),
    (
        "succession of a unit by itself",
        setting("successions", 2, to_unit=DISTRICT),
        ("successions.csv", 2, "to_unit"),
        DISTRICT,
    ),
    (
        "instrument that acts on itself",
        setting("instrument_relations", 2, target="qd"),
        ("instrument_relations.csv", 2, "target"),
        "“qd”",
    ),
    ("delegation by nobody", setting("grants", 3, grantor=""), ("grants.csv", 3, "grantor"), "“delegation”"),
    (
        "assignment by nobody",
        setting("grants", 3, kind="assignment", grantor=""),
        ("grants.csv", 3, "grantor"),
        "assignment",
    ),
    (
        "decentralization by nobody",
        setting("grants", 2, kind="decentralization"),
        ("grants.csv", 2, "grantor"),
        "“decentralization”",
    ),
    (
        "office of another kind than its id says",
        setting("offices", 3, kind="division"),
        ("offices.csv", 3, "office"),
        f"{CITY}/division",
    ),
    (
        "office with an empty slug",
        adding("offices", 3, office=f"{CITY}/department:"),
        ("offices.csv", 5, "office"),
        f"“{CITY}/department:”",
    ),
    (
        "office of another unit than its id says",
        adding("offices", 3, office=f"{WARD}/department:xd"),
        ("offices.csv", 5, "office"),
        f"{CITY}/department",
    ),
    (
        "unit id with a slash",
        adding("units", 5, unit="a/b", code="1"),
        ("units.csv", 6, "unit"),
        "“a/b”",
    ),
    (
        "scope named like an office",
        adding("scopes", 2, scope=f"{CITY}/committee"),
        ("scopes.csv", 3, "scope"),
        f"“{CITY}/committee”",
    ),
    (
        "two versions of a unit on one day",
        adding("units", 5, valid_from="2025-06-30", valid_until=""),
        ("units.csv", 6, "valid_from"),
        WARD,
    ),
    (
        "a version within a longer one",
        adding("units", 2, valid_from="2017-01-01", valid_until="2017-01-02"),
        ("units.csv", 6, "valid_from"),
        "2016-01-01",
    ),
    (
        "one code for two units on a day",
        setting("units", 4, valid_from="2020-12-31"),
        ("units.csv", 4, "code"),
        f"“{DISTRICT}” (dòng 3",
    ),
    ("a unit under itself", setting("units", 2, parent=CITY), ("units.csv", 2, "parent"), f"{CITY} → {CITY}"),
    (
        "whole into two units",
        adding("successions", 2, to_unit=WARD),
        ("successions.csv", 3, "extent"),
        f"“{SUCCESSOR}” (dòng 2)",
    ),
    (
        "one number twice",
        adding("instruments", 3, instrument="qd2", number="31/2025/QĐ-UBND"),
        ("instruments.csv", 4, "number"),
        "“qd” (dòng 3)",
    ),
    (
        "one odd number twice",
        both(
            setting("instruments", 3, number="số 5 ngày 1/7"),
            adding("instruments", 3, instrument="qd2", issued_on="2025-01-01"),
        ),
        ("instruments.csv", 4, "number"),
        "“số 5 ngày 1/7”",
    ),
]


@pytest.mark.parametrize(
    ("breaking", "place", "word"), [case[1:] for case in ROWS], ids=[case[0] for case in ROWS]
)
def test_rows_contradict_themselves_or_one_another(breaking: Breaking, place: Place, word: str) -> None:
    faults = found(breaking)
    assert [fault[0] for fault in faults] == [place]
    assert word in faults[0][1]


SOUND: list[tuple[str, Breaking]] = [
    ("as it is", both()),
    ("open on both sides", setting("units", 5, valid_from="", valid_until="")),
    ("one day long", setting("grants", 3, valid_from="2026-12-31")),
    ("last day but one of all", setting("units", 2, valid_until="9999-12-30")),
    ("last day of all", setting("units", 2, valid_until="9999-12-31")),
    ("effective before issued", setting("instruments", 3, issued_on="2025-12-26")),
    ("parent that does not exist on all days", setting("units", 5, valid_until="2030-12-31")),
    ("successor that begins another day", setting("successions", 2, on="2022-02-02")),
    (
        "part into two units",
        both(setting("successions", 2, extent="part"), adding("successions", 2, to_unit=WARD)),
    ),
    ("whole on two days", adding("successions", 2, to_unit=WARD, on="2021-01-02")),
    ("code passed on the next day", setting("units", 3, valid_until="2020-12-31")),
    ("territory on the last day", setting("grants", 2, territory=f"{SUCCESSOR}/2025-06-30")),
    ("territory that has ended", setting("grants", 2, territory=DISTRICT)),
    ("exclusion by nobody", setting("grants", 2, kind="exclusion")),
    ("devolution by nobody", setting("grants", 2, kind="devolution")),
    ("the number of another issuer", adding("instruments", 3, instrument="qd2", issuer="UBND Quận 2")),
    ("the number of another year", adding("instruments", 3, instrument="qd2", issued_on="2026-01-01")),
    (
        "the number of the individual series",
        adding("instruments", 3, instrument="qd2", number="31/QĐ-UBND"),
    ),
    (
        "no number yet",
        both(setting("instruments", 3, number=""), adding("instruments", 3, instrument="qd2", number="")),
    ),
    ("numbers of decimals", setting("grants", 2, limits="area_m2<=500.5;floors=3|4")),
    ("a grant to several", setting("grants", 2, recipients=f"{CITY}/committee;ct-ubnd-cap-huyen")),
]


@pytest.mark.parametrize("breaking", [case[1] for case in SOUND], ids=[case[0] for case in SOUND])
def test_what_the_contract_does_not_forbid_is_let_be(breaking: Breaking) -> None:
    assert found(breaking) == []


def test_a_ring_is_told_once_and_drawn() -> None:
    ((place, message),) = found(setting("units", 2, parent=WARD))
    assert place == ("units.csv", 4, "parent")
    assert f"{SUCCESSOR} → {CITY} → {WARD} → {SUCCESSOR}" in message
    assert "2021-01-01" in message


def test_a_ring_that_never_closes_on_one_day_is_no_ring() -> None:
    def swapped(content: Tables) -> None:
        early = {
            "unit": "a",
            "valid_until": "2019-12-31",
            "code": "a",
            "name": "A",
            "kind": "ward",
            "parent": "b",
        }
        late = {"unit": "a", "valid_from": "2020-01-01", "code": "a", "name": "A", "kind": "ward"}
        content["units"] += [early, late]
        content["units"] += [
            {
                "unit": "b",
                "valid_from": "2020-01-01",
                "code": "b",
                "name": "B",
                "kind": "ward",
                "parent": "a",
            },
            {"unit": "b", "valid_until": "2019-12-31", "code": "b", "name": "B", "kind": "ward"},
        ]

    assert found(swapped) == []


def test_a_long_ring_is_not_drawn_whole() -> None:
    def ring(content: Tables) -> None:
        content["units"] += [
            {"unit": f"u{i}", "code": f"c{i}", "name": "U", "kind": "ward", "parent": f"u{(i + 1) % 500}"}
            for i in range(500)
        ]

    ((place, message),) = found(ring)
    assert place == ("units.csv", 6, "parent")
    assert "…" in message
    assert len(message) < 300


def test_all_faults_are_told_in_the_order_of_the_files() -> None:
    faults = found(
        both(
            setting("changes", 2, grant="x"),
            setting("grants", 3, power="x", kind="x"),
            setting("units", 2, kind="x"),
        )
    )
    assert [place for place, _ in faults] == [
        ("units.csv", 2, "kind"),
        ("grants.csv", 3, "power"),
        ("grants.csv", 3, "kind"),
        ("changes.csv", 2, "grant"),
    ]


def test_thousands_of_faults_are_cut_short() -> None:
    def nonsense(content: Tables) -> None:
        content["fields"] += [{"field": f"f{number}", "name": ""} for number in range(MOST_FAULTS + 5)]

    faults = found(nonsense)
    assert len(faults) == MOST_FAULTS + 1
    assert str(MOST_FAULTS) in faults[-1][1]


@pytest.mark.parametrize("table", ["instruments", "grants"])
def test_a_fault_in_a_row_with_unreadable_days_does_not_hide_the_others(table: str) -> None:
    record: Record = {"valid_from": "x"} if table == "grants" else {"issued_on": "x"}
    faults = found(both(setting(table, 3, **record), setting("powers", 2, title="")))
    assert len(faults) == 2
