"""Each way in which the files themselves can be wrong, and what is read of files that are sound."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from delegation.bundle import folder as folder_module
from delegation.bundle.faults import MOST_FAULTS, BundleRefused, Fault
from delegation.bundle.format import DESCRIPTOR, TABLES
from delegation.bundle.reading import read_bundle
from tests.delegation.bundle.minimal import cells, tables, write

Breaking = Callable[[Path], None]


@pytest.fixture
def bundle_folder(tmp_path: Path) -> Path:
    return write(tmp_path / "goi", tables())


def refusal(folder: Path) -> list[Fault]:
    with pytest.raises(BundleRefused) as refused:
        read_bundle(folder)
    assert str(refused.value)
    return refused.value.faults


def putting(file: str, content: bytes) -> Breaking:
    """Replace a file's content."""

    def broken(folder: Path) -> None:
        (folder / file).write_bytes(content)

    return broken


def replacing(file: str, old: bytes, new: bytes) -> Breaking:
    """Replace the first occurrence of some bytes in a file."""

    def broken(folder: Path) -> None:
        content = (folder / file).read_bytes()
        assert old in content
        (folder / file).write_bytes(content.replace(old, new, 1))

    return broken


def describing(descriptor: object) -> Breaking:
    return putting(DESCRIPTOR, json.dumps(descriptor).encode())


def _as_folder(folder: Path) -> None:
    (folder / "fields.csv").unlink()
    (folder / "fields.csv").mkdir()


def _as_pipe(folder: Path) -> None:
    (folder / "fields.csv").unlink()
    os.mkfifo(folder / "fields.csv")


def _dangling(folder: Path) -> None:
    (folder / "fields.csv").unlink()
    (folder / "fields.csv").symlink_to(folder / "nowhere")


Case = tuple[str, Breaking, tuple[str, int | None, str | None], str]

