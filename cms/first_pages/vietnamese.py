"""The first pages in Vietnamese. {question}, {competence} and {search} are addresses."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from cms.first_pages.words import PageWords, callout, heading, points, power_card, question, text

PAGES: Final[Mapping[str, PageWords]] = {
    "": PageWords(
        "Ai có thẩm quyền?",
        "<p>Sổ này ghi việc phân quyền, phân cấp, ủy quyền trên địa bàn Thành phố Hồ Chí Minh: cơ quan nào được quyết "
        "định việc gì, ở đâu, trong giới hạn nào, từ ngày nào đến ngày nào, theo điều khoản nào.</p>",
    ),
    "ma-tran": PageWords(
        "Ma trận thẩm quyền",
        "<p>Mỗi dòng là một thẩm quyền đang có hiệu lực vào ngày đã chọn: giao cho ai, bằng hình thức nào, theo văn "
        "bản nào.</p>",
    ),
    "tin-quyet-dinh": PageWords(
        "Tin về các quyết định",
        "<p>Văn bản giao quyền mới, sửa đổi, hết hiệu lực, và điều chúng làm thay đổi.</p>",
    ),
    "huong-dan": PageWords(
        "Hướng dẫn", "<p>Cách tra cứu, cách đọc câu trả lời, cách trích dẫn và mang dữ liệu đi.</p>"
    ),
    "huong-dan/cach-doc-so": PageWords(
        "Cách đọc sổ",
        "Câu trả lời của sổ gồm những phần nào, mỗi phần nghĩa là gì, và khi nào phải hỏi cơ quan pháp chế.",
        (
            heading("Hỏi một câu"),
            text(
                'Mở <a href="{question}">Ai có thẩm quyền?</a>, ghi việc gì, ở đâu, ngày nào. Việc có thể ghi vài từ '
                "trong tên hoặc mã thủ tục; nơi có thể ghi tên hiện nay hoặc tên cũ; để trống ngày là hôm nay.",
                "Khi chữ đã ghi có thể hiểu nhiều cách, sổ đưa các cách hiểu ra để chọn. Sổ không đoán.",
            ),
            heading("Đọc câu trả lời"),
            points(
                "<b>Đã rõ</b>: sổ ghi đúng một cơ quan, căn cứ không có điểm vướng.",
                "<b>Tùy trường hợp</b>: nhiều cơ quan, mỗi cơ quan trong giới hạn riêng; hãy thêm dữ kiện.",
                "<b>Chồng lấn</b>: nhiều cơ quan mà văn bản không nói khi nào là cơ quan nào; cần hỏi pháp chế.",
                "<b>Chưa đủ căn cứ</b>: có văn bản giao quyền nhưng căn cứ vướng; điểm vướng được nêu tên.",
                "<b>Không ghi nhận</b>: sổ không thấy văn bản nào giao; không có nghĩa là không ai có thẩm quyền.",
            ),
            heading("Xem thẩm quyền từ đâu đến"),
            text(
                "Dưới mỗi cơ quan là chuỗi giao quyền, từ văn bản gốc đến cơ quan ấy, mỗi mắt xích kèm điều khoản, "
                "ngày bắt đầu, ngày kết thúc và mức kiểm chứng. Một mắt xích hết hiệu lực thì các mắt xích sau nó "
                "không còn chỗ dựa.",
                "Đây là một thẩm quyền như sổ đang ghi hôm nay:",
            ),
            power_card("chung-thuc.01"),
            heading("Hai thứ ngày"),
            text(
                "Ngày trong câu hỏi là ngày của pháp luật: hôm ấy ai có thẩm quyền. Số lần ghi ở cuối trang là ngày "
                "của sổ: sổ biết điều đó từ khi nào. Chỗ sổ ghi sai được sửa bằng một lần ghi mới; lần ghi cũ vẫn xem "
                "lại được, nên trang đã trích dẫn không đổi lời."
            ),
            callout(
                "Sổ giúp tìm và đối chiếu. Khi có khác biệt, văn bản do cơ quan có thẩm quyền ban hành có giá trị."
            ),
        ),
    ),
    "hoi-dap": PageWords(
        "Hỏi và đáp",
        "<p>Điều người dân, doanh nghiệp, luật sư và cán bộ phường, xã hay hỏi về thẩm quyền và về sổ này.</p>",
        (
            question(
                "Ai ký giấy tờ của tôi tại nơi tôi ở, hôm nay?",
                text(
                    'Hỏi tại <a href="{question}">Ai có thẩm quyền?</a>: ghi việc và phường, xã của bạn. Câu trả lời '
                    "nói chức danh nào quyết định, thay cho ai nếu được ủy quyền, trong giới hạn nào, đến hết ngày nào."
                ),
            ),
            question(
                "Nộp hồ sơ ở đâu?",
                text(
                    "Đó là câu hỏi khác, và sổ này không trả lời. Nơi tiếp nhận hồ sơ không nhất thiết là nơi quyết "
                    "định. Nơi nộp có trong thủ tục hành chính đã công bố, tra theo mã thủ tục mà sổ có ghi."
                ),
            ),
            question(
                "Phường cũ có thẩm quyền vào ngày ký quyết định gửi cho tôi không?",
                text(
                    'Hỏi với <a href="{competence}">tên cũ của phường và ngày ký</a>. Sổ tìm đơn vị theo tên của ngày '
                    "ấy và trả lời theo văn bản có hiệu lực vào ngày ấy. Nếu chuỗi giao quyền đứt, sổ nói đứt ở đâu; "
                    "kết luận về giá trị của quyết định thuộc về cơ quan giải quyết khiếu nại hoặc tòa án."
                ),
            ),
            question(
                "Hồ sơ đang dở của quận, huyện cũ thì cơ quan nào tiếp nhận?",
                text(
                    'Tra <a href="{search}">tên quận, huyện</a>: trang của đơn vị cho biết nó nhập vào đâu, ngày nào, '
                    "theo văn bản nào; từ đó hỏi ai có thẩm quyền về việc của bạn từ ngày ấy. Sổ không theo dõi từng "
                    "hồ sơ, nên việc chuyển hồ sơ cụ thể phải hỏi cơ quan đang giữ nó."
                ),
            ),
            question(
                "Thẩm quyền này kết thúc khi nào?",
                text(
                    "Mỗi câu trả lời ghi ngày cuối và nguyên nhân: hết thời hạn ủy quyền, văn bản hết hiệu lực, bị "
                    "thay thế, bị thu hồi, hoặc chỗ dựa của bên giao chấm dứt. “Không ghi ngày hết hiệu lực” nghĩa là "
                    "sổ không thấy ngày nào, không phải là mãi mãi."
                ),
            ),
            question(
                "Phân quyền, phân cấp, ủy quyền khác nhau thế nào?",
                points(
                    "<b>Phân quyền</b>: Quốc hội giao hẳn bằng luật hoặc nghị quyết; cơ quan nhận tự chịu trách nhiệm.",
                    "<b>Phân cấp</b>: cơ quan có thẩm quyền giao hẳn, thường xuyên; cơ quan giao không còn thực hiện.",
                    "<b>Ủy quyền</b>: giao trong thời hạn nhất định; bên giao vẫn chịu trách nhiệm, bên nhận không "
                    "được "
                    "ủy quyền tiếp.",
                ),
            ),
            question(
                "Vì sao nơi này có thẩm quyền mà nơi khác không?",
                text(
                    "Có việc chỉ giao cho một số địa bàn, hoặc mỗi nơi theo văn bản của cấp mình. Câu trả lời nêu địa "
                    "bàn áp dụng và văn bản loại trừ nếu có. Nơi chưa có văn bản thì sổ nói là không ghi nhận."
                ),
            ),
            question(
                "Sổ nói “không ghi nhận”. Vậy là không ai có thẩm quyền?",
                text(
                    "Không hẳn. Có thể lĩnh vực ấy chưa được ghi đủ. Trang về mức độ đầy đủ nói từng lĩnh vực đã ghi "
                    "đến đâu, đủ tính đến ngày nào, còn thiếu gì."
                ),
            ),
            question(
                "Sổ từng ghi khác. Tôi xem lại được không?",
                text(
                    "Được. Mỗi lần ghi có một số. Địa chỉ kèm số lần ghi luôn cho thấy điều sổ biết khi ấy, kể cả khi "
                    "sau này sổ đã sửa. Sửa và rút lại đều được ghi vào nhật ký, không xóa."
                ),
            ),
            question(
                "Câu trả lời của sổ dùng làm căn cứ pháp lý được không?",
                text(
                    "Không. Căn cứ là điều khoản của văn bản mà câu trả lời dẫn ra. Hãy trích dẫn văn bản ấy, kèm địa "
                    "chỉ cố định của câu trả lời để người đọc kiểm tra lại."
                ),
            ),
        ),
    ),
    "muc-do-day-du": PageWords(
        "Mức độ đầy đủ của sổ",
        "<p>Với từng lĩnh vực: đã ghi những gì, đủ tính đến ngày nào, biết là còn thiếu gì. Lĩnh vực chưa có nhận định "
        "thì đừng suy ra điều gì từ chỗ trống.</p>",
    ),
    "ve-so-nay": PageWords(
        "Về sổ này",
        "Sổ là gì và không phải là gì, dữ liệu từ đâu, được kiểm tra thế nào, và sổ biết gì về người đọc.",
        (
            heading("Giá trị pháp lý"),
            text(
                "Sổ này giúp tìm và đối chiếu văn bản giao quyền. Sổ không trao, không bớt và không chứng nhận thẩm "
                "quyền. Khi có khác biệt, văn bản do cơ quan có thẩm quyền ban hành có giá trị."
            ),
            heading("Nguồn"),
            text(
                "Luật, nghị định, nghị quyết, quyết định đã công khai. Mỗi mục ghi nguồn và mức kiểm chứng: đã thấy "
                "nội dung trong văn bản công khai; theo nguồn thứ cấp; hoặc chưa kiểm chứng."
            ),
            heading("Cách làm"),
            text(
                "Mỗi lần công bố là một lần ghi có số. Điều đã công bố không bị xóa; sai thì sửa bằng lần ghi mới, sửa "
                "gì đều xem lại được. Câu trả lời được tính từ các điều khoản đã ghi cho đúng nơi và ngày đã hỏi, "
                "không "
                "viết sẵn. Trang do biên tập viên viết phải được duyệt trước khi đăng."
            ),
            heading("Quyền riêng tư"),
            text(
                "Trang công khai không đặt cookie, không theo dõi, không gọi tới máy chủ nào khác. Cookie chỉ có sau "
                "khi "
                "cán bộ đăng nhập nơi biên tập. Ai đăng ký nhận tin thì sổ giữ địa chỉ thư điện tử và điều muốn theo "
                "dõi; phải xác nhận qua thư mới có hiệu lực và thôi nhận bằng một lần bấm.",
                "Sổ ghi chức danh, không ghi thông tin cá nhân của công chức ngoài điều chính văn bản đã nêu.",
            ),
        ),
    ),
    "tiep-can": PageWords(
        "Trợ giúp tiếp cận",
        "Sổ được làm để ai cũng dùng được, kể cả bằng bàn phím, trình đọc màn hình, phóng to hay trên giấy.",
        (
            heading("Chuẩn áp dụng"),
            text(
                "Sổ hướng tới mức AA của Hướng dẫn về khả năng tiếp cận nội dung web WCAG 2.2 và Thông tư "
                "26/2020/TT-BTTTT về tiêu chuẩn, công nghệ hỗ trợ người khuyết tật tiếp cận sản phẩm, dịch vụ thông "
                "tin "
                "và truyền thông."
            ),
            heading("Những gì đã làm"),
            points(
                "Mọi trang dùng được chỉ bằng bàn phím, và không cần JavaScript.",
                "Phóng to đến 400 % không phải cuộn ngang; màn hình hẹp thì bảng thành các thẻ.",
                "Trạng thái luôn có chữ và hình dạng, không chỉ có màu; có nền sáng, nền tối và chế độ tương phản cao.",
                "Hình vẽ luôn đi cùng lời hoặc bảng nói cùng một điều.",
            ),
            heading("Chỗ còn hạn chế"),
            text(
                "Tên thủ tục, cơ quan, văn bản giữ nguyên tiếng Việt ở bản tiếng Anh. Tệp văn bản gốc do cơ quan khác "
                "công bố có thể là ảnh chụp mà trình đọc màn hình không đọc được."
            ),
            heading("Khi gặp trở ngại"),
            text(
                "Xin báo cho cơ quan quản lý sổ: địa chỉ trang, việc định làm, thiết bị và công cụ hỗ trợ đang dùng. "
                "Cơ quan ấy cung cấp nội dung bằng hình thức khác khi được yêu cầu."
            ),
        ),
    ),
}
