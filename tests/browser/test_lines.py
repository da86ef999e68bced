"""The table of a dossier's lines as drafters use it: by keyboard, from Excel, two at once, without a connection."""

from __future__ import annotations

import json
import os
import re
import secrets
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from tests.browser.conftest import SMALL, _listening
from tests.databases import ROOT, Databases, run_manage


@dataclass(frozen=True)
class Desk:
    """A running register with drafters and their dossiers."""

    address: str
    password: str
    dossiers: dict[str, int]

    def lines(self, dossier: str) -> str:
        return f"/admin/ho-so/{self.dossiers[dossier]}/dong/"


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
    filled = subprocess.run(
        [sys.executable, "-m", "tests.browser.lines_drafts"],
        cwd=ROOT,
        env=environment,
        check=True,
        capture_output=True,
        text=True,
    )
    about = json.loads(filled.stdout)
    command = [sys.executable, "-m", "gunicorn", "--bind=127.0.0.1:0", "--threads=4", "config.wsgi"]
    with subprocess.Popen(command, cwd=ROOT, env=environment, stderr=subprocess.PIPE, text=True) as process:
        try:
            yield Desk(_listening(process), about["password"], about["dossiers"])
        finally:
            process.terminate()


@pytest.fixture
def enter(browser: Browser, desk: Desk) -> Iterator[Enter]:
    """Signs a drafter in, in a browser of their own, and opens a dossier."""
    opened: list[BrowserContext] = []

    def enter(dossier: str, name: str = "lan", **options: Any) -> Page:
        context = browser.new_context(base_url=desk.address, locale="vi-VN", **options)
        opened.append(context)
        page = context.new_page()
        sign_in(page, desk, name)
        page.goto(desk.lines(dossier))
        if options.get("java_script_enabled", True):
            ready(page)
        return page

    yield enter
    for context in opened:
        context.close()


def sign_in(page: Page, desk: Desk, name: str) -> None:
    page.goto("/admin/login/")
    page.fill("input[name=username]", name)
    page.fill("input[name=password]", desk.password)
    page.click("form button[type=submit]")
    page.wait_for_url("**/admin/")


def ready(page: Page) -> None:
    page.wait_for_selector("html[data-desk-ready]")


def rows(page: Page) -> Locator:
    return page.locator(".lines-grid:not([hidden]) .tabulator-row")


def cell(page: Page, row: int, column: str) -> Locator:
    return rows(page).nth(row).locator(f"[data-field=c_{column}]")


def status(page: Page) -> Locator:
    return page.locator("[data-desk=status]")


def saved(page: Page) -> None:
    expect(status(page)).to_contain_text("Đã lưu")


def edit(page: Page, row: int, column: str, text: str, key: str = "Enter") -> None:
    """Open a cell with the keyboard, write over it, and leave it with a key."""
    cell(page, row, column).click()
    page.keyboard.press("F2")
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type(text)
    page.keyboard.press(key)


def paste(page: Page, text: str) -> None:
    page.evaluate(
        """text => {
            const clipboardData = new DataTransfer();
            clipboardData.setData("text/plain", text);
            const event = new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true });
            document.activeElement.dispatchEvent(event);
        }""",
        text,
    )


