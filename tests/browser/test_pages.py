"""Each template in a real browser: axe finds nothing, nothing is cut off, nothing comes from elsewhere."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, ConsoleMessage, Request

ASK = "/ai-co-tham-quyen/"
COMPETENCE = "/da-co-tham-quyen/?co_quan=27112%402025-07-01%2Fchair&viec=chung-thuc.01"
PAGES = {
    "home": "/",
    "answer": f"{ASK}?viec=dau-tu.nhom-c-dia-phuong&noi=An+Kh%C3%A1nh&ngay=2025-12-25",
    "gap": f"{ASK}?viec=chung-thuc.06b&noi=79@2016-01-01&ngay=2025-12-25",
    "choices": f"{ASK}?viec=ch%E1%BB%A9ng+th%E1%BB%B1c&noi=Th%E1%BA%A3o+%C4%90i%E1%BB%81n,+Qu%E1%BA%ADn+2",
    "problems": f"{ASK}?viec=khong+co&noi=khong+co&ngay=31/02/2025&so_tien=nhieu",
    "unit": "/don-vi/769@2021-01-01/2022-06-01/",
    "merged unit": "/don-vi/27094@2025-07-01/2026-01-01/",
    "great unit": "/don-vi/79@2016-01-01/2026-01-01/",
    "former unit": "/don-vi/769@2016-01-01/2026-01-01/",
    "office": "/co-quan/79@2016-01-01/chair/2025-12-25/",
    "power": "/tham-quyen/xay-dung.giay-phep/2026-02-01/",
    "field": "/linh-vuc/chung-thuc/2025-12-25/",
    "reform": "/van-ban/nq-1685-ubtvqh15/2026-02-01/",
    "instrument": "/van-ban/nd-120-2025/2026-02-01/",
    "matrix": "/ma-tran/2025-12-25/",
    "matrix, whole": "/ma-tran/2025-12-25/?xem=tat-ca&linh-vuc=chung-thuc",
    "matrix of a unit": "/ma-tran/2025-12-25/?don-vi=27112@2025-07-01",
    "matrix, nobody": "/ma-tran/2025-12-25/?chua-co-ai=1",
    "matrix, no such unit": "/ma-tran/2025-12-25/?don-vi=Atlantis&cap=commune",
    "class of offices": "/ma-tran/2025-12-25/nhom/chair.commune/chung-thuc.06b/",
    "search": "/tim-kiem/?q=giay+phep+xay+dung",
    "browse": "/tim-kiem/",
    "search, like": "/tim-kiem/?q=giay+phep+xay+dugn",
    "search, nothing": "/tim-kiem/?q=zzzz",
    "competence": "/da-co-tham-quyen/",
    "was competent": f"{COMPETENCE}&noi=27112%402025-07-01&ngay=2025-12-25",
    "was not competent": f"{COMPETENCE}&noi=27094%402025-07-01&ngay=2025-12-25",
    "choosing days": "/khac-nhau/",
    "difference": "/khac-nhau/2025-06-30/2025-07-01/",
    "difference of a power": "/khac-nhau/2025-06-30/2025-12-25/tham-quyen/chung-thuc.01/",
    "log": "/nhat-ky/",
    "edition": "/nhat-ky/1/",
    "as known": "/nhu-da-biet/",
    "upcoming": "/du-kien/2025-07-01/",
    "follow": "/theo-doi/tham-quyen/chung-thuc.01/",
    "followed": "/theo-doi/da-gui-thu/",
    "articles": "/huong-dan/",
    "article": "/huong-dan/cach-doc-so/",
    "questions and answers": "/hoi-dap/",
    "coverage": "/muc-do-day-du/",
    "english home": "/en/",
    "english answer": f"/en{ASK}?viec=chung-thuc.01&noi=27112%402025-07-01&ngay=2025-12-25",
    "not recorded": "/van-ban/khong-co/",
    "not found": "/khong-co/",
}
DESK_LIGHT = {"viewport": {"width": 1440, "height": 900}, "color_scheme": "light"}
PHONE_DARK = {"viewport": {"width": 390, "height": 844}, "color_scheme": "dark"}
# 1280 pixels at 400 % zoom (WCAG 1.4.10).
NARROW = {"viewport": {"width": 320, "height": 256}}
WIDE = {"viewport": {"width": 2560, "height": 1440}}


@pytest.mark.parametrize("context", [DESK_LIGHT, PHONE_DARK], indirect=True, ids=["desk-light", "phone-dark"])
@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_no_violation(context: BrowserContext, name: str) -> None:
    page = context.new_page()
    page.goto(PAGES[name])
    # What is folded away is looked at too.
    page.evaluate("document.querySelectorAll('details').forEach((folded) => { folded.open = true; })")
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()


@pytest.mark.parametrize("context", [NARROW, WIDE], indirect=True, ids=["narrow", "wide"])
@pytest.mark.parametrize("name", PAGES)
def test_nothing_is_cut_off_or_needs_scrolling_sideways(context: BrowserContext, name: str) -> None:
    page = context.new_page()
    page.goto(PAGES[name])
    width = page.evaluate("document.documentElement.clientWidth")
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_nothing_comes_from_elsewhere_and_nothing_is_kept(context: BrowserContext, server: str) -> None:
    asked: set[str] = set()
    complaints: list[str] = []
    page = context.new_page()

    def note_request(request: Request) -> None:
        asked.add(request.url)

    def note_complaint(message: ConsoleMessage) -> None:
        complaints.append(message.text)

    page.on("request", note_request)
    page.on("console", note_complaint)
    for address in PAGES.values():
        page.goto(address)
    assert {url for url in asked if not url.startswith(server)} == set()
    assert [text for text in complaints if "404" not in text] == []
    assert context.cookies() == []


def test_every_vietnamese_letter_has_its_own_typeface(context: BrowserContext) -> None:
    page = context.new_page()
    page.goto("/")
    assert page.evaluate(
        "document.fonts.ready.then(() => document.fonts.check('16px \"Be Vietnam Pro\"', 'ưởỗạĐ'))"
    )
