"""Bundles on the disk: canonical bytes, whole or not at all, and nobody else's files lost."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from delegation.bundle.checks import check
from delegation.bundle.datapackage import descriptor_text, unfit_descriptor
from delegation.bundle.format import DESCRIPTOR, TABLES
from delegation.bundle.reading import read_bundle
from delegation.bundle.rows import Bundle, Cells
from delegation.bundle.writing import BundleNotWritten, write_bundle
from tests.delegation.bundle.minimal import bundle, tables

ROOT = Path(__file__).resolve().parents[3]
REAL = [ROOT / "data/hcmc", ROOT / "tests/hcmc-small"]
EXAMPLES = sorted(path.parent for path in (ROOT / "tests/cases").glob("*/*/grants.csv"))
NAMES = sorted([DESCRIPTOR, *(table.file for table in TABLES.values())])


def rows_of(read: Bundle) -> dict[str, list[Cells]]:
    return {name: [row.cells for row in rows.values()] for name, rows in read.tables.items()}


def files_of(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.glob("*.csv")}


@pytest.mark.parametrize("folder", REAL, ids=lambda path: path.name)
def test_a_real_bundle_is_sound_and_comes_back_byte_for_byte(folder: Path, tmp_path: Path) -> None:
    read = read_bundle(folder)
    assert check(read, {}) == []
    write_bundle(tmp_path / "out", rows_of(read))
    assert files_of(tmp_path / "out") == files_of(folder)


@pytest.mark.parametrize("folder", EXAMPLES, ids=lambda path: f"{path.parent.name}-{path.name}")
def test_an_example_is_sound_and_settles_into_one_form(folder: Path, tmp_path: Path) -> None:
    """The examples write some lists in another order, so only what was written once must come back the same."""
    read = read_bundle(folder)
    assert check(read, {}) == []
    write_bundle(tmp_path / "out", rows_of(read))
    again = read_bundle(tmp_path / "out")
    assert {name: rows.keys() for name, rows in again.tables.items()} == {
        name: rows.keys() for name, rows in read.tables.items()
    }
    write_bundle(tmp_path / "again", rows_of(again))
    assert files_of(tmp_path / "again") == files_of(tmp_path / "out")


def test_rows_are_written_in_the_order_of_code_points(tmp_path: Path) -> None:
    write_bundle(tmp_path / "out", {"fields": [("đ", "1"), ("b", "2"), ("Z", "3"), ("b", "1")]})
    assert (tmp_path / "out/fields.csv").read_bytes() == "field,name\nZ,3\nb,1\nb,2\nđ,1\n".encode()


def test_only_what_must_be_quoted_is_quoted(tmp_path: Path) -> None:
    write_bundle(tmp_path / "out", {"fields": [("a", "b;c d"), ("b", "c,d"), ("c", 'd"e'), ("d", "e\nf")]})
    assert (tmp_path / "out/fields.csv").read_text() == ('field,name\na,b;c d\nb,"c,d"\nc,"d""e"\nd,"e\nf"\n')


def test_a_register_with_nothing_in_it_has_all_files(tmp_path: Path) -> None:
    write_bundle(tmp_path / "out", {})
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == NAMES
    assert all(not rows for rows in read_bundle(tmp_path / "out").tables.values())


def test_nothing_is_left_beside_the_bundle(tmp_path: Path) -> None:
    write_bundle(tmp_path / "new/er/out", {})
    write_bundle(tmp_path / "new/er/out", {})
    assert [path.name for path in (tmp_path / "new/er").iterdir()] == ["out"]


def test_an_empty_folder_is_filled(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    write_bundle(tmp_path / "out", {})
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == NAMES


def test_a_former_bundle_is_replaced_and_other_files_stay(tmp_path: Path) -> None:
    out = tmp_path / "out"
    write_bundle(out, rows_of(bundle(tables())))
    (out / "README.md").write_text("đọc")
    (out / "more").mkdir()
    (out / "more/note.txt").write_text("ghi")
    (out / "link").symlink_to("more/note.txt")
    write_bundle(out, {"fields": [("a", "b")]})
    assert {name: len(rows) for name, rows in read_bundle(out).tables.items() if rows} == {"fields": 1}
    assert (out / "README.md").read_text() == "đọc"
    assert (out / "more/note.txt").read_text() == "ghi"
    assert (out / "link").is_symlink()
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_a_link_to_a_folder_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to("real")
    write_bundle(tmp_path / "link", {})
    assert (tmp_path / "link").is_symlink()
    assert sorted(path.name for path in (tmp_path / "real").iterdir()) == NAMES


def test_a_folder_with_other_things_in_it_is_refused_and_left_alone(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out/letter.txt").write_text("thư")
    with pytest.raises(BundleNotWritten, match="không trống"):
        write_bundle(tmp_path / "out", {})
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["letter.txt"]
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_a_file_is_refused_and_left_alone(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("thư")
    with pytest.raises(BundleNotWritten, match="không phải là thư mục"):
        write_bundle(tmp_path / "out", {})
    assert (tmp_path / "out").read_text() == "thư"


def test_a_place_under_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("thư")
    with pytest.raises(BundleNotWritten, match="không ghi được"):
        write_bundle(tmp_path / "file/out", {})
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_an_export_that_breaks_off_leaves_the_former_bundle(tmp_path: Path) -> None:
    def failing() -> Iterator[Cells]:
        yield ("c1", *[""] * 7)
        raise RuntimeError

    out = tmp_path / "out"
    write_bundle(out, rows_of(bundle(tables())))
    before = files_of(out)
    with pytest.raises(RuntimeError):
        write_bundle(out, {"changes": failing()})
    assert files_of(out) == before
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_a_swap_that_fails_puts_the_former_bundle_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out"
    write_bundle(out, {"fields": [("a", "b")]})
    before = files_of(out)
    rename = Path.rename
    asked: list[Path] = []

    def failing_once(self: Path, target: Path) -> Path:
        asked.append(self)
        if len(asked) == 2:
            raise OSError(5, "Input/output error")
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", failing_once)
    with pytest.raises(BundleNotWritten, match="Input/output error"):
        write_bundle(out, {})
    assert files_of(out) == before
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_the_descriptor_describes_every_column() -> None:
    assert unfit_descriptor(descriptor_text().encode()) is None
    assert descriptor_text() == descriptor_text()
    descriptor = json.loads(descriptor_text())
    assert [resource["path"] for resource in descriptor["resources"]] == [
        table.file for table in TABLES.values()
    ]
    for resource, table in zip(descriptor["resources"], TABLES.values(), strict=True):
        schema = resource["schema"]
        assert [field["name"] for field in schema["fields"]] == list(table.header)
        assert all(field["title"] for field in schema["fields"])
        assert schema["primaryKey"] == list(table.key)


def test_the_descriptor_says_required_choices_and_references() -> None:
    resources = {
        resource["path"]: resource["schema"] for resource in json.loads(descriptor_text())["resources"]
    }
    grants = {field["name"]: field for field in resources["grants.csv"]["fields"]}
    assert grants["grant"]["constraints"] == {"required": True, "unique": True}
    assert "delegation" in grants["kind"]["constraints"]["enum"]
    assert grants["valid_until"]["type"] == "date"
    assert "constraints" not in grants["note"]
    assert {
        key["fields"]: key["reference"]["resource"] for key in resources["grants.csv"]["foreignKeys"]
    } == {
        "power": "powers",
        "grantor": "offices",
        "instrument": "instruments",
    }
    assert resources["units.csv"]["foreignKeys"] == [
        {"fields": "parent", "reference": {"resource": "", "fields": "unit"}}
    ]
    assert {field["name"]: field for field in resources["scopes.csv"]["fields"]}["unit_kinds"]["constraints"][
        "pattern"
    ].startswith("(state|")
