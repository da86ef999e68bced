from __future__ import annotations

from datetime import date

from delegation.dossiers.content import WITHDRAW, Line
from delegation.dossiers.touched import province_of, touched_units
from tests.delegation.dossiers.lines import content, line, recorded
from units.geography import Geography, UnitVersion
from units.periods import Period

GEOGRAPHY = Geography(
    [
        UnitVersion("VN", Period(), "VN", "Việt Nam", "state", None),
        UnitVersion("79", Period(), "79", "Thành phố", "municipality", "VN"),
        UnitVersion("74", Period(), "74", "Bình Dương", "province", "VN"),
        UnitVersion("q1", Period(None, date(2025, 7, 1)), "760", "Quận 1", "urban_district", "79"),
        UnitVersion("w1", Period(date(2025, 7, 1), None), "26740", "Phường Sài Gòn", "ward", "79"),
        UnitVersion("w2", Period(date(2025, 7, 1), None), "26743", "Phường Tân Định", "ward", "79"),
        UnitVersion("x1", Period(), "25747", "Phường khác tỉnh", "ward", "74"),
    ]
)
RECORDED = recorded(
    units=[{"unit": unit} for unit in GEOGRAPHY],
    offices=[
        {"office": f"{unit}/chair", "unit": unit, "kind": "chair"}
        for unit in ("VN", "79", "q1", "w1", "w2", "x1")
    ],
    instruments=[{"instrument": "law"}, {"instrument": "theirs"}],
    grants=[
        {"grant": "of-w2", "grantor": "w2/chair", "instrument": "theirs"},
        {"grant": "of-law", "instrument": "law"},
        {"grant": "of-q1", "grantor": "q1/chair"},
    ],
)


def touched(*lines: Line, unit: str = "w1") -> set[str]:
    return set(touched_units(content(*lines), RECORDED, unit, GEOGRAPHY))


def test_what_a_unit_gives_of_its_own_touches_nobody_else() -> None:
    assert (
        touched(line(1, "instruments"), line(2, "grants", grantor="w1/chair", recipients="w2/chair")) == set()
    )


def test_what_another_gives_is_that_unit_s_affair() -> None:
    assert touched(line(1, "instruments"), line(2, "grants", grantor="w2/chair")) == {"w2"}


def test_a_change_touches_the_giver_of_the_grant_that_it_changes() -> None:
    assert touched(line(1, "changes", grant="of-w2", action="revoke")) == {"w2"}
    assert touched(line(1, "changes", grant="of-w2", action="revoke"), unit="w2") == set()


def test_a_correction_touches_who_gave_and_who_would() -> None:
    assert touched(line(1, "grants", grant="of-w2", grantor="w1/chair")) == {"w2"}
    assert touched(line(1, "grants", grant="of-w2", grantor="79/chair")) == {"w2", "79"}


def test_a_withdrawal_touches_who_gave() -> None:
    assert touched(line(1, "grants", act=WITHDRAW, grant="of-w2")) == {"w2"}


def test_an_ended_unit_still_answers_for_what_it_gave() -> None:
    assert touched(line(1, "changes", grant="of-q1", action="revoke")) == {"q1"}


def test_what_belongs_to_no_office_is_kept_by_the_province() -> None:
    for kept in (
        line(2, "powers", power="p"),
        line(2, "fields", field="f"),
        line(2, "scopes", scope="s"),
        line(2, "successions", on="2025-07-01"),
        line(2, "grants", kind="allocation"),
        line(2, "grants", grant="of-law", act=WITHDRAW),
        line(2, "instruments", instrument="theirs"),
        line(2, "instrument_relations", instrument="theirs", relation="repeals", target="law"),
        line(2, "units", unit="new"),
    ):
        assert touched(line(1, "instruments"), kept) == {"79"}, kept
        assert touched(line(1, "instruments"), kept, unit="79") == set(), kept


def test_what_the_centre_or_another_province_gives_is_recorded_by_the_own_province() -> None:
    for grantor in ("VN/chair", "x1/chair"):
        assert touched(line(1, "instruments"), line(2, "grants", grantor=grantor)) == {"79"}


def test_an_office_is_its_unit_s_affair_and_a_recorded_unit_its_own() -> None:
    assert touched(line(1, "offices", office="w2/chair", unit="w2")) == {"w2"}
    assert touched(line(1, "units", unit="w2", name="Phường mới")) == {"w2"}


def test_the_own_relations_and_document_touch_nobody() -> None:
    own = line(1, "instruments")
    assert touched(own, line(2, "instrument_relations", relation="based_on", target="law")) == set()


def test_to_end_a_document_touches_who_gave_by_it() -> None:
    own = line(1, "instruments")
    for relation in ("repeals", "replaces", "suspends"):
        assert touched(own, line(2, "instrument_relations", relation=relation, target="theirs")) == {"w2"}
    assert touched(own, line(2, "instrument_relations", relation="amends", target="theirs")) == set()
    assert touched(own, line(2, "instrument_relations", relation="repeals", target="law")) == set()


def test_the_province_of_a_unit() -> None:
    assert [province_of(unit, GEOGRAPHY) for unit in ("w1", "q1", "79", "x1", "VN", "nobody")] == [
        "79",
        "79",
        "79",
        "74",
        "VN",
        "nobody",
    ]
