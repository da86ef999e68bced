"""The page of the verdict: sentence, reasons, what it is not, what can be chosen, what is taken away."""

from __future__ import annotations

import json

import pytest
from django.test import Client

from tests.cms.pages import heading, page, words

pytestmark = pytest.mark.usefixtures("register", "site")

WAS = "/da-co-tham-quyen/"
AN_KHANH = "27094@2025-07-01"


def test_yes_with_its_chain(client: Client) -> None:
    soup = page(client, f"{WAS}?co_quan=CT+UBND+P.+An+Khánh&viec=chung-thuc.01&ngay=25/12/2025")
    assert heading(soup).startswith("Có. Theo sổ, Chủ tịch Ủy ban nhân dân phường An Khánh")
    assert len(soup.select(".chain-act")) == 1
    assert soup.select_one(".chain-act a")
    assert "nên lấy nơi cơ quan này phụ trách" in words(soup)


def test_no_for_a_ward_that_had_ended_with_the_ward_that_came_after(client: Client) -> None:
    soup = page(client, f"{WAS}?co_quan=UBND+phường+Thảo+Điền&viec=chung-thuc.01&ngay=2025-12-25")
    assert "không tồn tại vào ngày 25 tháng 12 năm 2025" in heading(soup)
    assert "từ 01/01/2016 đến hết 30/06/2025" in words(soup)
    assert any(
        f"co_quan={AN_KHANH.replace('@', '%40')}%2Fcommittee" in str(link["href"])
        for link in soup.select("a")
    )


def test_no_beyond_a_limit_says_which(client: Client) -> None:
    asked = "viec=dau-tu.nhom-c-dia-phuong&ngay=2025-12-25&so_tien=300+tỷ"
    soup = page(client, f"{WAS}?co_quan=CT+UBND+phường+An+Khánh&{asked}")
    assert heading(soup).startswith("Không.")
    assert "không nằm trong giới hạn: số tiền dưới 240.000.000.000 đồng" in words(soup)
    assert "3321/QĐ-UBND" in words(soup)
    assert "Chủ tịch Ủy ban nhân dân Thành phố Hồ Chí Minh" in words(soup)


def test_unclear_where_the_facts_are_missing(client: Client) -> None:
    soup = page(
        client, f"{WAS}?co_quan=CT+UBND+phường+An+Khánh&viec=dau-tu.nhom-c-dia-phuong&ngay=2025-12-25"
    )
    assert heading(soup).startswith("Chưa thể nói")
    assert "Còn tùy giới hạn" in words(soup)


def test_a_verdict_is_cited_by_keys_and_taken_away(client: Client) -> None:
    soup = page(client, f"{WAS}?co_quan=CT+UBND+phường+An+Khánh&viec=chung-thuc.01&ngay=2025-12-25")
    permanent = soup.find("a", rel="bookmark")
    assert permanent is not None
    address = str(permanent["href"])
    assert address == (
        f"{WAS}?co_quan=27094%402025-07-01%2Fchair&viec=chung-thuc.01&noi=27094%402025-07-01&ngay=2025-12-25"
    )
    assert heading(page(client, address)) == heading(soup)
    told = json.loads(client.get(address.replace("?", "tai-ve.json?")).content)
    assert "yes" in json.dumps(told)
    assert client.get(f"{WAS}tai-ve.csv?viec=chung-thuc.01").status_code == 404


@pytest.mark.parametrize(
    "query",
    [
        "",
        "?co_quan=x",
        "?co_quan=UBND&viec=chung-thuc.01",
        "?co_quan=%00&viec=%00&noi=%00&ngay=%00",
        "?co_quan=UBND+phường+An+Khánh&viec=chứng+thực",
        "?co_quan=UBND+phường+An+Khánh&viec=chung-thuc.01&ngay=31/02/2025",
        "?co_quan=UBND+phường+An+Khánh&viec=chung-thuc.01&noi=nơi+nào+đó",
        "?co_quan=UBND+phường+An+Khánh&viec=chung-thuc.01&noi=Quận+2&ngay=2026-01-01",
        "?co_quan=UBND+phường+An+Khánh&viec=chung-thuc.01&ngay=9999-12-31",
        "?co_quan=UBND+phường+An+Khánh&viec=chung-thuc.01&ngay=0001-01-01",
    ],
)
def test_nothing_that_is_sent_breaks_the_page(client: Client, query: str) -> None:
    assert heading(page(client, f"{WAS}{query}"))


def test_an_office_and_an_answer_lead_here(client: Client) -> None:
    office = page(client, f"/co-quan/{AN_KHANH}/chair/2025-12-25/")
    answer = page(client, f"/ai-co-tham-quyen/?viec=chung-thuc.01&noi={AN_KHANH}&ngay=2025-12-25")
    for soup in (office, answer):
        link = soup.select_one(f'a[href^="{WAS}"]')
        assert link is not None
        assert heading(page(client, str(link["href"])))
