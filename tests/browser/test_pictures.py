"""The pictures in a real browser: seen where there is room, reached by keyboard, and never the only way to know."""

from __future__ import annotations

import pytest
from playwright.sync_api import BrowserContext

UNIT = "/don-vi/27094@2025-07-01/2026-01-01/"
POWER = "/tham-quyen/xay-dung.giay-phep/2026-02-01/"
DESK = {"viewport": {"width": 1440, "height": 900}}
PHONE = {"viewport": {"width": 390, "height": 844}}
FORCED = {**DESK, "forced_colors": "active"}


@pytest.mark.parametrize(("context", "is_drawn"), [(DESK, True), (PHONE, False)], indirect=["context"])
def test_a_family_is_drawn_where_there_is_room_and_told_in_words_everywhere(
    context: BrowserContext, is_drawn: bool
) -> None:
    page = context.new_page()
    page.goto(UNIT)
    assert page.locator("svg.family").is_visible() is is_drawn
    assert page.locator(".reform .part", has_text="nhập một phần").first.is_visible()


@pytest.mark.parametrize("context", [DESK], indirect=True)
def test_a_box_is_reached_by_keyboard_and_leads_to_its_unit(context: BrowserContext) -> None:
    page = context.new_page()
    page.goto(UNIT)
    box = page.locator("svg.family a").first
    address = box.get_attribute("href")
    box.focus()
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{address}")


@pytest.mark.parametrize("context", [PHONE], indirect=True)
def test_a_bar_leads_to_its_row_of_the_table(context: BrowserContext) -> None:
    page = context.new_page()
    page.goto(POWER)
    bar = page.locator(".lane-strip a").first
    row = str(bar.get_attribute("href"))
    bar.click()
    assert page.locator("tr:target").get_attribute("id") == row.removeprefix("#")


@pytest.mark.parametrize("context", [FORCED], indirect=True)
def test_words_in_boxes_are_read_in_forced_colours(context: BrowserContext) -> None:
    page = context.new_page()
    page.goto(UNIT)
    colours = page.evaluate(
        """() => {
            const fill = (name) => getComputedStyle(document.querySelector(name)).fill;
            return [fill('.kin'), fill('.kin-note')];
        }"""
    )
    assert colours[0] != colours[1]
