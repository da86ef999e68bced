"""Twenty questions as people ask them, over the whole city: yesterday's names, no accents, short forms, past days."""

from __future__ import annotations

from urllib.parse import urlencode

import pytest
from django.test import Client

from tests.cms.pages import heading, page, words

pytestmark = pytest.mark.usefixtures("city_register")

ASK = "/ai-co-tham-quyen/"
DAY = "28/11/2026"

ANSWERED = [
    ("chung-thuc.04", "phường Thảo Điền, Quận 2", DAY, "Chủ tịch Ủy ban nhân dân phường An Khánh"),
    ("chung-thuc.04", "phuong thao dien quan 2", DAY, "Chủ tịch Ủy ban nhân dân phường An Khánh"),
    ("chung-thuc.04", "P.Thảo Điền, Q.2", DAY, "Chủ tịch Ủy ban nhân dân phường An Khánh"),
    ("chung-thuc.04", "xã Bình Hưng, huyện Bình Chánh", DAY, "Chủ tịch Ủy ban nhân dân xã Bình Hưng"),
    ("chung-thuc.04", "P. 12 Q. Bình Thạnh", DAY, "Chủ tịch Ủy ban nhân dân phường Bình Thạnh"),
    ("chung-thuc.04", "P.12 Bình Thạnh", DAY, "Chủ tịch Ủy ban nhân dân phường Bình Thạnh"),
    ("chung-thuc.04", "thao dien thu duc", DAY, "Chủ tịch Ủy ban nhân dân phường An Khánh"),
    ("chung-thuc.04", "phuong ben nghe quan 1", DAY, "Chủ tịch Ủy ban nhân dân phường Sài Gòn"),
    ("chung-thuc.04", "thị trấn Nhà Bè", DAY, "Chủ tịch Ủy ban nhân dân xã Nhà Bè"),
    ("Đăng ký kết hôn", "phường An Khánh", DAY, "Ủy ban nhân dân phường An Khánh"),
    ("2.000884", "27094", DAY, "Chủ tịch Ủy ban nhân dân phường An Khánh"),
    ("chung-thuc.04", "Phường 12, Quận Bình Thạnh", "01/06/2024", "2 cơ quan có thẩm quyền"),
    ("dau-tu.nhom-c-dia-phuong", "An Khánh", "01/06/2026", "2 cơ quan có thẩm quyền"),
    ("xay-dung.trat-tu", "phường An Khánh", "15/08/2025", "Không cơ quan nào được ghi vào ngày này"),
    ("chung-thuc.06b", "phường An Khánh", DAY, "Thẩm quyền đã bị rút tại đây"),
    ("chung-thuc.04", "TP.HCM", DAY, "Không cơ quan nào được ghi cho đúng nơi này"),
]

ASKED_BACK = [
    ("chung-thuc.04", "Tp Thủ Đức", "Phường An Khánh"),
    ("chung-thuc.04", "quan 2", "Phường Cát Lái"),
    ("chung-thuc.04", "huyện Bình Chánh", "Xã Bình Hưng"),
    ("giay phep xay dung", "phường An Khánh", "Cấp giấy phép xây dựng"),
    ("khai sinh", "phường Bến Nghé, Quận 1", "Ủy ban nhân dân phường Sài Gòn"),
    ("sao y bản chính", "phường An Khánh", "Chứng thực bản sao từ bản chính"),
    ("so do", "Củ Chi", "Giấy chứng nhận quyền sử dụng đất"),
    ("cấp sổ đỏ", "Củ Chi", "Giấy chứng nhận quyền sử dụng đất"),
    ("mở nhà thuốc", "phường An Khánh", "cơ sở bán lẻ thuốc"),
    ("mo quan karaoke", "phường An Khánh", "dịch vụ karaoke"),
    ("xin phép đào đường", "phường An Khánh", "thi công công trình trên đường bộ"),
    ("phạt xây nhà không phép", "phường An Khánh", "vi phạm trật tự xây dựng"),
    ("Cấp phép xây dựng nhà 8 tầng", "phường An Khánh", "giấy phép xây dựng"),
    ("trợ cấp người cao tuổi", "Côn Đảo", "trợ cấp hưu trí xã hội"),
    ("đổi tên cho con", "phường An Khánh", "thay đổi, cải chính"),
    ("thu gom rác", "phường An Khánh", "Quản lý chất thải rắn sinh hoạt"),
]


def ask(power: str, place: str, day: str) -> str:
    return f"{ASK}?{urlencode({'viec': power, 'noi': place, 'ngay': day})}"


@pytest.mark.parametrize(("power", "place", "day", "told"), ANSWERED)
def test_it_is_answered(client: Client, power: str, place: str, day: str, told: str) -> None:
    assert heading(page(client, ask(power, place, day))) == told


@pytest.mark.parametrize(("power", "place", "offered"), ASKED_BACK)
def test_it_is_asked_back_and_never_guessed(client: Client, power: str, place: str, offered: str) -> None:
    soup = page(client, ask(power, place, DAY))
    assert heading(soup) == "Ai có thẩm quyền?"
    link = next(link for link in soup.select(".links li") if offered in link.get_text())
    assert link.a is not None
    assert page(client, str(link.a["href"]))


def test_yesterdays_name_is_explained(client: Client) -> None:
    said = words(page(client, ask("chung-thuc.04", "phường Thảo Điền, Quận 2", DAY)))
    assert "Không còn vào ngày 28/11/2026" in said
    assert "Toàn bộ nơi ấy nay thuộc Phường An Khánh" in said