def test_a_grant_is_drafted_with_the_keyboard_alone(enter: Enter, desk: Desk) -> None:
    page = enter("empty")
    page.keyboard.press("Insert")
    expect(cell(page, 0, "power")).to_be_focused()
    # A power without accents, with a slip; typing opens the cell.
    page.keyboard.type("chung thuc chu ki trong")
    expect(page.get_by_role("option", name="Chứng thực chữ ký trong giấy tờ, văn bản")).to_be_visible()
    page.keyboard.press("Tab")
    expect(cell(page, 0, "kind")).to_be_focused()
    page.keyboard.type("uy quyen")
    expect(page.get_by_role("option", name="Ủy quyền")).to_be_visible()
    page.keyboard.press("Tab")
    page.keyboard.type("ubnd thanh pho ho")
    page.get_by_role("option", name="Ủy ban nhân dân Thành phố Hồ Chí Minh").first.wait_for()
    page.keyboard.press("Tab")
    # An office that has ended is told, with why, and is not taken.
    expect(cell(page, 0, "recipients")).to_be_focused()
    page.keyboard.type("ubnd phuong linh trung")
    ended = page.get_by_role("option", name="Ủy ban nhân dân phường Linh Trung").first
    expect(ended).to_have_attribute("aria-disabled", "true")
    expect(ended).to_contain_text("đã kết thúc 30/06/2025")
    page.keyboard.press("Enter")
    expect(page.locator(".lines-editor")).to_be_visible()
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type("ubnd cap xa")
    page.get_by_role("option", name="UBND cấp xã").first.wait_for()
    page.keyboard.press("Enter")
    page.keyboard.type("so tu phap")
    page.get_by_role("option", name="Sở Tư pháp").first.wait_for()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    edit(page, 0, "valid_from", "15/1/2026")
    edit(page, 0, "limits", "dưới 240 tỷ")
    saved(page)
    expect(cell(page, 0, "limits")).to_have_text("số tiền dưới 240.000.000.000 đồng")
    page.reload()
    ready(page)
    expect(cell(page, 0, "power")).to_contain_text("Chứng thực chữ ký trong giấy tờ, văn bản")
    expect(cell(page, 0, "kind")).to_have_text("Ủy quyền")
    expect(cell(page, 0, "recipients")).to_contain_text("UBND cấp xã")
    expect(cell(page, 0, "recipients")).to_contain_text("Sở Tư pháp")
    expect(cell(page, 0, "valid_from")).to_have_text("15/01/2026")
    # What is still missing is told beside the table, and leads to its cell.
    note = page.get_by_role("button", name="Dòng 2, Nội dung giao").first
    note.click()
    expect(page.locator(".tabulator-row [data-field]:focus")).to_have_count(1)


def test_twenty_rows_from_excel_then_all_at_once(enter: Enter) -> None:
    page = enter("paste")
    page.get_by_role("button", name="Thêm dòng").click()
    expect(cell(page, 0, "power")).to_be_focused()
    names = ["Chứng thực chữ ký trong giấy tờ, văn bản", "2.000815", "Việc không có trong sổ"]
    sheet = "\r\n".join(
        f'{names[number % 3]}\tỦy quyền\t\t"Sở Tư pháp TP.HCM; Sở Y tế TP.HCM"' for number in range(20)
    )
    paste(page, sheet)
    expect(page.locator("[data-desk=count]")).to_have_text("20 dòng")
    saved(page)
    expect(cell(page, 0, "power")).to_contain_text("chung-thuc.04")
    expect(cell(page, 0, "recipients")).to_have_text(
        "Sở Tư pháp Thành phố Hồ Chí Minh; Sở Y tế Thành phố Hồ Chí Minh"
    )
    # What means nothing is left as it was, and shown as such.
    expect(cell(page, 2, "power")).to_contain_text("Việc không có trong sổ")
    assert "is-loose" in (cell(page, 2, "power").get_attribute("class") or "")
    # The filter narrows what an act is for.
    page.keyboard.press("/")
    expect(page.get_by_label("Lọc")).to_be_focused()
    page.keyboard.type("viec khong co")
    expect(page.locator("[data-desk=count]")).to_have_text("6 trên 20 dòng")
    page.get_by_label("Chọn tất cả các dòng đang hiện").check()
    page.get_by_role("button", name="Đặt hàng loạt").click()
    dialog = page.get_by_role("dialog", name="Đặt hàng loạt cho 6 dòng")
    dialog.get_by_role("textbox", name="Từ ngày").fill("1/2/2026")
    dialog.get_by_role("textbox", name="Đến hết ngày").fill("31/12/2027")
    dialog.get_by_role("button", name="Đặt cho 6 dòng").click()
    for row in range(6):
        expect(cell(page, row, "valid_until")).to_have_text("31/12/2027")
    # Duplicate the six, think better of it.
    cell(page, 0, "power").click()
    page.keyboard.press("ControlOrMeta+d")
    expect(page.locator("[data-desk=count]")).to_contain_text("26")
    page.keyboard.press("ControlOrMeta+z")
    expect(page.locator("[data-desk=count]")).to_contain_text("20")
    page.get_by_label("Lọc").fill("")
    expect(cell(page, 0, "valid_until")).to_have_text("")
    saved(page)
    page.reload()
    ready(page)
    expect(page.locator("[data-desk=count]")).to_have_text("20 dòng")
    expect(cell(page, 2, "valid_from")).to_have_text("01/02/2026")


