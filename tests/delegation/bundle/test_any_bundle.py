"""Whatever rows there are come back as they were written; whatever bytes there are, the answer is a sentence."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from delegation.bundle.cells import UnfitCell, canonical_cell, read_list
from delegation.bundle.checks import check
from delegation.bundle.faults import BundleRefused, Fault
from delegation.bundle.format import DESCRIPTOR, TABLES, Holds, Table
from delegation.bundle.reading import read_bundle
from delegation.bundle.rows import Cells
from delegation.bundle.writing import write_bundle
from tests.delegation.bundle.minimal import CITY, DISTRICT, SUCCESSOR, WARD, bundle, rows, tables, write

# Every character that a cell may hold, with those that quoting and lists are about more often than others.
_TEXT = st.text(
    st.one_of(st.sampled_from(",\";\n\t' =|/aằ\u0301"), st.characters(exclude_categories=["Cc", "Cs"])),
    max_size=8,
)


def _row(table: Table) -> st.SearchStrategy[Cells]:
    texts = st.lists(_TEXT, min_size=len(table.columns), max_size=len(table.columns))
    # A row of empty cells is a blank line, which no bundle holds.
    return texts.map(lambda raw: _canonical(table, raw)).filter(any)


def _canonical(table: Table, raw: list[str]) -> Cells:
    return tuple(
        canonical_cell(text, many=column.many, last_day=column.holds is Holds.LAST_DAY)
        for column, text in zip(table.columns, raw, strict=True)
    )


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_what_is_written_is_read_again_and_answered(data: st.DataObject) -> None:
    table = data.draw(st.sampled_from(list(TABLES.values())))
    written = data.draw(st.lists(_row(table), max_size=4, unique_by=table.key_reader()))
    with tempfile.TemporaryDirectory() as folder:
        write_bundle(Path(folder, "out"), {table.name: written})
        read = read_bundle(Path(folder, "out"))
    assert [row.cells for row in read.tables[table.name].values()] == sorted(written)
    assert all(fault.message for fault in check(read, {}))


@pytest.fixture(scope="module")
def sound_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write(tmp_path_factory.mktemp("sound") / "goi", tables())


@st.composite
def _damaged(draw: st.DrawFn, sound: bytes) -> bytes:
    """A sound file with a stretch of it replaced by other bytes."""
    start = draw(st.integers(0, len(sound)))
    end = draw(st.integers(start, min(len(sound), start + 40)))
    telling = st.sampled_from([b"\n", b'"', b",", b";", b"\r\n", b"\0", b"2025-02-31"])
    return sound[:start] + draw(st.one_of(st.binary(max_size=40), telling)) + sound[end:]


@settings(max_examples=300, deadline=None)
@given(data=st.data())
def test_a_damaged_file_is_read_or_refused(sound_folder: Path, data: st.DataObject) -> None:
    name = data.draw(st.sampled_from([DESCRIPTOR, *(table.file for table in TABLES.values())]))
    path = sound_folder / name
    sound = path.read_bytes()
    path.write_bytes(data.draw(st.one_of(st.binary(max_size=300), _damaged(sound))))
    try:
        assert all(fault.message for fault in _answer(sound_folder))
    finally:
        path.write_bytes(sound)


def _answer(folder: Path) -> list[Fault]:
    """The faults of the files if there are any, else those of the rows."""
    try:
        return check(read_bundle(folder), {})
    except BundleRefused as refused:
        return refused.faults or [Fault("", None, None, "")]


_CELLS = st.sampled_from(
    f" |x|/|;|g1|g2|qd|luat|79|769|whole|part|chair|delegation|allocation|31/QĐ-UBND|floors<1|site<1"
    f"|0001-01-01|2020-12-31|2021-01-01|2025-02-30|9999-12-30|9999-12-31"
    f"|{CITY}|{DISTRICT}|{SUCCESSOR}|{WARD}|{CITY}/|{CITY}/2021-01-01|{SUCCESSOR}/chair|".split("|")
)


@settings(max_examples=400, deadline=None)
@given(st.data())
def test_any_cells_in_a_sound_register_are_answered(data: st.DataObject) -> None:
    content = tables()
    for _ in range(data.draw(st.integers(1, 6))):
        table = data.draw(st.sampled_from(list(TABLES.values())))
        record = dict(data.draw(st.sampled_from(content[table.name])))
        record[data.draw(st.sampled_from(table.header))] = data.draw(_CELLS)
        content[table.name].append(record)
    for recorded in ({}, rows(tables(), recorded=True)):
        for fault in check(bundle(content), recorded):
            assert fault.message
            assert fault.row is not None
            assert fault.column is not None


@given(st.text(max_size=30), st.booleans())
def test_the_canonical_form_is_its_own(text: str, many: bool) -> None:
    try:
        canonical = canonical_cell(text, many=many)
    except UnfitCell:
        return
    assert canonical_cell(canonical, many=many) == canonical
    if many:
        items = read_list(canonical)
        assert items == sorted(set(items))
        assert ";".join(items) == canonical
