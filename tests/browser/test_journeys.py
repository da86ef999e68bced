"""What people come to do, with nothing but links, forms and a keyboard."""

from __future__ import annotations

import pytest
from playwright.sync_api import BrowserContext, expect

NO_SCRIPT = {"java_script_enabled": False, "viewport": {"width": 390, "height": 844}}


@pytest.mark.parametrize("context", [NO_SCRIPT], indirect=True, ids=["no-script"])
def test_from_an_old_address_to_who_signs_today(context: BrowserContext) -> None:
    page = context.new_page()
    page.goto("/")
    page.get_by_label("Việc gì").fill("chung thuc chu ky trong giay to")
    page.get_by_label("Ở đâu").fill("phường Thảo Điền, Quận 2")
    page.get_by_label("Ngày nào").fill("25/12/2025")
    page.get_by_role("button", name="Xem ai có thẩm quyền").click()
    expect(page.get_by_text("Không còn vào ngày 25/12/2025")).to_be_visible()
    # The old ward lies wholly in one of the day's: only which of two things to do has still to be said.
    expect(page.get_by_text("Toàn bộ nơi ấy nay thuộc Phường An Khánh")).to_be_visible()
    page.get_by_role("link", name="Chứng thực chữ ký trong giấy tờ, văn bản").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Chủ tịch Ủy ban nhân dân phường An Khánh")
    expect(page.get_by_text("Nghị định 280/2025/NĐ-CP").first).to_be_visible()
    # The form shows what was understood, in words, and leads to the same answer again.
    expect(page.get_by_label("Ở đâu")).to_have_value("Phường An Khánh, Thành phố Hồ Chí Minh")
    page.get_by_role("button", name="Xem ai có thẩm quyền").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Chủ tịch Ủy ban nhân dân phường An Khánh")


@pytest.mark.parametrize("context", [NO_SCRIPT], indirect=True, ids=["no-script"])
def test_a_case_told_by_a_fact_narrows_the_answer(context: BrowserContext) -> None:
    page = context.new_page()
    page.goto("/ai-co-tham-quyen/?viec=xay-dung.giay-phep&noi=An+Khanh&ngay=2026-02-01")
    expect(page.locator("#tieu-de")).to_contain_text("cơ quan có thẩm quyền")
    offices = page.locator(".holders > .card")
    many = offices.count()
    page.get_by_role("link", name="trong Khu Công nghệ cao").click()
    assert 0 < offices.count() < many


@pytest.mark.parametrize("context", [NO_SCRIPT], indirect=True, ids=["no-script"])
def test_the_matrix_of_another_day(context: BrowserContext) -> None:
    page = context.new_page()
    page.goto("/ma-tran/2025-12-25/")
    page.get_by_label("Ngày").fill("01/06/2022")
    page.locator("form summary", has_text="Lọc thêm").click()
    page.get_by_label("Hình thức").select_option(value="delegation")
    page.get_by_role("button", name="Lọc").click()
    assert "/ma-tran/2022-06-01/?" in page.url
    # What is chosen stays in sight.
    expect(page.get_by_label("Hình thức")).to_have_value("delegation")
    expect(page.get_by_label("Hình thức")).to_be_visible()
    expect(page.get_by_text("Có hiệu lực vào ngày 1 tháng 6 năm 2022")).to_be_visible()


def test_the_keyboard_reaches_the_content_first(context: BrowserContext) -> None:
    page = context.new_page()
    page.goto("/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Đến nội dung")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.get_by_label("Việc gì")).to_be_focused()


def test_everything_that_takes_the_focus_shows_it(context: BrowserContext) -> None:
    page = context.new_page()
    page.goto("/tim-kiem/?q=thao+dien")
    for _ in range(12):
        page.keyboard.press("Tab")
        outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
        assert outline != "none"
