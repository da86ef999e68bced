"""The published records on the desk: read, corrected and acknowledged with links and forms, on any screen."""

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
from tests.delegation.dossiers.published import KEY

RECORD = f"/admin/so/trao-quyen/ban-ghi/{KEY}/"
PAGES = {
    "lan": [
        "/admin/so/trao-quyen/",
        "/admin/so/don-vi/?q=thu+thiem",
        RECORD,
        f"{RECORD}lan/1/",
        f"/admin/so/viec/dinh-chinh/?ban-ghi=trao-quyen/{KEY}",
        "/admin/so/viec/rut/?ban-ghi=trao-quyen/giao-thong.long-duong-he-pho.1",
    ],
    "phuong": ["/admin/tiep-nhan/"],
    "cong-bo": ["/admin/tiep-nhan/theo-doi/"],
}
SCREENS = {
    "desk, light": {"viewport": {"width": 1440, "height": 900}, "color_scheme": "light"},
    "desk, dark": {"viewport": {"width": 1440, "height": 900}, "color_scheme": "dark"},
    "phone": {"viewport": {"width": 390, "height": 844}, "color_scheme": "light"},
}


@dataclass(frozen=True)
class Desk:
    """A running register with officers."""

    address: str
    password: str
    dossier: int


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
    filling = [sys.executable, "-m", "tests.browser.records_officers"]
    filled = subprocess.run(filling, cwd=ROOT, env=environment, check=True, capture_output=True, text=True)
    # The e-mails of the publication stand before it.
    about = json.loads(filled.stdout.splitlines()[-1])
    command = [sys.executable, "-m", "gunicorn", "--bind=127.0.0.1:0", "--threads=4", "config.wsgi"]
    with subprocess.Popen(command, cwd=ROOT, env=environment, stderr=subprocess.PIPE, text=True) as process:
        try:
            yield Desk(_listening(process), about["password"], about["dossier"])
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
        page.goto("/admin/login/")
        page.fill("input[name=username]", name)
        page.fill("input[name=password]", desk.password)
        page.click("form button[type=submit]")
        page.wait_for_url("**/admin/")
        return page

    yield enter
    for context in opened:
        context.close()


def test_from_a_search_to_a_draft_of_a_correction(enter: Enter) -> None:
    page = enter("lan")
    page.goto("/admin/so/")
    page.get_by_label("Tìm trong mọi ô").fill("nhom c dia phuong 240000000000")
    page.get_by_role("button", name="Lọc").click()
    page.get_by_role("link", name=KEY).click()
    expect(page.get_by_role("region", name="Lịch sử của bản ghi")).to_contain_text("Đã đối chiếu bản ký.")
    page.get_by_role("link", name="Xem như sổ ghi ở lần 1").click()
    expect(page.get_by_text("đến lần 2")).to_be_visible()
    page.get_by_role("link", name="Xem cách ghi hiện nay và lịch sử").click()
    page.get_by_role("main").locator(".desk-acts").get_by_role("link", name="Đính chính").click()
    page.get_by_label("Lý do").fill("Thiếu khoản.")
    page.get_by_role("button", name="Đưa vào hồ sơ để đính chính").click()
    page.wait_for_url("**/dong/")
    expect(page.get_by_text("Đã thêm 1 dòng vào hồ sơ")).to_be_visible()


def test_records_are_chosen_with_the_keyboard(enter: Enter) -> None:
    page = enter("lan")
    page.goto("/admin/so/trao-quyen/?q=dau-tu")
    boxes = page.locator("input[name=ban-ghi]")
    boxes.nth(0).focus()
    page.keyboard.press("Space")
    boxes.nth(1).focus()
    page.keyboard.press("Space")
    page.get_by_role("button", name="Đính chính các bản ghi đã chọn").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="2 bản ghi")).to_be_visible()


def test_a_ward_takes_note_without_a_script(enter: Enter) -> None:
    page = enter("phuong", java_script_enabled=False)
    page.goto("/admin/tiep-nhan/")
    page.get_by_role("checkbox").first.check()
    page.get_by_role("button", name="Xác nhận đã tiếp nhận các dòng đã chọn").click()
    expect(page.get_by_text("Không còn dòng nào chờ đơn vị tiếp nhận.")).to_be_visible()


@pytest.mark.parametrize("screen", SCREENS)
def test_every_page_is_accessible_and_fits(enter: Enter, desk: Desk, screen: str) -> None:
    for name, paths in PAGES.items():
        page = enter(name, **SCREENS[screen])
        more = [f"/admin/tiep-nhan/theo-doi/{desk.dossier}/"] if name == "cong-bo" else []
        more += [f"/admin/ho-so/{desk.dossier}/doi-chieu/"] if name == "lan" else []
        for path in [*paths, *more]:
            answered = page.goto(path)
            assert answered is not None
            assert answered.ok, path
            # Of Wagtail's own furniture around the page its makers take care.
            found = Axe().run(page, context=".desk")
            assert found.response["violations"] == [], (path, found.generate_report())
            assert page.evaluate("document.querySelector('.desk').scrollWidth <= window.innerWidth"), path
