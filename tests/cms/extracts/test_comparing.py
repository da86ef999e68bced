"""What differs between what two pages say."""

from __future__ import annotations

from cms.extracts.comparing import compare
from cms.extracts.extract import Cell, Column, Extract, Table


def extract(column: str, *rows: tuple[Cell, ...]) -> Extract:
    """A page with one table of two columns, of which the second has the name."""
    columns = (Column("power", "Việc"), Column(column, column.upper()))
    return Extract("a", "A", tables=(Table("t", "T", columns, rows),))


def test_the_same_is_the_same() -> None:
    assert compare(extract("x", ("1", "so")), extract("x", ("1", "so"))).is_same


def test_a_row_is_told_by_the_cells_that_differ() -> None:
    (table,) = compare(extract("x", ("1", "so")), extract("x", ("1", "otherwise"))).tables
    assert [[(cell.title, cell.before, cell.after) for cell in row.cells] for row in table.rows] == [
        [("X", "so", "otherwise")]
    ]


def test_tables_whose_columns_differ_are_laid_beside_each_other_by_name() -> None:
    (table,) = compare(extract("x", ("1", "so")), extract("y", ("1", "so"), ("2", "new"))).tables
    assert [{(cell.title, cell.before, cell.after) for cell in row.cells} for row in table.rows] == [
        {("X", "so", None), ("Y", None, "so")},
        {("Việc", None, "2"), ("Y", None, "new")},
    ]
