"""An address once given answers for good: a withdrawn record says since when and why, one yet to come says that."""

from __future__ import annotations

import pytest
from django.test import Client

from cms.absence import fate_of
from delegation.models import FieldEntry, GrantEntry
from tests.cms.editions import GRANT, POWER, bring, correct, withdraw
from tests.cms.pages import heading, own_links, page, words
from units.models import Edition

pytestmark = pytest.mark.usefixtures("register", "site")

LONE_OFFICE = "79@2016-01-01/department:so-moi"
LAW, REPLACING = "van-ban-cu", "van-ban-moi"


def _lone_records() -> None:
    """Records that nothing else names, so that each can be taken out."""
    bring("powers", {"power": "viec-rieng", "title": "Việc riêng", "field": _field(), **_YES})
    bring("offices", {"office": LONE_OFFICE, "unit": "79@2016-01-01", "kind": "department", "name": "Sở Mới"})
    bring("instruments", _law(LAW), _law(REPLACING))
    bring(
        "units",
        {
            "unit": "99999@2026-01-01",
            "valid_from": "2026-01-01",
            "code": "99999",
            "name": "Xã Ghi Nhầm",
            **_COMMUNE,
        },
    )
    bring("fields", {"field": "linh-vuc-rieng", "name": "Lĩnh vực riêng"})


_YES = {"delegable": "yes", "collective": "no", "confidence": "unverified"}
_COMMUNE = {"kind": "commune", "parent": "79@2016-01-01"}


def _field() -> str:
    return str(FieldEntry.objects.recorded().order_by("field_id").values_list("field_id", flat=True)[0])


def _law(key: str) -> dict[str, str]:
    return {
        "instrument": key,
        "type": "Quyết định",
        "title": f"Văn bản {key}",
        "issuer": "Ủy ban nhân dân Thành phố Hồ Chí Minh",
        "effective_from": "2026-01-01",
        "confidence": "unverified",
    }


@pytest.mark.parametrize(
    ("table", "key", "address"),
    [
        ("fields", ("linh-vuc-rieng",), "/linh-vuc/linh-vuc-rieng/"),
        ("powers", ("viec-rieng",), "/tham-quyen/viec-rieng/"),
        ("offices", (LONE_OFFICE,), f"/co-quan/{LONE_OFFICE}/"),
        ("instruments", (LAW,), f"/van-ban/{LAW}/"),
        ("units", ("99999@2026-01-01", "2026-01-01"), "/don-vi/99999@2026-01-01/"),
        ("grants", (GRANT,), f"/luot-giao/{GRANT}/"),
    ],
)
def test_a_withdrawn_record_says_since_when_and_why(
    client: Client, table: str, key: tuple[str, ...], address: str
) -> None:
    _lone_records()
    last = Edition.objects.latest_number()
    assert client.get(address, follow=True).status_code == 200
    withdraw((table, key), reason="Ghi nhầm văn bản khác.")
    soup = page(client, address, 410)
    told = words(soup)
    assert heading(soup) == "Mục này đã được rút khỏi sổ"
    assert f"Từ lần ghi số {last + 1}" in told
    assert "Ghi nhầm văn bản khác." in told
    (before,) = [link for link in own_links(soup) if f"lan-ghi={last}" in link]
    assert client.get(before, follow=True).status_code == 200
    assert f"/nhat-ky/{last + 1}/" in set(own_links(soup))
    if table != "grants":
        assert client.get(f"{address}2026-06-01/").status_code == 410
        assert client.get(f"{address}tai-ve.csv").status_code == 410


def test_what_replaced_a_withdrawn_instrument_is_named(client: Client) -> None:
    _lone_records()
    relation = {"instrument": REPLACING, "relation": "replaces", "target": LAW}
    bring("instrument_relations", relation)
    withdraw(("instrument_relations", (REPLACING, "replaces", LAW, "")), ("instruments", (LAW,)))
    soup = page(client, f"/van-ban/{LAW}/", 410)
    assert f"/van-ban/{REPLACING}/" in set(own_links(soup))
    assert "Thay vào đó" in words(soup)


