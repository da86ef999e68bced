"""The bundle of an edition: the register byte for byte, the same for everybody, whole or not at all."""

from __future__ import annotations

import hashlib
import io
import json
import os
import re
import threading
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.management import call_command
from django.test import Client

from cms.catalog import Catalog
from cms.opendata import archives
from cms.opendata.archives import archive_of
from cms.opendata.dictionary import data_dictionary
from cms.opendata.record import as_turtle
from delegation.bundle.format import DESCRIPTOR, TABLES
from tests.bundles import changed_copy
from tests.cms.pages import page, words
from tests.conftest import SMALL
from tests.databases import Databases, run_manage
from units.models import Edition

ADDRESS = "/du-lieu/lan-ghi-1.zip"


def downloaded(client: Client, address: str = ADDRESS) -> bytes:
    response = client.get(address)
    assert response.status_code == 200
    assert response["Content-Type"] == "application/zip"
    assert response["Cache-Control"] == "public, max-age=31536000, immutable"
    assert response.streaming
    return b"".join(response.streaming_content)  # type: ignore[attr-defined]


def unpacked(content: bytes, folder: Path) -> Path:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.testzip() is None
        archive.extractall(folder)
    (bundle,) = folder.iterdir()
    return bundle


def test_the_file_loads_into_a_fresh_register_as_the_same_register(
    client: Client, catalog: Catalog, tmp_path: Path, databases: Databases
) -> None:
    bundle = unpacked(downloaded(client), tmp_path / "downloaded")
    database = databases.migrated()
    run_manage("load_bundle", str(bundle), database=database)
    run_manage("export_bundle", str(tmp_path / "again"), database=database)
    for name in (DESCRIPTOR, *(table.file for table in TABLES.values())):
        assert (tmp_path / "again" / name).read_bytes() == (bundle / name).read_bytes(), name


def test_the_checksums_are_right(client: Client, catalog: Catalog, tmp_path: Path) -> None:
    content = downloaded(client)
    bundle = unpacked(content, tmp_path / "downloaded")
    lines = (bundle / "SHA256SUMS").read_text(encoding="utf-8").splitlines()
    assert {line.split("  ")[1] for line in lines} == {path.name for path in bundle.iterdir()} - {
        "SHA256SUMS"
    }
    for line in lines:
        digest, name = line.split("  ")
        assert hashlib.sha256((bundle / name).read_bytes()).hexdigest() == digest
    given = client.get("/du-lieu/lan-ghi-1.sha256").content.decode()
    assert given == f"{hashlib.sha256(content).hexdigest()}  so-tham-quyen-lan-ghi-1.zip\n"


def test_the_same_edition_gives_the_same_bytes(client: Client, catalog: Catalog, exports: Path) -> None:
    first = downloaded(client)
    for path in exports.iterdir():
        path.unlink()
    assert downloaded(client) == first


def test_each_edition_is_what_was_recorded_by_then(client: Client, catalog: Catalog, tmp_path: Path) -> None:
    changed = changed_copy(
        SMALL,
        tmp_path / "changed",
        "fields.csv",
        lambda text: text.replace("chung-thuc,", "chung-thuc,Việc "),
    )
    call_command("load_bundle", str(changed), by="tests", reason="đổi tên", verbosity=0)
    old, new = (unpacked(downloaded(client, f"/du-lieu/lan-ghi-{n}.zip"), tmp_path / str(n)) for n in (1, 2))
    assert "Việc" not in (old / "fields.csv").read_text(encoding="utf-8")
    assert "chung-thuc,Việc" in (new / "fields.csv").read_text(encoding="utf-8")


def test_who_has_the_file_is_told_so(client: Client, catalog: Catalog) -> None:
    etag = client.get(ADDRESS)["ETag"]
    again = client.get(ADDRESS, headers={"if-none-match": etag})
    assert again.status_code == 304
    assert not again.content


@pytest.mark.usefixtures("catalog", "site")
@pytest.mark.parametrize("number", ["0", "2", "99999999999999999999"])
@pytest.mark.parametrize("end", ["zip", "sha256"])
def test_an_edition_that_is_not_recorded_gets_a_plain_page(
    client: Client, exports: Path, number: str, end: str
) -> None:
    assert "không có lần ghi nào" in words(page(client, f"/du-lieu/lan-ghi-{number}.{end}", 404))
    assert not exports.exists()


