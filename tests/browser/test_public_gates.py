"""What every reader must be able to do, by keyboard, with colours of their own, and with scripts switched off."""

from __future__ import annotations

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, Page

from tests.browser.test_pages import DESK_LIGHT, PAGES, PHONE_DARK

NO_SCRIPT = {"java_script_enabled": False, "viewport": {"width": 390, "height": 844}}
FORCED = {"forced_colors": "active", "viewport": {"width": 1280, "height": 800}}
STILL = {"reduced_motion": "reduce"}

# Of a link over several lines, its first line is looked at. A box of a drawing is marked by a thicker stroke.
FOCUSED = """async () => {
    // What is focused comes into view with the next picture, not at once.
    await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
    const element = document.activeElement;
    if (element === document.body) return null;
    const box = element.getClientRects()[0] ?? element.getBoundingClientRect();
    const across = Math.max(0, Math.min(innerWidth - 1, box.left + Math.min(box.width, 8) / 2));
    const down = Math.max(0, Math.min(innerHeight - 1, box.top + box.height / 2));
    const above = document.elementFromPoint(across, down);
    const styles = [element, ...element.children].map((part) => getComputedStyle(part));
    return {
        name: `${element.tagName} ${(element.textContent || element.name || '').trim().slice(0, 40)}`,
        seen: box.bottom > 0 && box.top < innerHeight && box.width > 0 && box.height > 0
            && above !== null && (element.contains(above) || above.contains(element)),
        marked: styles.some((style) => style.outlineStyle !== 'none' || style.strokeWidth === '4px'),
    };
}"""


@pytest.mark.parametrize(
    "context", [DESK_LIGHT | STILL, PHONE_DARK | STILL], indirect=True, ids=["desk", "phone"]
)
@pytest.mark.parametrize("name", ["home", "answer", "search", "matrix", "merged unit", "reform"])
def test_what_has_the_focus_is_seen_on_the_way_through_a_page(context: BrowserContext, name: str) -> None:
    page = context.new_page()
    page.goto(PAGES[name])
    stops = _stops(page, most=45)
    assert len(stops) > 20
    assert [stop["name"] for stop in stops if not stop["seen"]] == []
    assert [stop["name"] for stop in stops if not stop["marked"]] == []


def _stops(page: Page, most: int) -> list[dict[str, Any]]:
    """What the Tab key leads to, one after the other."""
    stops = []
    for _ in range(most):
        page.keyboard.press("Tab")
        stop = page.evaluate(FOCUSED)
        if stop is None:
            break
        stops.append(stop)
    return stops


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


@pytest.mark.parametrize("context", [NO_SCRIPT], indirect=True, ids=["no scripts"])
def test_everything_is_read_without_scripts(context: BrowserContext) -> None:
    page = context.new_page()
    for address in PAGES.values():
        page.goto(address)
        assert page.locator("main h1").inner_text().strip()


@pytest.mark.parametrize("context", [FORCED], indirect=True, ids=["forced colours"])
@pytest.mark.parametrize(
    "name", ["home", "answer", "was competent", "field", "matrix", "difference", "edition"]
)
def test_nothing_vanishes_where_the_reader_sets_the_colours(context: BrowserContext, name: str) -> None:
    page = context.new_page()
    page.goto(PAGES[name])
    assert page.evaluate("matchMedia('(forced-colors: active)').matches")
    invisible = page.evaluate(
        """() => [...document.querySelectorAll('main :is(h1, h2, h3, a, p, button, td, th, mark, span)')]
            .filter((element) => element.checkVisibility() && element.innerText?.trim())
            .filter((element) => getComputedStyle(element).color === getComputedStyle(element).backgroundColor)
            .map((element) => element.innerText.slice(0, 40))"""
    )
    assert invisible == []


@pytest.mark.parametrize("context", [FORCED], indirect=True, ids=["forced colours"])
def test_bars_stand_out_where_the_reader_sets_the_colours(context: BrowserContext) -> None:
    page = context.new_page()
    page.goto(PAGES["field"])
    fill, track, behind = page.evaluate(
        """() => [...['.bar-fill', '.bar-track'].map((name) => getComputedStyle(document.querySelector(name)).fill),
            getComputedStyle(document.body).backgroundColor]"""
    )
    assert fill not in (track, behind)
    page.goto(PAGES["answer"])
    assert (
        page.locator("main form.question").evaluate("(form) => getComputedStyle(form).borderTopStyle")
        == "solid"
    )


@pytest.mark.parametrize("context", [DESK_LIGHT, PHONE_DARK], indirect=True, ids=["desk-light", "phone-dark"])
@pytest.mark.parametrize("address", ["/linh-vuc/ghi-nham/", "/tin-quyet-dinh/bai/"], ids=["record", "page"])
def test_what_is_gone_is_told_well(context: BrowserContext, server_of_the_gone: str, address: str) -> None:
    page = context.new_page()
    response = page.goto(f"{server_of_the_gone}{address}")
    assert response is not None
    assert response.status == 410
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    page.set_viewport_size({"width": 320, "height": 256})
    width = page.evaluate("document.documentElement.clientWidth")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