def test_two_people_in_one_cell_are_asked(enter: Enter) -> None:
    lan, binh = enter("shared"), enter("shared", "binh")
    edit(binh, 0, "conditions", "của Bình")
    saved(binh)
    edit(lan, 0, "conditions", "của Lan")
    edit(lan, 1, "conditions", "chỗ khác")
    conflict = lan.locator("[data-desk=conflicts]")
    expect(conflict).to_contain_text("đã ghi")
    expect(conflict).to_contain_text("của Bình")
    expect(conflict).to_contain_text("của Lan")
    # Nothing of Bình's is lost before somebody decides, not even if the page is left.
    lan.reload()
    ready(lan)
    expect(cell(lan, 0, "conditions")).to_have_text("của Bình")
    expect(cell(lan, 1, "conditions")).to_have_text("chỗ khác")
    lan.get_by_role("button", name="Ghi đè bằng của tôi").click()
    saved(lan)
    expect(conflict).to_be_hidden()
    # Bình is shown what has changed, with a mark, when the page is looked at again.
    binh.evaluate("window.dispatchEvent(new Event('focus'))")
    expect(cell(binh, 0, "conditions")).to_have_text("của Lan")
    expect(rows(binh).nth(0)).to_contain_text("vừa được sửa")


def test_a_line_that_another_took_out_is_told(enter: Enter) -> None:
    lan, binh = enter("shared"), enter("shared", "binh")
    binh.on("dialog", lambda dialog: dialog.accept())
    cell(binh, 2, "conditions").click()
    binh.get_by_role("button", name="Bỏ dòng").click()
    saved(binh)
    expect(rows(binh)).to_have_count(2)
    edit(lan, 2, "conditions", "còn cần")
    lan.get_by_role("button", name="Ghi lại thành dòng mới").click()
    saved(lan)
    expect(rows(lan)).to_have_count(3)
    expect(cell(lan, 2, "conditions")).to_have_text("còn cần")


def test_nothing_is_lost_without_a_connection(enter: Enter) -> None:
    page = enter("lost")
    page.context.set_offline(True)
    edit(page, 0, "conditions", "viết khi mất mạng")
    edit(page, 1, "valid_until", "31/12/2026")
    expect(status(page)).to_contain_text("Mất kết nối: 2 thay đổi đang giữ trên máy này")
    # The tab is closed and another opened: what was written is still there, and goes out when the line is back.
    context = page.context
    page.close(run_before_unload=False)
    context.set_offline(False)
    again = context.new_page()
    again.route("**/du-lieu/", lambda route: route.abort())
    again.goto(page.url)
    ready(again)
    expect(cell(again, 0, "conditions")).to_have_text("viết khi mất mạng")
    expect(status(again)).to_contain_text("Mất kết nối")
    again.unroute("**/du-lieu/")
    again.evaluate("window.dispatchEvent(new Event('online'))")
    saved(again)
    again.reload()
    ready(again)
    expect(cell(again, 0, "conditions")).to_have_text("viết khi mất mạng")
    expect(cell(again, 1, "valid_until")).to_have_text("31/12/2026")


def test_nothing_is_lost_when_the_session_ends(enter: Enter, desk: Desk) -> None:
    page = enter("signed-out")
    page.context.clear_cookies()
    edit(page, 0, "conditions", "viết khi hết phiên")
    expect(status(page)).to_contain_text("Phiên làm việc đã hết: 1 thay đổi")
    link = page.get_by_role("link", name="Đăng nhập lại")
    expect(link).to_be_visible()
    # Somebody else signs in at this machine: what Lan wrote does not go out in their name.
    other = page.context.new_page()
    sign_in(other, desk, "binh")
    page.evaluate("window.dispatchEvent(new Event('focus'))")
    expect(status(page)).to_contain_text("tài khoản khác")
    page.context.clear_cookies()
    with page.context.expect_page() as opened:
        link.click()
    sign_in(opened.value, desk, "lan")
    page.evaluate("window.dispatchEvent(new Event('focus'))")
    saved(page)
    page.reload()
    ready(page)
    expect(cell(page, 0, "conditions")).to_have_text("viết khi hết phiên")