def test_who_is_stopped_leaves_no_half_file(
    catalog: Catalog, exports: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stopped(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(os, "replace", stopped)
        with pytest.raises(KeyboardInterrupt):
            archive_of(Edition.objects.get())
    assert list(exports.iterdir()) == []
    assert archive_of(Edition.objects.get()).path.exists()


def test_what_a_killed_process_left_is_removed_after_a_while(catalog: Catalog, exports: Path) -> None:
    old, fresh = exports / ".making-old", exports / ".making-fresh"
    for folder in (old, fresh):
        folder.mkdir(parents=True)
        (folder / "half.zip").write_bytes(b"PK")
    long_ago = time.time() - 7200
    os.utime(old, (long_ago, long_ago))
    archive_of(Edition.objects.get())
    assert not old.exists()
    assert fresh.exists()


def test_two_at_once_give_one_whole_file(
    catalog: Catalog, exports: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Both are made to the end before either is moved into place."""
    edition, both = Edition.objects.get(), threading.Barrier(2)
    real, rows = archives._pack, SMALL

    def export(folder: Path, _number: int) -> None:
        folder.mkdir()
        for file in rows.iterdir():
            (folder / file.name).write_bytes(file.read_bytes())

    def pack(*arguments: object) -> None:
        real(*arguments)  # type: ignore[arg-type]
        both.wait(30)

    monkeypatch.setattr(archives, "export_bundle", export)
    monkeypatch.setattr(archives, "_pack", pack)
    made: list[archives.Archive] = []
    threads = [threading.Thread(target=lambda: made.append(archive_of(edition))) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert made[0] == made[1]
    assert [path.name for path in exports.iterdir()] == [made[0].path.name]
    assert zipfile.ZipFile(made[0].path).testzip() is None


def test_the_record_describes_the_newest_file(client: Client, catalog: Catalog) -> None:
    response = client.get("/du-lieu/dcat.jsonld")
    assert response["Content-Type"] == "application/ld+json"
    record = json.loads(response.content)
    data_set = record["dcat:dataset"]
    file = data_set["dcat:distribution"]
    content = downloaded(client)
    assert file["dcat:downloadURL"]["@id"] == f"http://127.0.0.1:8000{ADDRESS}"
    assert file["dcat:byteSize"]["@value"] == str(len(content))
    assert file["spdx:checksum"]["spdx:checksumValue"]["@value"] == hashlib.sha256(content).hexdigest()
    assert data_set["dcat:version"] == "1"
    for node in (record, data_set):
        # What DCAT-AP asks for.
        assert {"dct:title", "dct:description", "dct:publisher"} <= node.keys()
    # Every name is of a vocabulary that the context gives.
    assert {name.split(":")[0] for name in _names(record)} <= record["@context"].keys()


def _names(node: object) -> Iterator[str]:
    if isinstance(node, list):
        for one in node:
            yield from _names(one)
    elif isinstance(node, dict):
        for name, value in node.items():
            if name != "@context":
                if not name.startswith("@"):
                    yield name
                yield from _names(value)


def test_turtle_says_the_same(client: Client, catalog: Catalog) -> None:
    turtle = client.get("/du-lieu/dcat.ttl").content.decode()
    record = json.loads(client.get("/du-lieu/dcat.jsonld").content)
    for name in set(_names(record)):
        assert f"{name} " in turtle
    assert turtle.count(" .\n") == len(record["@context"]) + 3
    assert turtle.count("[") == turtle.count("]")
    quoted = as_turtle({"@id": "x", "@type": "dcat:Catalog", "dct:title": 'a "b"\nc'}).decode()
    assert '"a \\"b\\"\\nc"' in quoted
    assert client.get("/du-lieu/dcat.xml").status_code == 404


def test_the_page_lists_every_edition_and_every_column(client: Client, catalog: Catalog, site: None) -> None:
    soup = page(client, "/du-lieu/")
    assert soup.find("a", href=ADDRESS)
    said = words(soup)
    for table in TABLES.values():
        assert table.file in said
        for column in table.columns:
            assert re.search(rf"\b{column.name}\b", said)
    assert len(data_dictionary()) == len(TABLES)
