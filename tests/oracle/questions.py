"""Makes questions on a register: its offices, powers and places, on the days where boundaries meet."""

import datetime

from .chooser import Chooser, SeededChooser
from .register import Register, Tables, period_contains
from .rule import Question

FACTS = {
    "amount_vnd": ("99.99", "100", "100.0", "101"),
    "area_m2": ("50", "50.5", "50.50", "51"),
    "floors": ("2", "2.5", "3", "4"),
    "project_group": ("A", "B", "C"),
    "site": ("khu_dan_cu", "khu_cong_nghiep", "khu_khac"),
}
WRONG = (
    {"power": "P-khong-co"},
    {"place": "999"},
    {"on": "2025-02-30"},
    {"on": "01/07/2025"},
    {"facts": {"amont_vnd": "5"}},
    {"facts": {"floors": "ba"}},
)


def make_question(chooser: Chooser, tables: Tables) -> Question:
    """One question; a few in a hundred are wrong on purpose."""
    ask = chooser.weighted({"decide": 8, "competent": 9, "may": 3})
    question: Question = {"ask": ask, "on": chooser.day()}
    power = chooser.pick(tables["powers"])["power"]
    if ask != "decide":
        question["office"] = make_office(chooser, tables, question["on"], power)
    if ask == "may":
        return question
    question["power"] = power
    question["place"] = make_place(chooser, tables, question["on"], question.get("office"))
    if chooser.chance(50):
        dimensions = chooser.some(tuple(FACTS), 1, 4)
        question["facts"] = {dimension: chooser.pick(FACTS[dimension]) for dimension in dimensions}
    return question | chooser.pick(WRONG) if chooser.chance(2) else question


def make_office(chooser: Chooser, tables: Tables, on: str, power: str) -> str:
    """Mostly an office of the day that a grant of the power speaks of, in one way or another."""
    register, day = Register(tables), datetime.date.fromisoformat(on)
    offices = [row["office"] for row in tables["offices"]]
    grants = [grant for grant in tables["grants"] if grant["power"] == power]
    spoken_of = [
        office
        for office in offices
        if register.office_exists(office, day)
        and any(
            office == grant["grantor"] or register.is_among(office, grant["recipients"], day)
            for grant in grants
        )
    ]
    return chooser.pick(spoken_of if spoken_of and not chooser.chance(25) else offices)


def make_place(chooser: Chooser, tables: Tables, on: str, office: str | None) -> str:
    """A unit of the day by its id or its code, mostly one that the office covers; rarely any unit."""
    register, day = Register(tables), datetime.date.fromisoformat(on)
    there = [row for row in tables["units"] if period_contains(row["valid_from"], row["valid_until"], day)]
    if not there or chooser.chance(2):
        return chooser.pick(tables["units"])["unit"]
    covered = [row for row in there if office and register.office_covers(office, row["unit"], day)]
    row = chooser.pick(covered if covered and not chooser.chance(35) else there)
    return row["code" if chooser.chance(15) else "unit"]


def make_questions(chooser: Chooser, tables: Tables, count: int) -> list[Question]:
    """So many questions on a register."""
    return [make_question(chooser, tables) for _ in range(count)]


def random_questions(tables: Tables, seed: int, n: int) -> list[Question]:
    """Questions for a seed, always the same on the same tables."""
    return make_questions(SeededChooser(seed), tables, n)
