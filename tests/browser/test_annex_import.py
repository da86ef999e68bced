"""The import of an annex in a real browser: by dropping a file and clicking, and the same without a script."""

from __future__ import annotations

import base64
import json
import os
import secrets
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.conftest import SMALL, _listening
from tests.databases import ROOT, Databases, run_manage
from tests.delegation.annex.files import workbook

HEADING = ("STT", "Tên thủ tục hành chính", "Cơ quan thực hiện", "Đến hết ngày")
CULTURE = "Giám đốc Sở Văn hóa và Thể thao"
ROWS = (
    (1, "Cấp giấy phép xây dựng", CULTURE, "31/12/2027"),
    (2, "Thủ tục đăng ký khai sinh", "Sở Gì đó", "31/12/2027"),
    (3, "Cấp phép lặn biển", "Sở Gì đó", "nt"),
)
LIGHT = {"viewport": {"width": 1440, "height": 900}, "color_scheme": "light"}
PHONE = {"viewport": {"width": 390, "height": 844}, "color_scheme": "dark"}
_DROP = """(zone, [name, content]) => {
  const bytes = Uint8Array.from(atob(content), (letter) => letter.charCodeAt(0));
  const dropped = new DataTransfer();
  dropped.items.add(new File([bytes], name));
  zone.dispatchEvent(new DragEvent("drop", { dataTransfer: dropped, bubbles: true, cancelable: true }));
}"""


@dataclass(frozen=True)
class Desk:
    """A running register with one drafter and two dossiers."""

    address: str
    password: str
    scripted: int
    plain: int


Enter = Callable[..., Page]


@pytest.fixture(scope="module")
def desk(databases: Databases) -> Iterator[Desk]:
    database = databases.migrated()
    run_manage("load_bundle", str(SMALL), database=database)
    run_manage("create_site", database=database)
    environment = {
        **os.environ,
        "DATABASE_URL": database,
        "DJANGO_SETTINGS_MODULE": "config.settings.local",
        "SECRET_KEY": secrets.token_urlsafe(50),
    }
    fill = [sys.executable, "-m", "tests.browser.annex_drafts"]
    filled = subprocess.run(fill, cwd=ROOT, env=environment, check=True, stdout=subprocess.PIPE, text=True)
    about = json.loads(filled.stdout.splitlines()[-1])
    command = [sys.executable, "-m", "gunicorn", "--bind=127.0.0.1:0", "--threads=4", "config.wsgi"]
    with subprocess.Popen(command, cwd=ROOT, env=environment, stderr=subprocess.PIPE, text=True) as process:
        try:
            yield Desk(_listening(process), **about)
        finally:
            process.terminate()


@pytest.fixture
def enter(browser: Browser, desk: Desk) -> Iterator[Enter]:
    """Signs the drafter in, in a browser of their own."""
    opened: list[BrowserContext] = []

    def enter(**options: Any) -> Page:
        context = browser.new_context(base_url=desk.address, locale="vi-VN", **options)
        opened.append(context)
        page = context.new_page()
        page.goto("/admin/")
        page.fill("input[name=username]", "soan")
        page.fill("input[name=password]", desk.password)
        page.click("form button[type=submit]")
        page.wait_for_url("**/admin/")
        return page

    yield enter
    for context in opened:
        context.close()


