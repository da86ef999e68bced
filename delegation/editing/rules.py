"""The checks in words for officers: what each looks at, and what to do about what it finds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from delegation.diagnostics import RULES, Severity
from delegation.editing.desk import DeskPage


@dataclass(frozen=True, slots=True)
class RuleWords:
    """One check: its name, when it speaks up, and the way out."""

    name: str | Promise
    told: str | Promise
    remedy: str | Promise


WORDS: Final = {
    "DLG-01": RuleWords(
        gettext_lazy("Văn bản phải xác định được"),
        gettext_lazy(
            "Văn bản phân cấp, ủy quyền còn trống số, ngày ban hành, cơ quan ban hành hoặc người ký."
        ),
        gettext_lazy("Điền mục còn trống theo bản ký; nếu văn bản thật sự không có thì ghi ở ghi chú."),
    ),
    "DLG-02": RuleWords(
        gettext_lazy("Được ủy quyền cho bên nhận này"),
        gettext_lazy(
            "Bên nhận không thuộc loại, cấp mà luật vào ngày ký cho bên trao ủy quyền, ví dụ ủy quyền cho một sở "
            "thay vì người đứng đầu sở."
        ),
        gettext_lazy("Chọn đúng chức danh hoặc cơ quan mà văn bản nêu và luật cho phép."),
    ),
    "DLG-03": RuleWords(
        gettext_lazy("Bên trao có thẩm quyền vào ngày ký"),
        gettext_lazy("Vào ngày ký, sổ không thấy bên trao có thẩm quyền này tại địa bàn đang nói."),
        gettext_lazy(
            "Kiểm tra bên trao, quyền hạn và địa bàn; hoặc ghi văn bản đã trao thẩm quyền cho bên trao."
        ),
    ),
    "DLG-04": RuleWords(
        gettext_lazy("Nêu nội dung, địa bàn hoặc đối tượng"),
        gettext_lazy("Dòng trao quyền không có điều khoản, địa bàn, giới hạn lẫn điều kiện."),
        gettext_lazy("Ghi ít nhất điều, khoản, điểm của văn bản trao quyền."),
    ),
    "DLG-05": RuleWords(
        gettext_lazy("Ủy quyền phải có thời hạn"),
        gettext_lazy(
            "Cả dòng ủy quyền lẫn văn bản đều không có ngày cuối, hoặc được gia hạn không có ngày cuối."
        ),
        gettext_lazy("Ghi ngày cuối mà văn bản nêu; “đến khi có văn bản thay thế” không phải thời hạn."),
    ),
    "DLG-06": RuleWords(
        gettext_lazy("Phân cấp bằng văn bản quy phạm pháp luật"),
        gettext_lazy("Văn bản phân cấp ký từ 01/7/2020 không phải văn bản quy phạm, hoặc số không mang năm."),
        gettext_lazy("Kiểm tra hình thức (phân cấp hay ủy quyền), số và mục “Quy phạm pháp luật”."),
    ),
    "DLG-07": RuleWords(
        gettext_lazy("Số văn bản hợp với hình thức"),
        gettext_lazy("Ủy quyền bằng số mang năm, hoặc phân cấp bằng số không mang năm."),
        gettext_lazy("Kiểm tra lại số; nếu địa phương đánh số như vậy thì ghi lý do chấp nhận."),
    ),
    "DLG-08": RuleWords(
        gettext_lazy("Nêu nguồn lực và cách thực hiện"),
        gettext_lazy("Người soạn đã xem và ghi rằng văn bản không nêu nguồn lực, cách thực hiện."),
        gettext_lazy("Bổ sung vào dự thảo; nếu đã ký thì ghi lý do chấp nhận."),
    ),
    "DLG-09": RuleWords(
        gettext_lazy("Không giao lại điều đã được giao"),
        gettext_lazy(
            "Bên trao chỉ có quyền này do được ủy quyền mà lại ủy quyền tiếp, hoặc do được phân cấp mà lại phân cấp."
        ),
        gettext_lazy("Để cơ quan có quyền gốc trao trực tiếp, hoặc chọn đúng bên trao."),
    ),
    "DLG-10": RuleWords(
        gettext_lazy("Việc được phân cấp, ủy quyền"),
        gettext_lazy("Sổ ghi rằng pháp luật không cho phân cấp, ủy quyền việc này."),
        gettext_lazy("Bỏ dòng này; hoặc đính chính quyền hạn trong sổ nếu luật nay cho phép."),
    ),
    "DLG-11": RuleWords(
        gettext_lazy("Việc phải bàn tập thể ở lại với UBND"),
        gettext_lazy("UBND ủy quyền cho chủ tịch cùng cấp một việc phải thảo luận tập thể."),
        gettext_lazy("Bỏ dòng này, hoặc kiểm tra lại mục “Phải bàn tập thể” của quyền hạn."),
    ),
    "DLG-12": RuleWords(
        gettext_lazy("Không có hiệu lực trước ngày ban hành"),
        gettext_lazy(
            "Ngày hiệu lực của văn bản, hoặc ngày đầu của dòng trao quyền, đứng trước ngày ban hành."
        ),
        gettext_lazy("Sửa ngày; nếu văn bản thật sự ghi như vậy thì ghi lý do chấp nhận."),
    ),
    "DLG-13": RuleWords(
        gettext_lazy("Không kéo dài hơn căn cứ"),
        gettext_lazy(
            "Vào ngày cuối đã ghi, một văn bản làm căn cứ đã hết hiệu lực mà không có văn bản thay thế."
        ),
        gettext_lazy("Rút ngắn thời hạn, hoặc ghi văn bản thay thế làm căn cứ."),
    ),
    "DLG-14": RuleWords(
        gettext_lazy("Bên nhận tồn tại suốt thời hạn"),
        gettext_lazy(
            "Có ngày dòng trao quyền còn hiệu lực mà bên nhận, hoặc mọi cơ quan trong nhóm, không tồn tại."
        ),
        gettext_lazy("Xác định ai kế thừa, rồi sửa đổi, bãi bỏ hoặc rút ngắn thời hạn."),
    ),
    "DLG-15": RuleWords(
        gettext_lazy("Không chồng lấn"),
        gettext_lazy(
            "Một việc ở một nơi cùng thuộc nhiều cơ quan mà giới hạn, điều kiện không phân biệt được."
        ),
        gettext_lazy("Nêu giới hạn hoặc điều kiện để phân biệt, hoặc chấm dứt một bên."),
    ),
    "DLG-16": RuleWords(
        gettext_lazy("Không để trống"),
        gettext_lazy("Một nơi có người quyết định đến hôm trước, mà từ hôm sau không còn ai."),
        gettext_lazy("Ghi văn bản giao tiếp, hoặc ghi rõ thẩm quyền đã chấm dứt."),
    ),
    "DLG-17": RuleWords(
        gettext_lazy("Ủy quyền cho công chức theo danh mục của HĐND"),
        gettext_lazy(
            "Chủ tịch UBND cấp xã ủy quyền cho công chức một việc không có trong danh mục của HĐND cấp tỉnh."
        ),
        gettext_lazy("Ghi danh mục của HĐND vào sổ, hoặc chọn lại việc, người nhận."),
    ),
    "DLG-18": RuleWords(
        gettext_lazy("Nêu rõ không được ủy quyền lại"),
        gettext_lazy(
            "Người soạn đã xem và ghi rằng văn bản ủy quyền không nêu điều cấm này; điều cấm vẫn áp dụng."
        ),
        gettext_lazy("Bổ sung vào dự thảo nếu còn kịp."),
    ),
    "DLG-21": RuleWords(
        gettext_lazy("Đăng công báo khi luật đòi"),
        gettext_lazy("Văn bản quy phạm phân cấp, ủy quyền mà chưa ghi số công báo."),
        gettext_lazy("Ghi số công báo; nếu chưa đăng thì ghi lý do chấp nhận."),
    ),
}


class RulesPage(DeskPage):
    """Every check, one below the other; the address of each is its code."""

    template_name = "desk/rules.html"
    heading = gettext_lazy("Các phép kiểm tra")

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        """The checks with their words."""
        rules = [(rule.code, severity_word(rule.severity), WORDS[rule.code]) for rule in RULES]
        return super().get_context_data(rules=rules, **context)


def severity_word(severity: Severity) -> str:
    """What findings of a severity are called."""
    return {"error": _("lỗi"), "warning": _("cảnh báo"), "info": _("lưu ý")}[severity]
