"""The desk in a real browser: the way of a dossier by clicks, for everybody, on a desk and on a phone."""

from __future__ import annotations

import json
import os
import secrets
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.conftest import SMALL, _listening
from tests.databases import ROOT, Databases, run_manage


@dataclass(frozen=True)
class Desk:
    """A running register with one officer of each kind."""

    address: str
    password: str
    draft: int
    returned: int


Enter = Callable[..., Page]
LIGHT = {"viewport": {"width": 1440, "height": 900}, "color_scheme": "light"}
PHONE = {"viewport": {"width": 390, "height": 844}, "color_scheme": "dark"}
PAGES = {
    "admin": "/admin/",
    "work": "/admin/viec-cua-toi/",
    "endings": "/admin/viec-cua-toi/sap-het-hieu-luc/",
    "faults": "/admin/viec-cua-toi/diem-sai/",
    "dossiers": "/admin/ho-so/",
    "create": "/admin/ho-so/lap/",
    "what if": "/admin/ho-so/gia-dinh/?van-ban=luat-58-2024-qh15&ngay=01/12/2026",
    "which document": "/admin/ho-so/gia-dinh/?van-ban=nghi+dinh",
    "rules": "/admin/ho-so/phep-kiem-tra/",
    "notices": "/admin/ho-so/thong-bao/",
    "overview": "/admin/ho-so/{returned}/",
    "state": "/admin/ho-so/{returned}/sua/",
    "files": "/admin/ho-so/{returned}/tep/",
    "checks": "/admin/ho-so/{returned}/kiem-tra/",
    "changes": "/admin/ho-so/{returned}/thay-doi/",
    "steps": "/admin/ho-so/{returned}/cac-buoc/",
    "history": "/admin/ho-so/{returned}/lich-su/",
    "papers": "/admin/ho-so/{returned}/van-ban/",
    "act": "/admin/ho-so/{returned}/viec/bo/",
    "not there": "/admin/ho-so/999999/",
}


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
    fill = [sys.executable, "-m", "tests.browser.desk_people"]
    filled = subprocess.run(fill, cwd=ROOT, env=environment, check=True, stdout=subprocess.PIPE, text=True)
    # The console backend prints the letters of the steps first.
    about = json.loads(filled.stdout.splitlines()[-1])
    command = [sys.executable, "-m", "gunicorn", "--bind=127.0.0.1:0", "--threads=4", "config.wsgi"]
    with subprocess.Popen(command, cwd=ROOT, env=environment, stderr=subprocess.PIPE, text=True) as process:
        try:
            yield Desk(_listening(process), **about)
        finally:
            process.terminate()


@pytest.fixture
def enter(browser: Browser, desk: Desk) -> Iterator[Enter]:
    """Signs an officer in, in a browser of their own."""
    opened: list[BrowserContext] = []

    def enter(name: str, **options: Any) -> Page:
        context = browser.new_context(base_url=desk.address, locale="vi-VN", **options)
        opened.append(context)
        page = context.new_page()
        page.goto("/admin/")
        sign_in(page, desk, name)
        page.wait_for_url("**/admin/")
        return page

    yield enter
    for context in opened:
        context.close()


def sign_in(page: Page, desk: Desk, name: str) -> None:
    page.fill("input[name=username]", name)
    page.fill("input[name=password]", desk.password)
    page.click("form button[type=submit]")


def open_first(page: Page, block: str) -> None:
    """From the start page, the first dossier of a block."""
    page.get_by_role("link", name="Mở Việc của tôi").click()
    page.get_by_role("region", name=block).get_by_role("link").first.click()


def take(page: Page, act: str, **typed: str) -> None:
    """Take a step of the dossier that is open."""
    page.get_by_role("link", name=act, exact=True).click()
    for field, text in typed.items():
        page.fill(f"#{field}", text)
    page.locator("form.desk-form").get_by_role("button", name=act).click()


def test_a_dossier_goes_from_hand_to_hand_to_publication(enter: Enter, desk: Desk) -> None:
    drafter = enter("soan")
    drafter.goto(f"/admin/ho-so/{desk.draft}/")
    take(drafter, "Trình duyệt", note="Kính trình")
    expect(drafter.locator(".messages")).to_contain_text("Đã xong: Trình duyệt")
    expect(drafter.locator(".desk-sub")).to_contain_text("Chờ duyệt")

    approver = enter("duyet")
    open_first(approver, "Chờ tôi duyệt")
    approver.get_by_role("link", name="Thay đổi").click()
    expect(approver.get_by_role("region", name="Bảng chi tiết")).to_contain_text("Được thêm")
    approver.get_by_role("link", name="Tổng quan", exact=True).click()
    take(approver, "Duyệt")
    expect(approver.locator(".desk-sub")).to_contain_text("Đã duyệt")

    publisher = enter("cong-bo")
    open_first(publisher, "Chờ tôi công bố")
    take(publisher, "Công bố", rows="1")
    expect(publisher.get_by_role("alert")).to_contain_text("Hãy gõ đúng số dòng")
    publisher.fill("#rows", "3")
    publisher.locator("form.desk-form").get_by_role("button", name="Công bố").click()
    expect(publisher.locator(".desk-sub")).to_contain_text("Đã công bố")
    publisher.goto(f"/admin/ho-so/{desk.draft}/viec/cong-bo/")
    expect(publisher.locator(".desk-lead")).to_contain_text("không làm được bước này")


def test_a_session_that_ended_leads_back_to_the_page_that_was_asked_for(enter: Enter, desk: Desk) -> None:
    page = enter("soan")
    page.goto(f"/admin/ho-so/{desk.returned}/")
    page.context.clear_cookies()
    page.get_by_role("link", name="Lịch sử").click()
    sign_in(page, desk, "soan")
    page.wait_for_url(f"**/admin/ho-so/{desk.returned}/lich-su/")


def test_the_faults_of_the_register_come_when_they_have_been_worked_out(enter: Enter) -> None:
    page = enter("kiem-tra")
    page.goto(PAGES["faults"])
    pending = page.locator("[data-pending]")
    for _look in range(60):
        if not pending.count():
            break
        page.wait_for_timeout(500)
        page.reload()
    expect(page.locator(".desk-finding").first).to_contain_text("DLG-")


def test_the_keyboard_reaches_everything_of_a_dossier(enter: Enter, desk: Desk) -> None:
    page = enter("soan")
    page.goto(f"/admin/ho-so/{desk.returned}/")
    page.locator(".desk-tabs a").first.focus()
    reached = []
    for _step in range(14):
        reached.append(page.evaluate("document.activeElement.textContent.trim()"))
        page.keyboard.press("Tab")
    for name in ("Tổng quan", "Văn bản", "Bỏ hồ sơ", "Soạn nội dung"):
        assert name in reached
    page.locator(".desk-tabs a").nth(2).focus()
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"


@pytest.mark.parametrize("options", [LIGHT, PHONE], ids=["desk-light", "phone-dark"])
def test_axe_finds_no_violation_and_nothing_is_cut_off(enter: Enter, desk: Desk, options: Any) -> None:
    page = enter("soan", **options)
    for name, address in PAGES.items():
        page.goto(address.format(returned=desk.returned))
        # What is folded away is looked at too.
        page.evaluate("document.querySelectorAll('details').forEach((folded) => { folded.open = true; })")
        found = Axe().run(page)
        assert found.violations_count == 0, (name, found.generate_report())
        main = page.locator("main")
        assert main.evaluate("it => it.scrollWidth <= it.clientWidth"), name