FILES: list[Case] = [
    (
        "missing table",
        lambda folder: (folder / "scopes.csv").unlink(),
        ("scopes.csv", None, None),
        "thiếu tệp",
    ),
    (
        "missing descriptor",
        lambda folder: (folder / DESCRIPTOR).unlink(),
        (DESCRIPTOR, None, None),
        "thiếu tệp",
    ),
    ("a folder for a table", _as_folder, ("fields.csv", None, None), "tệp thường"),
    ("a pipe for a table", _as_pipe, ("fields.csv", None, None), "tệp thường"),
    ("a dangling link", _dangling, ("fields.csv", None, None), "thiếu tệp"),
    ("an unknown table", putting("people.csv", b"x\n"), ("people.csv", None, None), "tệp .csv lạ"),
    ("an unknown table in capitals", putting("GRANTS.CSV", b"x\n"), ("GRANTS.CSV", None, None), "grants.csv"),
    ("an empty table", putting("fields.csv", b""), ("fields.csv", None, None), "tệp rỗng"),
    ("an empty descriptor", putting(DESCRIPTOR, b""), (DESCRIPTOR, None, None), "tệp rỗng"),
    ("descriptor not JSON", putting(DESCRIPTOR, b"{"), (DESCRIPTOR, None, None), "JSON"),
    ("descriptor not UTF-8", putting(DESCRIPTOR, b'{"a": "\xff"}'), (DESCRIPTOR, None, None), "UTF-8"),
    ("descriptor too deep", putting(DESCRIPTOR, b"[" * 100_000), (DESCRIPTOR, None, None), "JSON"),
    ("descriptor a list", describing([]), (DESCRIPTOR, None, None), "resources"),
    ("descriptor without resources", describing({"name": "x"}), (DESCRIPTOR, None, None), "resources"),
    ("resources no list", describing({"resources": {"path": "x"}}), (DESCRIPTOR, None, None), "resources"),
    (
        "resources of the wrong kind",
        describing({"resources": [1, {"path": [2]}]}),
        (DESCRIPTOR, None, None),
        "units.csv",
    ),
    (
        "resources without one table",
        describing(
            {
                "resources": [
                    {"path": name} for name in (f"{table}.csv" for table in TABLES) if name != "powers.csv"
                ]
            }
        ),
        (DESCRIPTOR, None, None),
        "powers.csv",
    ),
    ("not UTF-8", replacing("fields.csv", "Đất".encode(), b"\xd0\x20t"), ("fields.csv", 2, None), "0xD0"),
    ("UTF-16", putting("fields.csv", "field,name\n".encode("utf-16")), ("fields.csv", 1, None), "UTF-8"),
    ("a BOM", putting("fields.csv", b"\xef\xbb\xbffield,name\n"), ("fields.csv", 1, None), "BOM"),
    ("CRLF", putting("fields.csv", b"field,name\r\na,b\r\n"), ("fields.csv", 1, None), "CRLF"),
    (
        "CRLF further down",
        putting("fields.csv", b"field,name\na,b\nc,d\r\n"),
        ("fields.csv", 3, None),
        "CRLF",
    ),
    ("lone CR", putting("fields.csv", b"field,name\ra,b\r"), ("fields.csv", 1, None), "CR"),
    ("CR within a cell", putting("fields.csv", b'field,name\na,"b\rc"\n'), ("fields.csv", 2, None), "CR"),
    ("NUL", putting("fields.csv", b"field,name\na,b\0c\n"), ("fields.csv", 2, "name"), "<U+0000>"),
    ("escape", putting("fields.csv", b"field,name\na\x1b,b\n"), ("fields.csv", 2, "field"), "<U+001B>"),
    (
        "C1 control",
        putting("fields.csv", "field,name\na,b\u0085\n".encode()),
        ("fields.csv", 2, "name"),
        "<U+0085>",
    ),
    (
        "long cell",
        putting("fields.csv", b"field,name\na," + b"b" * 100_001 + b"\n"),
        ("fields.csv", 2, "name"),
        "100001",
    ),
    (
        "huge cell",
        putting("fields.csv", b"field,name\na," + b"b" * 200_000 + b"\n"),
        ("fields.csv", 2, None),
        "100000",
    ),
    ("huge line", putting("fields.csv", b"a" * (9 * 2**20)), ("fields.csv", 1, None), "dòng quá dài"),
    (
        "quote never closed",
        putting("fields.csv", b'field,name\na,b\nc,"d\n'),
        ("fields.csv", 3, None),
        "đóng",
    ),
    (
        "text after a quote",
        putting("fields.csv", b'field,name\na,"b"c\n'),
        ("fields.csv", 2, None),
        "nháy kép",
    ),
    ("no header", putting("fields.csv", b"\n"), ("fields.csv", 1, None), "dòng đầu trống"),
    (
        "a column too many",
        putting("fields.csv", b"field,name,colour\na,b,c\n"),
        ("fields.csv", 1, None),
        "“colour”",
    ),
    (
        "a nameless column",
        putting("fields.csv", b"field,name,\na,b,\n"),
        ("fields.csv", 1, None),
        "cột lạ “”",
    ),
    ("a column missing", putting("fields.csv", b"field\na\n"), ("fields.csv", 1, None), "thiếu cột “name”"),
    (
        "a column twice",
        putting("fields.csv", b"field,name,name\na,b,c\n"),
        ("fields.csv", 1, None),
        "“name” có 2 lần",
    ),
    ("too many cells", putting("fields.csv", b"field,name\na,b,c\n"), ("fields.csv", 2, None), "3 ô"),
    ("too few cells", putting("fields.csv", b"field,name\na\n"), ("fields.csv", 2, None), "1 ô"),
    (
        "a blank line",
        putting("fields.csv", b"field,name\na,b\n\nc,d\n"),
        ("fields.csv", 3, None),
        "dòng trống",
    ),
    (
        "a row of empty cells",
        putting("fields.csv", b"field,name\na,b\n,\n"),
        ("fields.csv", 3, None),
        "dòng trống",
    ),
    (
        "a key twice",
        putting("fields.csv", b"field,name\na,b\nc,d\na,e\n"),
        ("fields.csv", 4, "field"),
        "“a” đã có ở dòng 2",
    ),
]


@pytest.mark.parametrize(
    ("breaking", "place", "word"), [case[1:] for case in FILES], ids=[case[0] for case in FILES]
)
def test_a_file_is_refused(
    bundle_folder: Path, breaking: Breaking, place: tuple[str, int | None, str | None], word: str
) -> None:
    breaking(bundle_folder)
    (fault,) = refusal(bundle_folder)
    assert (fault.file, fault.row, fault.column) == place
    assert word in fault.message


def test_a_misspelt_column_is_told_with_the_right_name(bundle_folder: Path) -> None:
    replacing("grants.csv", b"recipients", b"recipient")(bundle_folder)
    unknown, missing = refusal(bundle_folder)
    assert "có phải là “recipients” không" in unknown.message
    assert "thiếu cột “recipients”" in missing.message


def test_no_folder(tmp_path: Path) -> None:
    (fault,) = refusal(tmp_path / "nowhere")
    assert "không có thư mục" in fault.message


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("b")
    (fault,) = refusal(tmp_path / "a")
    assert "không phải là thư mục" in fault.message