@pytest.fixture(scope="session")
def annex(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("annex") / "Phụ lục I.xlsx"
    path.write_bytes(workbook([HEADING, *ROWS]))
    return path


def begin(page: Page, dossier: int) -> None:
    page.goto(f"/admin/ho-so/{dossier}/")
    page.get_by_role("link", name="Nhập phụ lục").click()
    page.wait_for_url("**/phu-luc/")


def drop(page: Page, name: str, content: bytes) -> None:
    page.locator("[data-annex=drop]").evaluate(_DROP, [name, base64.b64encode(content).decode()])


def test_an_annex_is_dropped_settled_by_clicks_and_imported(enter: Enter, desk: Desk, annex: Path) -> None:
    page = enter(**LIGHT)
    begin(page, desk.scripted)
    drop(page, "old.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600)
    page.get_by_role("button", name="Gửi và đọc tệp").click()
    expect(page.locator("[data-annex=said]")).to_contain_text("kiểu cũ")
    drop(page, annex.name, annex.read_bytes())
    expect(page.locator("[data-annex=name]")).to_have_text("Phụ lục I.xlsx")
    page.get_by_role("button", name="Gửi và đọc tệp").click()

    page.wait_for_url("**/cot/")
    grantor = page.get_by_role("combobox", name="Bên trao")
    expect(grantor).to_have_value("Chủ tịch Ủy ban nhân dân Thành phố Hồ Chí Minh")
    page.get_by_role("button", name="Xem trước").click()

    page.wait_for_url("**/xem-truoc/")
    office = page.get_by_role("group", name="Bên nhận: “Sở Gì đó”")
    box = office.get_by_role("combobox", name="Tìm mục khác")
    box.click()
    box.press_sequentially("giam doc so van hoa")
    page.get_by_role("option", name=CULTURE).click()
    expect(page.get_by_role("status").filter(has_text="Đã áp dụng")).to_be_visible()
    expect(page.get_by_role("button", name="Nhập 2 dòng đã rõ")).to_be_visible()
    expect(office.get_by_role("checkbox", name=CULTURE)).to_be_checked()

    power = page.get_by_role("group", name="“Cấp phép lặn biển”")
    power.get_by_role("radio", name="Tạo mục mới").check()
    expect(power.get_by_text("Hãy chọn lĩnh vực")).to_be_visible()
    power.get_by_label("Lĩnh vực của mục mới").fill("Hộ tịch")
    power.get_by_label("Lĩnh vực của mục mới").press("Tab")
    page.get_by_role("button", name="Nhập 3 dòng").click()

    page.wait_for_url("**/dong/")
    expect(page.locator(".messages")).to_contain_text("Đã nhập 4 dòng")
    expect(page.locator(".lines-grid").first).to_contain_text("Cấp phép lặn biển")


def test_the_same_works_without_a_script(enter: Enter, desk: Desk, annex: Path) -> None:
    page = enter(**LIGHT, java_script_enabled=False)
    begin(page, desk.plain)
    page.set_input_files("#file", annex)
    page.get_by_role("button", name="Gửi và đọc tệp").click()
    page.get_by_role("button", name="Xem trước").click()
    office = page.get_by_role("group", name="Bên nhận: “Sở Gì đó”")
    office.get_by_label("Tìm mục khác").fill("so van hoa")
    page.get_by_role("button", name="Áp dụng lựa chọn").click()
    expect(page.locator("#refused")).to_contain_text("Có chỗ chưa chọn được")
    office.get_by_label("Tìm mục khác").fill("")
    office.get_by_role("checkbox", name=CULTURE).check()
    page.get_by_role("button", name="Áp dụng lựa chọn").click()
    page.get_by_role("button", name="Nhập cả 3 dòng").click()
    expect(page.locator(".messages")).to_contain_text("Đã nhập 3 dòng")


@pytest.mark.parametrize("options", [LIGHT, PHONE], ids=["desk-light", "phone-dark"])
def test_axe_finds_nothing_and_nothing_is_cut_off(
    enter: Enter, desk: Desk, annex: Path, options: dict[str, Any]
) -> None:
    page = enter(**options)
    begin(page, desk.plain)
    found = [look(page)]
    page.set_input_files("#file", annex)
    page.get_by_role("button", name="Gửi và đọc tệp").click()
    page.wait_for_url("**/cot/")
    found.append(look(page))
    page.get_by_role("button", name="Xem trước").click()
    page.wait_for_url("**/xem-truoc/")
    found.append(look(page))
    page.goto(f"/admin/ho-so/{desk.plain}/van-ban/")
    found.append(look(page))
    assert found == [[], [], [], []]


def look(page: Page) -> list[Any]:
    """What axe objects to, and by how much the page is too wide."""
    page.wait_for_load_state()
    page.evaluate("document.querySelectorAll('details').forEach((folded) => { folded.open = true; })")
    over = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    violations = Axe().run(page).response["violations"]
    return [*(one["id"] for one in violations), *([over] if over > 0 else [])]
