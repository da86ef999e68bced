"""What every reader must be able to do by keyboard, and with scripts switched off."""

from __future__ import annotations

import pytest
from playwright.sync_api import BrowserContext

from tests.browser.test_pages import DESK_LIGHT, PAGES

NO_SCRIPT = {"java_script_enabled": False, "viewport": {"width": 390, "height": 844}}


@pytest.mark.parametrize("context", [DESK_LIGHT], indirect=True, ids=["desk"])
def test_the_first_stop_leads_to_the_content(context: BrowserContext) -> None:
    page = context.new_page()
    page.goto(PAGES["office"])
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "noi-dung"


@pytest.mark.parametrize("context", [DESK_LIGHT, NO_SCRIPT], indirect=True, ids=["scripts", "no scripts"])
def test_a_question_is_asked_and_answered_by_keyboard_alone(context: BrowserContext) -> None:
    page = context.new_page()
    page.goto("/ai-co-tham-quyen/")
    page.focus("#viec")
    page.keyboard.type("chung-thuc.01")
    page.keyboard.press("Tab")
    page.keyboard.type("Phường An Khánh")
    page.keyboard.press("Tab")
    page.keyboard.type("25/12/2025")
    page.keyboard.press("Enter")
    page.wait_for_url("**viec=chung-thuc.01**")
    assert page.locator("h1").inner_text().strip()
    assert page.locator(".answer").count() == 1
