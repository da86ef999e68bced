"""A small register for annexes to be matched against."""

from __future__ import annotations

from datetime import date
from typing import Final

from delegation.annex.recorded import Known, KnownInstrument, KnownParty, KnownPower, KnownUnit
from units.periods import Period

ON: Final = date(2026, 1, 15)
CITY: Final = "Thành phố Hồ Chí Minh"
_UNTIL_JULY: Final = Period(None, date(2025, 7, 1))
_SINCE_JULY: Final = Period(date(2025, 7, 1))
_ALSO_ELSEWHERE: Final = ("Xây dựng", "Nội vụ", "Ngoại vụ")
_DEPARTMENTS: Final = (
    "Xây dựng",
    "Tư pháp",
    "Nội vụ",
    "Ngoại vụ",
    "Y tế",
    "Du lịch",
    "Tài chính",
    "Giáo dục và Đào tạo",
    "Nông nghiệp và Môi trường",
    "Văn hóa và Thể thao",
    "Quy hoạch - Kiến trúc",
)


def _departments() -> list[KnownParty]:
    found = []
    for name in _DEPARTMENTS:
        found.append(KnownParty(f"so/{name}", f"Sở {name} {CITY}", "department", CITY))
        found.append(KnownParty(f"gd/{name}", f"Giám đốc Sở {name} {CITY}", "department_head", CITY))
    found += [
        KnownParty(
            f"hn/{name}", f"Sở {name} Thành phố Hà Nội", "department", "Thành phố Hà Nội", is_at_home=False
        )
        for name in _ALSO_ELSEWHERE
    ]
    return found


def _of_unit(key: str, name: str, period: Period = _SINCE_JULY) -> list[KnownParty]:
    return [
        KnownParty(f"{key}/committee", f"Ủy ban nhân dân {name}", "committee", "", period),
        KnownParty(f"{key}/chair", f"Chủ tịch Ủy ban nhân dân {name}", "chair", "", period),
    ]


KNOWN: Final = Known(
    ON,
    powers=(
        KnownPower("lang-nghe", "Giải quyết TTHC: Công nhận làng nghề", ("1.003695",), "nong-thon"),
        KnownPower("van-tai", "Giải quyết TTHC: Cấp lại Giấy phép vận tải qua biên giới", ("1.004259",)),
        KnownPower("sao-vn", "Chứng thực bản sao giấy tờ do cơ quan Việt Nam cấp", ("2.000815",)),
        KnownPower("sao-nn", "Chứng thực bản sao giấy tờ do cơ quan nước ngoài cấp", ("2.000815",)),
        KnownPower("nhom-c", "Quyết định đầu tư dự án nhóm C"),
        KnownPower("doi-1", "Đổi giấy phép"),
        KnownPower("doi-2", "Đổi Giấy phép"),
        KnownPower("thuoc", "Cấp giấy chứng nhận bán thuốc", ("1.001190",)),
    ),
    offices=(
        *_departments(),
        KnownParty("tp/committee", f"Ủy ban nhân dân {CITY}", "committee", CITY),
        KnownParty("tp/chair", f"Chủ tịch Ủy ban nhân dân {CITY}", "chair", CITY),
        KnownParty("tp/thanh-tra", "Thanh tra Thành phố", "department", CITY),
        KnownParty(
            "so/cu", f"Sở Kế hoạch và Đầu tư {CITY}", "department", CITY, Period(None, date(2025, 3, 1))
        ),
        KnownParty("so/moi", f"Sở Biển đảo {CITY}", "department", CITY, Period(date(2027, 1, 1))),
        *_of_unit("p1", "phường Bình Phú"),
        *_of_unit("p2", "phường Hòa Hưng"),
        *_of_unit("q1", "quận 1", _UNTIL_JULY),
        *_of_unit("x1", "xã Long Phước", _UNTIL_JULY),
        *_of_unit("x2", "xã Long Phước"),
        *_of_unit("x3", "xã Tân Lập"),
        *_of_unit("x4", "xã Tân Lập"),
    ),
    scopes=(
        KnownParty("ubnd-xpd", "UBND xã, phường, đặc khu của Thành phố"),
        KnownParty("ct-xpd", "Chủ tịch UBND xã, phường, đặc khu của Thành phố"),
        KnownParty("ubnd-cap-xa", "UBND cấp xã (xã, phường, thị trấn, đặc khu)"),
        KnownParty("thu-truong", "Thủ trưởng (người đứng đầu) sở, ban, ngành của Thành phố"),
    ),
    units=(
        KnownUnit("tp", CITY, is_city=True),
        KnownUnit("p1", "phường Bình Phú", _SINCE_JULY),
        KnownUnit("q1", "quận 1", _UNTIL_JULY),
    ),
    instruments=(
        KnownInstrument("qd-33", "33/QĐ-UBND", "Ủy quyền", date(2025, 7, 10)),
        KnownInstrument("qd-33-cu", "33/QĐ-UBND", "Khác", date(2020, 7, 10)),
        KnownInstrument("qd-25", "025/2025/QĐ-UBND", "Phân cấp", date(2025, 11, 8)),
    ),
    fields=(("du-lich", "Du lịch"), ("nong-thon", "Phát triển nông thôn"), ("duong-bo", "Đường bộ")),
)
