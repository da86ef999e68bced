"""A decision of the city's chair to try things on: each part can be given otherwise."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any, Final

from delegation.documents.decision import DecisionDocument, Signature
from delegation.documents.enactment import Enactment
from delegation.documents.provisions import ChangeLine, ProvisionLine
from units.periods import Period

MADE_AT: Final = datetime(2026, 11, 23, 9, tzinfo=UTC)
CHAIR: Final = "Chủ tịch Ủy ban nhân dân Thành phố Hồ Chí Minh"
COMMITTEE: Final = "Ủy ban nhân dân Thành phố Hồ Chí Minh"
CONSTRUCTION: Final = "Giám đốc Sở Xây dựng"
HEALTH: Final = "Giám đốc Sở Y tế"
TERM: Final = Period.of_days(date(2027, 1, 5), date(2027, 12, 31))


def frame(**otherwise: Any) -> DecisionDocument:
    """A draft without number, day and signer's name."""
    given: dict[str, Any] = {
        "issuing_body": ("Ủy ban nhân dân", "Thành phố Hồ Chí Minh"),
        "authority": CHAIR,
        "symbol": "QĐ-UBND",
        "place": "Thành phố Hồ Chí Minh",
        "abstract": "Về việc ủy quyền cấp giấy phép xây dựng",
        "legal_bases": (
            "Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025",
            "Căn cứ Luật Xây dựng",
        ),
        "proposal": "Giám đốc Sở Xây dựng tại Tờ trình số 421/TTr-SXD",
        "signature": Signature(("TM. Ủy ban nhân dân", "KT. Chủ tịch", "Phó Chủ tịch")),
    }
    return DecisionDocument(**(given | otherwise))


def signed(**otherwise: Any) -> DecisionDocument:
    """The same, no draft any more."""
    given: dict[str, Any] = {
        "is_draft": False,
        "number": "3321",
        "day": date(2027, 1, 5),
        "signature": Signature(("TM. Ủy ban nhân dân", "Chủ tịch"), "Nguyễn Văn Được"),
    }
    return frame(**(given | otherwise))


def provision(**otherwise: Any) -> ProvisionLine:
    """A provision with everything that can be said of one."""
    given: dict[str, Any] = {
        "title": "Cấp giấy phép xây dựng công trình cấp II",
        "recipients": (CONSTRUCTION,),
        "procedures": ("1.014199.H29",),
        "field": "Hoạt động xây dựng",
        "territory": "Tỉnh Bình Dương cũ",
        "limits": ("diện tích dưới 10.000 m²", "số tầng từ 7 trở xuống"),
        "conditions": "Công trình ngoài khu vực bảo vệ di tích",
        "legal_basis": "Điều 103 Luật Xây dựng",
        "period": TERM,
    }
    return ProvisionLine(**(given | otherwise))


def bare(title: str, *recipients: str, **otherwise: Any) -> ProvisionLine:
    """A provision of which no more is said than what, to whom and through which term."""
    given: dict[str, Any] = {"title": title, "recipients": recipients, "period": TERM}
    return ProvisionLine(**(given | otherwise))


def change(action: str = "revoke", **otherwise: Any) -> ChangeLine:
    """A change of a former grant."""
    given: dict[str, Any] = {
        "title": "Cấp giấy phép di dời công trình",
        "instrument": "Quyết định số 33/QĐ-UBND ngày 10 tháng 7 năm 2025",
        "recipients": (HEALTH,),
        "period": TERM,
    }
    return ChangeLine(action=action, **(given | otherwise))


def delegating(*provisions: ProvisionLine, **otherwise: Any) -> Enactment:
    """A delegation of these provisions by the chair."""
    return Enactment(**({"kind": "delegation", "grantor": CHAIR, "provisions": provisions} | otherwise))


def decentralizing(*provisions: ProvisionLine, **otherwise: Any) -> Enactment:
    """A decentralization of these provisions by the committee."""
    return Enactment(
        **({"kind": "decentralization", "grantor": COMMITTEE, "provisions": provisions} | otherwise)
    )


def many(count: int) -> tuple[ProvisionLine, ...]:
    """Provisions of four fields in turn, two recipients in turn, no two alike."""
    return tuple(
        provision(
            title=f"Nhiệm vụ, quyền hạn thứ {place} về quản lý nhà nước trên địa bàn",
            recipients=((CONSTRUCTION,), (HEALTH, "Trưởng Ban Quản lý Khu Công nghệ cao"))[place % 2],
            field=("Xây dựng", "Y tế", "Đất đai", "Hộ tịch")[place % 4],
            procedures=(f"1.{place:06d}.H29", f"2.{place:06d}"),
        )
        for place in range(1, count + 1)
    )
