"""Twenty officers write in one dossier at once, each on a connection of their own."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Final, TypeVar

import django

django.setup()

from django.db import connections  # noqa: E402

from delegation.actions.drafting import LineEdit, Saved, create_dossier, save_lines  # noqa: E402
from delegation.bundle.format import TABLES  # noqa: E402
from delegation.models import Dossier, DossierLine  # noqa: E402
from tests.delegation.actions.decisions import row  # noqa: E402
from tests.delegation.actions.people import officer, unit  # noqa: E402
from units.models import User  # noqa: E402
from units.rights import Right  # noqa: E402

OFFICERS: Final = 20
LINES_EACH: Final = 3

T = TypeVar("T")


def main() -> None:
    officers = [officer(f"soan-{number}", Right.DRAFT) for number in range(OFFICERS)]
    dossier = create_dossier(unit=unit(), title="Cùng soạn", acting_user=officers[0])
    own_lines(dossier, officers)
    (line,) = save_lines(dossier, [row("grants")], acting_user=officers[0]).lines
    one_line(dossier, line, officers)
    one_cell(dossier, line, officers)


def own_lines(dossier: Dossier, officers: list[User]) -> None:
    def write(user: User) -> int:
        for number in range(LINES_EACH):
            save_lines(dossier, [row("grants", note=f"{user} {number}")], acting_user=user)
        return LINES_EACH

    written = sum(at_once(write, officers))
    kept = {line.cells["note"] for line in dossier.lines.all()}
    assert sorted(dossier.lines.values_list("serial", flat=True)) == list(range(1, written + 1))
    print(f"lines of their own: {written} written, {len(kept)} kept")


def one_line(dossier: Dossier, line: DossierLine, officers: list[User]) -> None:
    """Each writes in a cell of the same line; there are fewer columns than officers, so some lines are their own."""
    columns = [name for name in TABLES["grants"].header if name != "note"]
    (other,) = save_lines(dossier, [row("grants")], acting_user=officers[0]).lines
    cells = [(target, column) for target in (line, other) for column in columns][:OFFICERS]

    def write(task: tuple[User, tuple[DossierLine, str]]) -> Saved:
        user, (target, column) = task
        return save_lines(
            dossier, [LineEdit(target.pk, {column: ("", f"{user}")}, "grants")], acting_user=user
        )

    saved = at_once(write, list(zip(officers, cells, strict=True)))
    written = sum(not one.conflicts for one in saved)
    kept = sum(len(DossierLine.objects.get(pk=target.pk).cells) for target in (line, other))
    print(f"cells of one line: {written} written, {kept} kept")


def one_cell(dossier: Dossier, line: DossierLine, officers: list[User]) -> None:
    def write(user: User) -> Saved:
        return save_lines(dossier, [LineEdit(line.pk, {"note": ("", f"{user}")}, "grants")], acting_user=user)

    saved = at_once(write, officers)
    winner = DossierLine.objects.get(pk=line.pk).cells["note"]
    told = [conflict for one in saved for conflict in one.conflicts if conflict.theirs == winner]
    print(f"one cell: {sum(not one.conflicts for one in saved)} written, {len(told)} told of it")


def at_once(work: Callable[[T], object], tasks: list[T]) -> list:
    """The outcomes of the tasks, which begin together, each in a thread with a connection of its own."""
    start = Barrier(len(tasks))

    def begin(task: T) -> object:
        try:
            start.wait()
            return work(task)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(tasks)) as pool:
        return list(pool.map(begin, tasks))


if __name__ == "__main__":
    main()
