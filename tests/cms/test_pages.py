"""Every public page over the small register: it answers, says the right thing, and keeps to the rules of the house."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from tests.cms.pages import heading, own_links, page, words

pytestmark = pytest.mark.usefixtures("register", "site")

THU_DUC, QUAN_2, THAO_DIEN = "769@2021-01-01", "769@2016-01-01", "27088@2016-01-01"
ASK = "/ai-co-tham-quyen/"

PAGES = [
    "/",
    ASK,
    f"{ASK}?viec=chung-thuc.01&noi=An+Kh%C3%A1nh&ngay=2025-12-01",
    f"{ASK}?viec=chung-thuc.01&noi=27112%402025-07-01&ngay=01/07/2022",
    f"{ASK}?viec=ch%E1%BB%A9ng+th%E1%BB%B1c&noi=Th%E1%BA%A3o+%C4%90i%E1%BB%81n&ngay=2025-12-01",
    "/tim-kiem/",
    "/tim-kiem/?q=chung+thuc",
    f"/don-vi/{THU_DUC}/",
    f"/don-vi/{THU_DUC}/2022-06-01/",
    f"/don-vi/{QUAN_2}/2026-01-01/",
    f"/don-vi/{THAO_DIEN}/2019-01-01/",
    "/don-vi/79@2016-01-01/",
    "/co-quan/79@2016-01-01/chair/2026-01-01/",
    "/co-quan/79@2016-01-01/committee/?q=khong+co+viec+nao",
    f"/co-quan/{THU_DUC}/committee/2026-01-01/",
    "/tham-quyen/chung-thuc.01/",
    "/tham-quyen/chung-thuc.06b/2025-12-01/",
    "/van-ban/nd-120-2025/",
    "/van-ban/nq-1111-ubtvqh14/",
    "/ma-tran/",
    "/ma-tran/2025-07-01/",
    "/ma-tran/2025-12-25/?hinh-thuc=delegation",
    "/ma-tran/1900-01-01/",
]
LOST = [
    "/khong-co/",
    "/don-vi/khong-co/",
    "/tham-quyen/a%2Fb/",
    "/van-ban/x/2025-02-31/",
    "/ma-tran/2025-02-31/",
]


@pytest.mark.parametrize("address", [*PAGES, *LOST])
def test_every_page_keeps_to_the_rules(client: Client, address: str) -> None:
    response = client.get(address)
    assert response.status_code == (404 if address in LOST else 200)
    soup = BeautifulSoup(response.content, "html.parser")
    assert heading(soup)
    assert soup.html is not None
    assert soup.html["lang"] == "vi"
    assert soup.title is not None
    assert not soup.find_all(style=True)
    assert not soup.find_all("style")
    # Nothing that a reader needs: each is a file of the register's own, and none stands in the page.
    for script in soup.find_all("script"):
        assert str(script["src"]).startswith("/static/js/")
        assert not script.get_text()
    assert not [tag for tag in soup.find_all(True) if any(name.startswith("on") for name in tag.attrs)]
    ids = [tag["id"] for tag in soup.find_all(id=True)]
    assert len(ids) == len(set(ids))
    assert {label["for"] for label in soup.find_all("label")} <= set(ids)
    assert "{{" not in response.content.decode()
    assert not response.cookies
    assert "Cookie" not in response.headers.get("Vary", "")
    assert "default-src 'none'" in response.headers["Content-Security-Policy"]


def test_no_link_leads_nowhere(client: Client) -> None:
    seen = set(PAGES)
    found = {address for known in PAGES for address in own_links(page(client, known))} - seen
    for address in sorted(found):
        assert client.get(address, follow=True).status_code == 200, address


def test_home_asks_the_question_and_says_how_much_is_recorded(client: Client) -> None:
    soup = page(client, "/")
    assert heading(soup) == "Ai có thẩm quyền?"
    (form,) = [form for form in soup.find_all("form") if form["action"] == ASK]
    assert form["method"] == "get"
    assert {field["name"] for field in form.find_all(["input", "select"])} >= {"viec", "noi", "ngay"}
    recorded = {
        term.get_text(): number.get_text()
        for term, number in zip(soup.select(".numbers dt"), soup.select(".numbers dd"), strict=True)
    }
    assert recorded["thẩm quyền"] == "51"
    assert recorded["lượt giao quyền"] == "136"


def test_thu_duc_in_2022(client: Client) -> None:
    soup = page(client, f"/don-vi/{THU_DUC}/2022-06-01/")
    assert heading(soup) == "Thành phố Thủ Đức"
    said = words(soup)
    assert "34 đơn vị trực thuộc" in said
    for name in ("Quận 2", "Quận 9", "Quận Thủ Đức", "Ủy ban nhân dân thành phố Thủ Đức", "Phường Thảo Điền"):
        assert name in said


def test_a_district_that_has_ended_shows_what_lies_there_now(client: Client) -> None:
    soup = page(client, f"/don-vi/{QUAN_2}/2026-01-01/")
    said = words(soup)
    assert "Quận 2 không tồn tại vào ngày 1 tháng 1 năm 2026" in said
    assert "Phường An Khánh" in said
    assert "Phường Bình Trưng" in said


def test_a_ward_that_no_longer_exists_is_shown_on_its_last_day(client: Client) -> None:
    soup = page(client, f"/don-vi/{THAO_DIEN}/")
    said = words(soup)
    assert heading(soup) == "Phường Thảo Điền"
    assert "Nghị quyết 1685/NQ-UBTVQH15" in said
    assert "Phường An Khánh" in said


def test_an_office_says_what_it_may_do_and_by_which_text(client: Client) -> None:
    soup = page(client, "/co-quan/27112@2025-07-01/chair/2025-12-01/")
    assert "Nghị định 280/2025/NĐ-CP" in words(soup)


def test_an_office_that_does_not_exist_on_the_day_says_so(client: Client) -> None:
    assert "không tồn tại vào ngày 1 tháng 1 năm 2026" in words(
        page(client, f"/co-quan/{THU_DUC}/committee/2026-01-01/")
    )


def test_a_power_shows_its_holders_through_time(client: Client) -> None:
    soup = page(client, "/tham-quyen/chung-thuc.01/2025-12-01/")
    rows = soup.select("table.rows tbody tr[id]")
    assert len(rows) == 5
    drawn = {str(link["href"]) for link in soup.select("svg a[href], .lanes a[href]")}
    assert {f"#{row['id']}" for row in rows} <= drawn
    assert "Hết hiệu lực" in words(soup)
    assert "Còn hiệu lực" in words(soup)


def test_an_instrument_shows_what_it_grants_and_what_acts_on_it(client: Client) -> None:
    said = words(page(client, "/van-ban/nd-120-2025/"))
    assert "Nghị định 120/2025/NĐ-CP" in said
    assert "Thẩm quyền do văn bản này giao" in said
    assert "đến hết 28/02/2027" in said
    assert "Mức kiểm chứng" in said


def test_the_matrix_of_a_day_is_filtered_by_a_form(client: Client) -> None:
    every = page(client, "/ma-tran/2025-12-25/").select("table tbody tr.power")
    some = page(client, "/ma-tran/2025-12-25/?hinh-thuc=delegation").select("table tbody tr.power")
    assert len(every) > len(some) > 0
    assert all("Ủy quyền" in row.get_text() for row in some)


def test_a_day_picked_on_a_page_moves_into_its_path(client: Client) -> None:
    assert client.get("/ma-tran/?ngay=01/07/2025&hinh-thuc=delegation").headers["Location"] == (
        "/ma-tran/2025-07-01/?hinh-thuc=delegation"
    )
    assert client.get(f"/don-vi/{THU_DUC}/?ngay=01/06/2022").headers["Location"] == (
        f"/don-vi/{THU_DUC}/2022-06-01/"
    )


@pytest.mark.parametrize(
    ("address", "status"),
    [
        (f"{ASK}?viec=%00&noi=%00&ngay=%00", 200),
        (f"{ASK}?viec={'x' * 1000}&noi={'%C4%91' * 1000}", 200),
        (f"{ASK}?viec=chung-thuc.01&noi=An+Kh%C3%A1nh&ngay=31/02/2025", 200),
        (f"{ASK}?viec=chung-thuc.01&noi=79@2016-01-01&ngay=0001-01-01", 200),
        (f"{ASK}?viec=chung-thuc.01&noi=79@2016-01-01&ngay=9999-12-31", 200),
        (f"{ASK}?viec=chung-thuc.01&noi=79@2016-01-01&so_tien=abc", 200),
        (f"{ASK}?viec=%ED%A0%80&noi=%FF%FE", 200),
        ("/tim-kiem/?q=%00", 200),
        (f"/tim-kiem/?q={'%C3%A0' * 1000}", 200),
        ("/tim-kiem/?q=%5B%28*%2B%3F%25_", 200),
        ("/ma-tran/2025-07-01/?trang=-1&linh-vuc=%00&co-quan=%00", 200),
        ("/ma-tran/2025-07-01/?trang=99999999999999999999", 200),
        ("/ma-tran/0001-01-01/", 200),
        ("/ma-tran/9999-12-31/", 200),
        ("/ma-tran/?ngay=hom-nay", 404),
        (f"/don-vi/{THU_DUC}/0001-01-01/", 200),
        (f"/don-vi/{THU_DUC}/9999-12-31/", 200),
        (f"/don-vi/{THU_DUC}/?ngay=abc", 404),
        ("/tham-quyen/chung-thuc.01/0001-01-01/", 200),
        ("/tham-quyen/chung-thuc.01/9999-12-31/", 200),
        ("/van-ban/nd-120-2025/9999-12-31/", 200),
        ("/co-quan/79@2016-01-01/chair/9999-12-31/", 200),
        ("/don-vi/%00/", 404),
        ("/%00/", 404),
        (f"/{'x' * 1000}/", 404),
    ],
)
def test_nothing_that_is_sent_breaks_a_page(client: Client, address: str, status: int) -> None:
    heading(page(client, address, status))


def test_an_unknown_key_is_told_so_and_offered_a_search(client: Client) -> None:
    soup = page(client, "/van-ban/nd-999/", 404)
    assert "nd-999" in words(soup)
    box = soup.find("input", attrs={"name": "q"})
    assert box is not None
    assert box["value"] == "nd-999"


def test_public_pages_are_only_read(client: Client) -> None:
    assert client.post(ASK).status_code == 405
    assert client.head("/tim-kiem/").status_code == 200


def test_a_fact_that_cannot_be_read_is_never_passed_over_in_silence(client: Client) -> None:
    soup = page(client, f"{ASK}?viec=chung-thuc.01&noi=An+Kh%C3%A1nh&ngay=2025-12-25&so_tien=nhi%E1%BB%81u")
    notice = soup.find(role="alert")
    assert notice is not None
    assert "“nhiều” không phải là một con số" in notice.get_text()
    assert heading(soup) == "Chủ tịch Ủy ban nhân dân phường An Khánh"
