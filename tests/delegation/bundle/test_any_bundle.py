"""Whatever rows there are come back as they were written; whatever bytes there are, the answer is a sentence."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from delegation.bundle.cells import UnfitCell, canonical_cell, read_list
from delegation.bundle.checks import check
from delegation.bundle.faults import BundleRefused
from delegation.bundle.format import DESCRIPTOR, TABLES, Table
from delegation.bundle.reading import read_bundle
from delegation.bundle.rows import Bundle, Cells
from delegation.bundle.writing import write_bundle
from tests.delegation.bundle.minimal import tables, write

# Every character that a cell may hold, with those that quoting is about more often than others.
_TEXT = st.text(
    st.one_of(
        st.sampled_from(",\";\n\t' =|/aằ\u0301"),
        st.characters(exclude_categories=["Cc", "Cs"]),
    ),
    max_size=12,
)


def _row(table: Table) -> st.SearchStrategy[Cells]:
    return (
        st.tuples(
            *(
                _TEXT.map(lambda text, many=column.many: canonical_cell(text, many=many))
                for column in table.columns
            )
        )
        # A row of empty cells is a blank line, which no bundle holds.
        .filter(any)
    )


_TABLES = st.fixed_dictionaries(
    {name: st.lists(_row(table), max_size=4, unique_by=table.key_reader()) for name, table in TABLES.items()}
)


@settings(max_examples=60, deadline=None)
@given(_TABLES)
def test_what_is_written_is_read_again(content: dict[str, list[Cells]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        write_bundle(Path(folder, "out"), content)
        read = read_bundle(Path(folder, "out"))
    assert {name: [row.cells for row in rows.values()] for name, rows in read.tables.items()} == {
        name: sorted(rows) for name, rows in content.items()
    }


@settings(max_examples=60, deadline=None)
@given(_TABLES)
def test_any_rows_are_answered_with_faults(content: dict[str, list[Cells]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        write_bundle(Path(folder, "out"), content)
        faults = check(read_bundle(Path(folder, "out")), {})
    assert all(str(fault) for fault in faults)


@st.composite
def _damaged(draw: st.DrawFn, sound: bytes) -> bytes:
    """A sound file with a stretch of it replaced by other bytes."""
    start = draw(st.integers(0, len(sound)))
    end = draw(st.integers(start, min(len(sound), start + 40)))
    put = draw(
        st.one_of(
            st.binary(max_size=40), st.sampled_from([b"\n", b'"', b",", b";", b"\r\n", b"\0", b"2025-02-31"])
        )
    )
    return sound[:start] + put + sound[end:]


@settings(max_examples=300, deadline=None)
@given(st.data())
def test_a_damaged_file_is_read_or_refused(data: st.DataObject) -> None:
    with tempfile.TemporaryDirectory() as parent:
        folder = write(Path(parent, "goi"), tables())
        name = data.draw(st.sampled_from([DESCRIPTOR, *(table.file for table in TABLES.values())]))
        content = data.draw(st.one_of(st.binary(max_size=300), _damaged((folder / name).read_bytes())))
        (folder / name).write_bytes(content)
        _read_and_check(folder)


def _read_and_check(folder: Path) -> None:
    try:
        bundle = read_bundle(folder)
    except BundleRefused as refused:
        assert refused.faults
        assert all(fault.message for fault in refused.faults)
        return
    assert isinstance(bundle, Bundle)
    assert all(fault.message for fault in check(bundle, {}))


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
