"""The matrix of rights: what it shows, and what a filled-in one asks for."""

from __future__ import annotations

import pytest

from units.editing.reaches import Change, Reach, cells, changes
from units.rights import GroupRight, Right

HERE, ABOVE = "ward", "city"


def right(below: bool = False, *, unit: str = HERE, group: int = 1, kind: Right = Right.DRAFT) -> GroupRight:
    return GroupRight(group, kind, unit, below)


@pytest.mark.parametrize(
    ("held", "reach", "inherited"),
    [
        ([], Reach.NONE, ()),
        ([right()], Reach.UNIT, ()),
        ([right(below=True)], Reach.BELOW, ()),
        ([right(), right(below=True)], Reach.BELOW, ()),
        ([right(below=True, unit=ABOVE)], Reach.NONE, (ABOVE,)),
        ([right(), right(below=True, unit=ABOVE)], Reach.UNIT, (ABOVE,)),
        # Given on the unit above alone, it does not come down; others' and other rights are not this one.
        ([right(unit=ABOVE), right(group=2), right(kind=Right.AUDIT)], Reach.NONE, ()),
    ],
)
def test_how_far_a_right_reaches(held: list[GroupRight], reach: Reach, inherited: tuple[str, ...]) -> None:
    row = cells(1, HERE, held)
    assert [cell.right for cell in row] == list(Right)
    assert (row[0].reach, row[0].inherited) == (reach, inherited)


@pytest.mark.parametrize(
    ("held", "before", "chosen", "asked"),
    [
        ([], "", "unit", [Change(right(), is_given=True)]),
        ([], "", "below", [Change(right(below=True), is_given=True)]),
        ([right()], "unit", "", [Change(right(), is_given=False)]),
        (
            [right()],
            "unit",
            "below",
            [Change(right(), is_given=False), Change(right(below=True), is_given=True)],
        ),
        (
            [right(below=True)],
            "below",
            "unit",
            [Change(right(below=True), is_given=False), Change(right(), is_given=True)],
        ),
        ([right(), right(below=True)], "below", "unit", [Change(right(below=True), is_given=False)]),
        ([right()], "unit", "unit", []),
        # Somebody else changed it since the page was opened: what was not touched on it is left alone.
        ([right()], "", "", []),
        ([right(below=True)], "", "below", []),
    ],
)
def test_only_what_was_changed_on_the_page_is_changed(
    held: list[GroupRight], before: str, chosen: str, asked: list[Change]
) -> None:
    form = {"1-draft_register": chosen, "1-draft_register-before": before}
    assert list(changes(HERE, [1, 2], held, form)) == asked


def test_a_choice_that_there_is_not_is_an_error_and_a_missing_one_asks_nothing() -> None:
    with pytest.raises(ValueError, match="everything"):
        list(changes(HERE, [1], [], {"1-draft_register": "everything"}))
    assert list(changes(HERE, [1], [right()], {"1-draft_register-before": "unit"})) == []
