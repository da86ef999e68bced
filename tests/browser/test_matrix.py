"""The matrix by keyboard, on a phone and on paper."""

from __future__ import annotations

import pytest
from playwright.sync_api import BrowserContext, Page, expect

AT = "/ma-tran/2025-12-25/"
DESK = {"viewport": {"width": 1440, "height": 900}, "reduced_motion": "reduce"}
PHONE = {"viewport": {"width": 390, "height": 844}}
NO_SCRIPT = {"java_script_enabled": False, "viewport": {"width": 390, "height": 844}}

IN_TABLE = "document.activeElement.closest('tbody') !== null"
UNDER_HEADINGS = """
    document.activeElement.getBoundingClientRect().top
    < document.querySelector('.matrix-grid thead').getBoundingClientRect().bottom - 1
"""
PLACE = (
    """[document.activeElement.closest('tr').rowIndex, document.activeElement.closest('td, th').cellIndex]"""
)


def opened(context: BrowserContext, address: str = AT) -> Page:
    page = context.new_page()
    page.goto(address)
    return page


@pytest.mark.parametrize("context", [DESK], indirect=True, ids=["desk"])
def test_what_has_the_focus_is_never_under_the_headings(context: BrowserContext) -> None:
    page = opened(context)
    page.locator("tr.power td a").last.focus()
    visited = 0
    while page.evaluate(IN_TABLE):
        assert not page.evaluate(UNDER_HEADINGS)
        page.keyboard.press("Shift+Tab")
        visited += 1
    assert visited > 20


@pytest.mark.parametrize("context", [DESK], indirect=True, ids=["desk"])
def test_arrow_keys_move_from_cell_to_cell(context: BrowserContext) -> None:
    page = opened(context)
    page.locator("tr.power th a").first.focus()
    row, column = page.evaluate(PLACE)
    page.keyboard.press("ArrowRight")
    right = page.evaluate(PLACE)
    assert right[0] == row
    assert right[1] > column
    page.keyboard.press("ArrowLeft")
    assert page.evaluate(PLACE) == [row, column]
    page.keyboard.press("ArrowDown")
    assert page.evaluate(PLACE)[0] > row
    page.keyboard.press("ArrowUp")
    assert page.evaluate(PLACE) == [row, column]


@pytest.mark.parametrize("context", [DESK], indirect=True, ids=["desk"])
def test_the_contents_lead_to_a_field_that_can_be_seen(context: BrowserContext) -> None:
    page = opened(context)
    page.get_by_text("Đến lĩnh vực").click()
    link = page.locator(".contents a").last
    name = link.text_content()
    link.click()
    heading = page.locator(".field-row th", has_text=name or "")
    expect(heading).to_be_in_viewport()
    assert heading.evaluate(
        "(th) => th.getBoundingClientRect().top >= document.querySelector('.matrix-grid thead')"
        ".getBoundingClientRect().bottom - 1"
    )


@pytest.mark.parametrize("context", [PHONE], indirect=True, ids=["phone"])
def test_a_row_is_a_card_on_a_phone_that_names_the_class(context: BrowserContext) -> None:
    page = opened(context)
    cell = page.locator("tr.power td:not(:empty)").first
    expect(cell).to_be_visible()
    label = cell.evaluate("(td) => getComputedStyle(td, '::before').content")
    assert cell.get_attribute("data-label") in label
    assert page.locator("tr.power td:empty").first.evaluate("(td) => getComputedStyle(td).display") == "none"


@pytest.mark.parametrize("context", [DESK], indirect=True, ids=["desk"])
def test_nothing_is_cut_off_on_paper_and_headings_come_again(context: BrowserContext) -> None:
    page = opened(context)
    page.emulate_media(media="print")
    region = page.locator(".matrix-region")
    assert region.evaluate("(box) => getComputedStyle(box).overflow") == "visible"
    assert region.evaluate("(box) => box.scrollWidth <= box.clientWidth")
    head = page.locator(".matrix-grid thead")
    assert head.evaluate("(thead) => getComputedStyle(thead).display") == "table-header-group"


@pytest.mark.parametrize("context", [NO_SCRIPT], indirect=True, ids=["no-script"])
def test_from_a_cell_to_whom_it_does_not_reach(context: BrowserContext) -> None:
    page = opened(context, f"{AT}?viec=chung-thuc.06b")
    page.locator("a.reach-excepted").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("cấp xã")
    expect(page.get_by_text("Bị loại trừ trên địa bàn này.").first).to_be_visible()
    page.locator("td a.note").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Ma trận của")
