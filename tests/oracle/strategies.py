"""Hypothesis strategies for whole registers and questions on them, and the same makers for plain seeds."""

from hypothesis import strategies as st

from .chooser import Chooser
from .questions import make_questions, random_questions
from .register import Tables
from .registers import make_register, random_register
from .rule import Question

__all__ = ["questions_on", "random_questions", "random_register", "registers", "registers_with_questions"]


class DrawingChooser(Chooser):
    """Choices drawn by hypothesis, so that it can make a failing register smaller."""

    def __init__(self, draw: st.DrawFn) -> None:
        self.draw = draw

    def number(self, low: int, high: int) -> int:
        return self.draw(st.integers(low, high))


@st.composite
def registers(draw: st.DrawFn) -> Tables:
    """Valid small registers."""
    return make_register(DrawingChooser(draw))


@st.composite
def questions_on(draw: st.DrawFn, tables: Tables, count: int = 10) -> list[Question]:
    """So many questions on one register."""
    return make_questions(DrawingChooser(draw), tables, count)


@st.composite
def registers_with_questions(draw: st.DrawFn, count: int = 10) -> tuple[Tables, list[Question]]:
    """A register and questions on it."""
    chooser = DrawingChooser(draw)
    tables = make_register(chooser)
    return tables, make_questions(chooser, tables, count)
