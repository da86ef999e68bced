"""A page is cited, printed and checked in a real browser."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, Page

from tests.browser.test_pages import DESK_LIGHT, NARROW, PHONE_DARK

ANSWER = "/ai-co-tham-quyen/?viec=chung-thuc.01&noi=27094@2025-07-01&ngay=2025-08-01&so_tien=5"
OPEN_DATA = "/du-lieu/"


def open_check(page: Page) -> None:
    """From a page by its citation to the page that checks it."""
    page.goto(ANSWER)
    page.get_by_text("Trích dẫn trang này").click()
    page.locator("#trich-dan a").click()
    page.wait_for_url("**/s/1-a-**")


@pytest.mark.parametrize(
    "context", [DESK_LIGHT, PHONE_DARK, NARROW], indirect=True, ids=["desk-light", "phone-dark", "narrow"]
)
def test_open_data_citation_and_check_keep_the_rules(context: BrowserContext) -> None:
    page = context.new_page()
    for is_check in (False, True):
        if is_check:
            open_check(page)
        else:
            page.goto(OPEN_DATA)
        page.evaluate("document.querySelectorAll('details').forEach((folded) => { folded.open = true; })")
        found = Axe().run(page)
        assert found.violations_count == 0, found.generate_report()
        width = page.evaluate("document.documentElement.clientWidth")
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert "Hôm nay đã khác" in page.inner_text("main")


@pytest.mark.parametrize("context", [{"java_script_enabled": False}], indirect=True)
def test_without_scripts_a_page_is_cited_all_the_same(context: BrowserContext) -> None:
    page = context.new_page()
    open_check(page)
    assert "Vẫn như bản in" in page.inner_text("main")
    page.goto(ANSWER)
    assert not page.locator("[data-copy]").is_visible()


@pytest.mark.parametrize("context", [{"permissions": ["clipboard-read", "clipboard-write"]}], indirect=True)
def test_the_citation_is_copied(context: BrowserContext) -> None:
    page = context.new_page()
    page.goto(ANSWER)
    page.get_by_text("Trích dẫn trang này").click()
    page.get_by_role("button", name="Chép lời trích dẫn").click()
    page.get_by_text("Đã chép.").wait_for()
    assert page.evaluate("navigator.clipboard.readText()").startswith(
        "Sổ thẩm quyền Thành phố Hồ Chí Minh, “"
    )


def test_a_print_carries_its_day_its_edition_and_where_to_check_it(
    context: BrowserContext, tmp_path: Path
) -> None:
    page = context.new_page()
    page.goto(ANSWER)
    assert page.evaluate("document.querySelector('.print-stamp img').naturalWidth") > 0
    page.pdf(path=tmp_path / "print.pdf", prefer_css_page_size=True)
    text = subprocess.run(
        ["pdftotext", "-layout", tmp_path / "print.pdf", "-"], capture_output=True, check=True, text=True
    ).stdout
    for said in ("Tính đến ngày 1 tháng 8 năm 2025", "lần ghi sổ số 1", "/s/1-a-"):
        assert said in " ".join(text.split())
    assert "Chép lời trích dẫn" not in text