def test_the_documents_number_is_read_as_it_is_typed(enter: Enter) -> None:
    page = enter("empty")
    page.get_by_role("tab", name=re.compile("^Văn bản")).click()
    number = page.get_by_label("Số, ký hiệu")
    number.fill("25/2026/QĐ-UBND")
    expect(page.get_by_text("Quyết định: số 25, năm 2026, văn bản quy phạm pháp luật")).to_be_visible()
    number.fill("25-2026")
    expect(page.get_by_text("Chưa đọc được số, ký hiệu")).to_be_visible()
    number.fill("26/2026/QĐ-UBND")
    page.get_by_label("Ngày ban hành").fill("5/1/2026")
    page.get_by_label("Người ký").fill("Nguyễn Văn A")
    page.keyboard.press("Tab")
    saved(page)
    page.reload()
    ready(page)
    expect(page.get_by_label("Số, ký hiệu")).to_have_value("26/2026/QĐ-UBND")
    expect(page.get_by_label("Ngày ban hành")).to_have_value("05/01/2026")


def test_something_new_gets_a_key_and_can_be_given_at_once(enter: Enter) -> None:
    page = enter("new")
    page.get_by_role("tab", name=re.compile("^Mục mới")).click()
    page.get_by_role("button", name="Thêm dòng").click()
    expect(cell(page, 0, "power")).to_be_focused()
    edit(page, 0, "field", "chung thuc", key="Tab")
    edit(page, 0, "title", "Cấp phép bay thử nghiệm")
    expect(cell(page, 0, "power")).to_contain_text("chung-thuc.cap-phep-bay-thu-nghiem")
    saved(page)
    page.get_by_role("tab", name=re.compile("^Nội dung giao")).click()
    page.get_by_role("button", name="Thêm dòng").click()
    expect(cell(page, 0, "power")).to_be_focused()
    page.keyboard.type("cap phep bay")
    expect(page.get_by_role("option", name="Cấp phép bay thử nghiệm")).to_contain_text("mới trong hồ sơ")
    page.keyboard.press("Tab")
    expect(cell(page, 0, "power")).to_contain_text("Cấp phép bay thử nghiệm")
    saved(page)


def test_three_hundred_lines_stay_at_hand(enter: Enter) -> None:
    page = enter("long")
    expect(page.locator("[data-desk=count]")).to_have_text("300 dòng")
    assert rows(page).count() < 60
    cell(page, 0, "power").click()
    page.keyboard.press("ControlOrMeta+End")
    expect(page.locator(".tabulator-row [data-field].is-cursor")).to_be_focused()
    expect(rows(page).last).to_contain_text("301")
    page.keyboard.press("ControlOrMeta+Home")
    expect(cell(page, 0, "power")).to_be_focused()


def test_who_may_only_read_cannot_write(enter: Enter) -> None:
    page = enter("long", "duyet")
    expect(page.get_by_text("Bạn không có quyền soạn")).to_be_visible()
    expect(page.get_by_role("button", name="Thêm dòng")).to_be_disabled()
    cell(page, 0, "conditions").click()
    page.keyboard.press("Enter")
    page.keyboard.type("abc")
    expect(page.locator(".lines-editor")).to_have_count(0)
    expect(cell(page, 0, "conditions")).to_have_text("")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1440, 390])
def test_the_table_is_for_everybody(enter: Enter, scheme: str, width: int) -> None:
    page = enter("long", color_scheme=scheme, viewport={"width": width, "height": 900})
    cell(page, 0, "power").click()
    assert complaints(page) == []
    page.keyboard.press("F2")
    page.get_by_role("option").first.wait_for()
    assert complaints(page) == []
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Đặt hàng loạt").click()
    assert complaints(page) == []
    page.keyboard.press("Escape")
    page.get_by_role("tab", name=re.compile("^Văn bản")).click()
    assert complaints(page) == []


def complaints(page: Page) -> list[str]:
    found = Axe().run(page, context="main").response["violations"]
    return [
        f"{one['id']}: {node['failureSummary']} {node['html'][:160]}"
        for one in found
        for node in one["nodes"]
    ]
