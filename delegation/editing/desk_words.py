"""The sentences that the table of lines says in the browser; `{name}` stands for a value that the browser puts in."""

from __future__ import annotations

from django.utils.translation import gettext as _


def desk_words() -> dict[str, str]:
    """Every sentence, by the name that the scripts know it by."""
    return {**_saving(), **_conflicts(), **_table(), **_editing(), **_checking(), **_instrument()}


def _saving() -> dict[str, str]:
    return {
        "nothingWaits": _("Mọi thay đổi được lưu tự động"),
        "saving": _("Đang lưu…"),
        "saved": _("Đã lưu {time}"),
        "offline": _("Mất kết nối: {count} thay đổi đang giữ trên máy này, sẽ tự gửi khi có mạng lại"),
        "offlineIdle": _("Mất kết nối. Bạn vẫn soạn được; thay đổi sẽ giữ trên máy này"),
        "signedOut": _(
            "Phiên làm việc đã hết: {count} thay đổi đang giữ trên máy này. Hãy đăng nhập lại ở cửa sổ mới"
        ),
        "signedOutIdle": _("Phiên làm việc đã hết. Hãy đăng nhập lại ở cửa sổ mới"),
        "otherPerson": _(
            "Trình duyệt này đang đăng nhập bằng tài khoản khác. {count} thay đổi vẫn giữ trên máy này; hãy đăng nhập "
            "lại bằng tài khoản của bạn để gửi"
        ),
        "refused": _("Chưa lưu được {count} thay đổi: {sentence}"),
        "notKept": _("(Máy này không giữ được thay đổi; đừng đóng trang trước khi lưu xong.)"),
        "forgetConfirm": _("Bỏ {count} thay đổi chưa lưu được? Không lấy lại được nữa."),
        "closed": _("Hồ sơ đang ở tình trạng “{state}” nên chỉ xem được."),
    }


def _conflicts() -> dict[str, str]:
    return {
        "conflicts": _("{count} chỗ hai người cùng sửa"),
        "conflictsExplained": _(
            "Người khác đã sửa trong lúc bạn soạn. Chưa có gì bị ghi đè; hãy chọn cho từng chỗ."
        ),
        "conflictWas": _("Bạn đã thấy"),
        "conflictTheirs": _("{by} đã ghi"),
        "conflictMine": _("Bạn ghi"),
        "keepTheirs": _("Giữ của họ"),
        "keepMine": _("Ghi đè bằng của tôi"),
        "conflictRemoved": _("Dòng {line}: {by} đã bỏ dòng này trong lúc bạn sửa."),
        "agreeRemoved": _("Đồng ý bỏ"),
        "writeAgain": _("Ghi lại thành dòng mới"),
        "conflictKept": _("Dòng {line}: {by} đã sửa sau khi bạn xem nên dòng chưa bị bỏ."),
        "keepLine": _("Giữ dòng"),
        "removeStill": _("Vẫn bỏ"),
        "somebody": _("người khác"),
        "empty": _("(để trống)"),
    }


def _table() -> dict[str, str]:
    return {
        "line": _("Dòng"),
        "newLine": _("mới"),
        "selectAll": _("Chọn tất cả các dòng đang hiện"),
        "selectLine": _("Chọn dòng {line}"),
        "noLines": _("Chưa có dòng nào. Bấm “Thêm dòng”, hoặc sao chép từ Excel."),
        "noneFiltered": _("Không có dòng nào khớp với bộ lọc."),
        "lineCount": _("{count} dòng"),
        "lineCountFiltered": _("{count} trên {all} dòng"),
        "selectedCount": _("đã chọn {count}"),
        "withdraws": _("Rút"),
        "errors": _("{count} lỗi"),
        "warnings": _("{count} cảnh báo"),
        "othersChanged": _("vừa được sửa"),
        "looseCell": _("Chưa khớp với mục nào của sổ; hãy mở ô và chọn."),
        "unmatchedCell": _("Phụ lục ghi “{text}”, chưa khớp với mục nào của sổ; hãy mở ô và chọn."),
        "ownInstrument": _("văn bản của hồ sơ này"),
        "required": _("bắt buộc"),
        "requiredShort": _("(bắt buộc)"),
        "chooseLines": _("Hãy chọn dòng trước."),
        "removeConfirm": _("Bỏ {count} dòng khỏi hồ sơ?"),
        "removed": _("Đã bỏ {count} dòng. Ctrl+Z để lấy lại."),
        "duplicated": _("Đã nhân đôi {count} dòng."),
        "undone": _("Đã hoàn tác."),
        "nothingToUndo": _("Không có gì để hoàn tác."),
        "pasting": _("Đang dán {count} dòng…"),
        "pasted": _("Đã dán {count} dòng, trong đó thêm {made} dòng mới."),
        "setMany": _("Đã đặt cho {count} dòng."),
        "setManyTitle": _("Đặt hàng loạt cho {count} dòng"),
        "setManyHint": _("Chỉ những mục được đánh dấu mới thay đổi. Đánh dấu mà để trống là xóa nội dung."),
        "setManyDo": _("Đặt cho {count} dòng"),
        "cancel": _("Thôi"),
    }


def _editing() -> dict[str, str]:
    return {
        "chosen": _("Đã chọn"),
        "takeOut": _("Bỏ {name}"),
        "isNew": _("mới trong hồ sơ"),
        "choicesFound": _("{count} mục chọn được"),
        "choicesNone": _("Không có mục nào khớp."),
        "choiceClosed": _("{name}: {why}. Hãy chọn mục khác bằng phím mũi tên, hoặc gõ tên khác."),
        "choicesFailed": _("Chưa tìm được vì mất kết nối; hãy thử lại sau."),
        "dayPlaceholder": _("ngày/tháng/năm"),
        "dayHint": _("Viết ngày như 01/07/2025 hoặc 2025-07-01."),
        "limitsHint": _("Ví dụ: dưới 240 tỷ; không quá 5 tầng; từ 1.000 m2 đến dưới 2 ha; nhóm B, C."),
        "citationHint": _("Ví dụ: điểm a khoản 2 Điều 5, hoặc STT 12 Phụ lục I. Alt+↓ để điền từng phần."),
        "citation_annex": _("Phụ lục"),
        "citation_number": _("STT"),
        "citation_point": _("Điểm"),
        "citation_clause": _("Khoản"),
        "citation_article": _("Điều"),
    }


def _checking() -> dict[str, str]:
    return {
        "judging": _("Đang kiểm tra…"),
        "judgingFailed": _("Chưa kiểm tra được; sẽ thử lại sau lần lưu tới."),
        "judged": _("{errors} lỗi, {warnings} cảnh báo"),
        "judgedClean": _("Không có lỗi hay cảnh báo."),
        "severity_error": _("Lỗi"),
        "severity_warning": _("Cảnh báo"),
        "severity_info": _("Lưu ý"),
        "noteAt": _("Dòng {line}, {table}"),
        "noteInAll": _("Cả hồ sơ"),
        "moreNotes": _("và {count} điều nữa; hãy sửa những điều trên trước."),
        "acknowledged": _("Đã chấp nhận: {reason}"),
    }


def _instrument() -> dict[str, str]:
    return {
        "groupIdentity": _("Văn bản"),
        "groupSigning": _("Ban hành"),
        "groupEffect": _("Hiệu lực"),
        "groupSource": _("Nguồn và mức độ kiểm chứng"),
        "notSaid": _("Chưa ghi"),
    }
