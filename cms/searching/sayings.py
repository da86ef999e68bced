"""What people call things beside what the register calls them: everyday words and short forms. Pure.

Only words that everybody uses for one thing stand here, each with words that titles of the register have; nothing is
answered by them, they only lead to what is searched as well.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from delegation.choosing import spoken
from units.text import fold


@dataclass(frozen=True, slots=True)
class Saying:
    """What people say, as it is written, and the register's own words for it."""

    said: str
    official: str


_OFFICIAL: Final = {
    "giấy chứng nhận quyền sử dụng đất": ("sổ đỏ", "sổ hồng", "chủ quyền nhà đất"),
    "chuyển mục đích sử dụng đất": ("lên thổ cư", "chuyển thổ cư", "lên đất ở"),
    "biện pháp bảo đảm": ("thế chấp nhà", "thế chấp đất", "thế chấp sổ đỏ", "thế chấp sổ hồng"),
    "xây dựng nhà ở riêng lẻ": ("xây nhà", "cất nhà", "xây cất nhà"),
    "giấy phép xây dựng": ("gpxd", "phép xây dựng", "phép xây nhà", "cấp phép xây dựng", "cấp phép xây nhà"),
    "trật tự xây dựng": (
        "xây nhà không phép",
        "xây nhà trái phép",
        "xây dựng không phép",
        "xây dựng trái phép",
    ),
    "thi công công trình trên đường bộ": ("đào đường", "đào vỉa hè", "phép đào đường"),
    "chứng thực bản sao từ bản chính": (
        "sao y",
        "sao y bản chính",
        "sao y công chứng",
        "photo công chứng",
        "công chứng bản sao",
        "công chứng giấy tờ",
    ),
    "hợp đồng, giao dịch về quyền sử dụng đất, nhà ở": (
        "công chứng nhà đất",
        "công chứng nhà",
        "công chứng đất",
        "công chứng mua bán nhà",
        "công chứng mua bán nhà đất",
    ),
    "tình trạng hôn nhân": ("độc thân", "tình trạng độc thân"),
    "khai sinh": ("giấy khai sinh", "làm khai sinh"),
    "khai tử": ("giấy chứng tử", "chứng tử", "báo tử"),
    "kết hôn": ("giấy kết hôn", "giấy đăng ký kết hôn", "đăng ký hôn thú"),
    "thay đổi, cải chính": (
        "đổi tên",
        "đổi tên cho con",
        "đổi họ tên",
        "sửa tên",
        "sửa khai sinh",
        "cải chính khai sinh",
    ),
    "trợ cấp hưu trí xã hội": ("trợ cấp người cao tuổi", "trợ cấp người già", "tiền người già"),
    "dịch vụ karaoke": ("quán karaoke", "phòng karaoke"),
    "nước dưới đất": ("nước ngầm", "khoan giếng", "giếng khoan"),
    "nuôi con nuôi": ("nhận con nuôi", "xin con nuôi"),
    "đăng ký hộ kinh doanh": (
        "đkkd",
        "gpkd",
        "giấy phép kinh doanh",
        "đăng ký kinh doanh",
    ),
    "đăng ký doanh nghiệp": ("mở công ty", "lập công ty", "thành lập công ty", "đăng ký công ty"),
    "cơ sở bán lẻ thuốc": ("nhà thuốc", "tiệm thuốc", "quầy thuốc", "hiệu thuốc"),
    "an toàn thực phẩm": ("vệ sinh an toàn thực phẩm", "vsattp", "attp"),
    "bảo hiểm y tế": ("bhyt",),
    "nhà ở xã hội": ("noxh",),
    "mầm non": ("nhà trẻ", "nhà giữ trẻ", "trường mẫu giáo"),
    "chất thải rắn sinh hoạt": ("thu gom rác", "rác sinh hoạt", "rác thải", "đổ rác"),
    "hè phố": ("vỉa hè", "lề đường"),
}
SAYINGS: Final = tuple(Saying(said, official) for official, every in _OFFICIAL.items() for said in every)
_LONGEST_FIRST: Final = sorted(
    ((f" {spoken(saying.said)} ", saying) for saying in SAYINGS), key=lambda pair: -len(pair[0])
)


_WITH_ACCENTS: Final = {spoken(saying.said): saying.said for saying in SAYINGS}


def with_accents(text: str) -> str:
    """What people say, where it was typed without accents, with them: "so do" is "sổ đỏ". Any other text as it is."""
    is_bare = fold(text) == " ".join(text.casefold().split())
    return _WITH_ACCENTS.get(spoken(text), text) if is_bare else text


def in_official_words(text: str) -> Iterator[tuple[Saying, str]]:
    """The text with what people say replaced by the register's words, then these alone; the longest saying is taken."""
    padded = f" {spoken(text)} "
    for said, saying in _LONGEST_FIRST:
        if said in padded:
            official = spoken(saying.official)
            replaced = padded.replace(said, f" {official} ", 1).strip()
            yield saying, replaced
            if replaced != official:
                # "mở nhà thuốc": what else people say of it may be as far from the register's words.
                yield saying, official
            return