def test_nonsense_is_refused_by_its_size_before_it_is_read(bundle_folder: Path) -> None:
    with (bundle_folder / "grants.csv").open("wb") as file:
        file.truncate(2**30)
    (fault,) = refusal(bundle_folder)
    assert (fault.file, fault.row) == ("grants.csv", None)
    assert "1024 MiB" in fault.message
    assert str(folder_module.LARGEST_TABLE // 2**20) in fault.message


def test_a_large_descriptor_is_refused(bundle_folder: Path) -> None:
    with (bundle_folder / DESCRIPTOR).open("wb") as file:
        file.truncate(folder_module.LARGEST_DESCRIPTOR + 1)
    (fault,) = refusal(bundle_folder)
    assert fault.file == DESCRIPTOR


def test_faults_of_all_files_are_told_together(bundle_folder: Path) -> None:
    putting("fields.csv", b"field,name\na\nb,c,d\n")(bundle_folder)
    putting("units.csv", b"\xff")(bundle_folder)
    assert [(fault.file, fault.row) for fault in refusal(bundle_folder)] == [
        ("fields.csv", 2),
        ("fields.csv", 3),
        ("units.csv", 1),
    ]


def test_endless_faults_are_cut_short(bundle_folder: Path) -> None:
    putting("fields.csv", b"field,name\n" + b"\n" * (MOST_FAULTS + 10))(bundle_folder)
    faults = refusal(bundle_folder)
    assert len(faults) == MOST_FAULTS + 1
    assert str(MOST_FAULTS) in faults[-1].message


def test_a_fault_says_its_place() -> None:
    assert str(Fault("grants.csv", 12, "recipients", "sai.")) == "grants.csv, dòng 12, cột recipients: sai."
    assert str(Fault("grants.csv", None, None, "sai.")) == "grants.csv: sai."


def test_everything_is_read_as_it_stands(bundle_folder: Path) -> None:
    content = tables()
    read = read_bundle(bundle_folder)
    for name, table in TABLES.items():
        rows = list(read.tables[name].values())
        assert [row.cells for row in rows] == [cells(table, record) for record in content[name]]
        assert [row.line for row in rows] == list(range(2, 2 + len(rows)))
        assert list(read.tables[name]) == [table.key_reader()(row.cells) for row in rows]


def test_rows_are_counted_as_a_spreadsheet_does(bundle_folder: Path) -> None:
    putting("fields.csv", b'field,name\na,"two\nlines"\nb,c\n')(bundle_folder)
    assert [row.line for row in read_bundle(bundle_folder).tables["fields"].values()] == [2, 3]


def test_columns_may_stand_in_another_order(bundle_folder: Path) -> None:
    putting("fields.csv", b"name,field\nB,a\n")(bundle_folder)
    (row,) = read_bundle(bundle_folder).tables["fields"].values()
    assert row.cells == ("a", "B")


def test_text_is_read_in_one_normal_form(bundle_folder: Path) -> None:
    putting("fields.csv", "field,name\na,Đa\u0302\u0301t\n".encode())(bundle_folder)
    (row,) = read_bundle(bundle_folder).tables["fields"].values()
    assert row.cells == ("a", "Đất")


def test_lists_are_read_in_one_order_each_item_once(bundle_folder: Path) -> None:
    replacing("powers.csv", b"1.000001;2.000815", b" 2.000815 ; 1.000001;;2.000815;")(bundle_folder)
    (row,) = read_bundle(bundle_folder).tables["powers"].values()
    assert TABLES["powers"].reader("procedures")(row.cells) == "1.000001;2.000815"


def test_other_text_is_left_as_written(bundle_folder: Path) -> None:
    putting("fields.csv", b"field,name\na, B  ;A\n")(bundle_folder)
    (row,) = read_bundle(bundle_folder).tables["fields"].values()
    assert row.cells == ("a", " B  ;A")


def test_what_is_no_table_is_not_looked_at(bundle_folder: Path) -> None:
    (bundle_folder / "README.md").write_bytes(b"\xff\xfe")
    (bundle_folder / "more").mkdir()
    assert read_bundle(bundle_folder).tables["fields"]


def test_a_last_line_without_an_end_is_a_line(bundle_folder: Path) -> None:
    putting("fields.csv", b"field,name\na,b")(bundle_folder)
    assert len(read_bundle(bundle_folder).tables["fields"]) == 1


def test_a_link_to_a_folder_is_a_folder(bundle_folder: Path, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(bundle_folder)
    assert read_bundle(tmp_path / "link") == read_bundle(bundle_folder)


def test_progress_reaches_the_end(bundle_folder: Path) -> None:
    told: list[tuple[str, int, int]] = []
    read_bundle(bundle_folder, lambda file, done, size: told.append((file, done, size)))
    size = sum((bundle_folder / table.file).stat().st_size for table in TABLES.values())
    assert told[-1] == ("changes.csv", size, size)
    assert [done for _, done, _ in told] == sorted(done for _, done, _ in told)


def test_a_file_that_vanishes_is_told(bundle_folder: Path) -> None:
    def vanish(_file: str, _done: int, _size: int) -> None:
        shutil.rmtree(bundle_folder, ignore_errors=True)

    with pytest.raises(BundleRefused) as refused:
        read_bundle(bundle_folder, vanish)
    assert "không đọc được" in refused.value.faults[0].message
