"""Notes in two parts: what readers can follow, and the marks of data sets."""

from __future__ import annotations

import pytest

from cms.sources import noted


@pytest.mark.parametrize(
    ("text", "said", "marks"),
    [
        ("", "", ""),
        ("Trong 13 thủ tục cấp xã, theo 330/QĐ-UBND", "Trong 13 thủ tục cấp xã, theo 330/QĐ-UBND", ""),
        ("tnt305/tai_lieu_noi_bo 85064b92720ff086", "", "tnt305/tai_lieu_noi_bo 85064b92720ff086"),
        (
            "Chủ tịch, Phó Chủ tịch ký chứng thực; tnt305/tai_lieu_noi_bo 5e2c5e0b59cf13e9",
            "Chủ tịch, Phó Chủ tịch ký chứng thực",
            "tnt305/tai_lieu_noi_bo 5e2c5e0b59cf13e9",
        ),
        (
            "Cổng Dịch vụ công quốc gia (dichvucong.gov.vn), qua chatbot-tthc/chatbot_tthc",
            "Cổng Dịch vụ công quốc gia (dichvucong.gov.vn)",
            "qua chatbot-tthc/chatbot_tthc",
        ),
        (
            "tnt305/tai_lieu_noi_bo 85064b92720ff086; ab11909d3eaa60c7",
            "",
            "tnt305/tai_lieu_noi_bo 85064b92720ff086; ab11909d3eaa60c7",
        ),
        ("NĐ 120/2025/NĐ-CP; Luật 72/2025/QH15", "NĐ 120/2025/NĐ-CP; Luật 72/2025/QH15", ""),
        (
            "https://vbpl.vn/tai-lieu/van_ban.html; xem thêm",
            "https://vbpl.vn/tai-lieu/van_ban.html; xem thêm",
            "",
        ),
        ("UBND/HĐND, phường/xã, thu/chi", "UBND/HĐND, phường/xã, thu/chi", ""),
        ("vbpl.vn/tw-1", "vbpl.vn/tw-1", ""),
    ],
)
def test_what_readers_can_follow_stands_apart(text: str, said: str, marks: str) -> None:
    assert (noted(text).said, noted(text).marks) == (said, marks)