def test_before_it_came_the_page_says_when_it_came(client: Client) -> None:
    _lone_records()
    soup = page(client, "/tham-quyen/viec-rieng/?lan-ghi=1", 404)
    assert heading(soup) == "Lúc đó mục này chưa được ghi vào sổ"
    assert "được ghi từ lần ghi số 2" in words(soup)
    assert any("lan-ghi=2" in link for link in own_links(soup))


def test_what_came_back_answers_again_and_says_so_in_between(client: Client) -> None:
    _lone_records()
    withdraw(("powers", ("viec-rieng",)))
    out = Edition.objects.latest_number()
    bring("powers", {"power": "viec-rieng", "title": "Việc riêng", "field": _field(), **_YES})
    assert client.get("/tham-quyen/viec-rieng/").status_code == 200
    soup = page(client, f"/tham-quyen/viec-rieng/?lan-ghi={out}", 410)
    assert "Đã ghi lại" in words(soup)
    fate = fate_of(("powers", "viec-rieng"), out)
    assert fate is not None
    assert (fate.gone_in, fate.back_in) == (out, out + 1)


def test_a_corrected_record_is_not_gone(client: Client) -> None:
    correct("powers", (POWER,), title="Tên đã sửa")
    assert client.get(f"/tham-quyen/{POWER}/").status_code == 200
    assert fate_of(("powers", POWER), 2) is None


@pytest.mark.parametrize(
    "address", ["/tham-quyen/khong-co/", "/van-ban/khong-co/", "/don-vi/khong-co/", "/luot-giao/khong-co/"]
)
def test_what_was_never_recorded_is_plainly_not_there(client: Client, address: str) -> None:
    assert heading(page(client, address, 404)) == "Không có trong sổ"


@pytest.mark.parametrize(
    ("written", "leads_to"),
    [
        (f"/tham-quyen/{POWER.upper()}/", f"/tham-quyen/{POWER}/"),
        (f"/tham-quyen/{POWER.upper()}/2025-12-01/", f"/tham-quyen/{POWER}/2025-12-01/"),
        ("/van-ban/ND-120-2025/", "/van-ban/nd-120-2025/"),
        ("/co-quan/79@2016-01-01/CHAIR/", "/co-quan/79@2016-01-01/chair/"),
        (f"/tham-quyen/{POWER}", f"/tham-quyen/{POWER}/"),
        ("/nhat-ky", "/nhat-ky/"),
        (f"/tham-quyen/{POWER}/1-7-2025/", f"/tham-quyen/{POWER}/2025-07-01/"),
        (f"/tham-quyen/{POWER}/2025-7-1/?lan-ghi=1", f"/tham-quyen/{POWER}/2025-07-01/?lan-ghi=1"),
        (f"/tham-quyen//{POWER}/", f"/tham-quyen/{POWER}/"),
        ("/khac-nhau/30.6.2025/1.7.2025/", "/khac-nhau/2025-06-30/2025-07-01/"),
    ],
)
def test_other_writings_of_an_address_lead_to_it_for_good(
    client: Client, written: str, leads_to: str
) -> None:
    answer = client.get(written)
    assert (answer.status_code, answer["Location"]) == (301, leads_to)


def test_a_grant_has_an_address_of_its_own(client: Client) -> None:
    power = GrantEntry.objects.recorded().get(grant=GRANT).power_id
    assert client.get(f"/luot-giao/{GRANT}/")["Location"] == f"/tham-quyen/{power}/#{GRANT}"
    assert (
        client.get(f"/luot-giao/{GRANT}/?lan-ghi=1")["Location"] == f"/tham-quyen/{power}/?lan-ghi=1#{GRANT}"
    )
