from __future__ import annotations

from datetime import date

import pytest

from delegation.documents.composition import decision_of
from delegation.documents.decision import Article, DecisionDocument, DocumentRefused, Signature
from delegation.documents.enactment import Enactment
from delegation.documents.provisions import ProvisionLine, RelationLine
from tests.delegation.documents.examples import (
    CHAIR,
    COMMITTEE,
    CONSTRUCTION,
    HEALTH,
    TERM,
    bare,
    change,
    decentralizing,
    delegating,
    frame,
    many,
    provision,
    signed,
)
from units.periods import Period

_LATER = Period.of_days(date(2027, 3, 1), date(2028, 2, 29))


def article(document: DecisionDocument, heading: str) -> Article:
    (found,) = [article for article in document.articles if article.heading == heading]
    return found


def said(document: DecisionDocument, heading: str) -> str:
    return "\n".join(article(document, heading).paragraphs)


def column(document: DecisionDocument, heading: str) -> list[str]:
    (annex,) = document.annexes
    place = annex.header.index(heading)
    return [row[place] for row in annex.rows]


def test_a_delegation_says_what_through_when_how_and_from_when() -> None:
    document = decision_of(frame(), delegating(provision()))
    assert [one.title for one in document.articles] == [
        "Điều 1. Nội dung ủy quyền",
        "Điều 2. Thời hạn ủy quyền",
        "Điều 3. Trách nhiệm thực hiện",
        "Điều 4. Hiệu lực và tổ chức thi hành",
    ]
    assert not document.annexes


def test_every_word_of_a_provision_stands_in_its_article() -> None:
    assert article(decision_of(frame(), delegating(provision())), "Nội dung ủy quyền").paragraphs == (
        f"Ủy quyền cho Giám đốc Sở Xây dựng thực hiện nhiệm vụ, quyền hạn sau đây của {CHAIR}: Cấp giấy phép xây dựng "
        "công trình cấp II (lĩnh vực Hoạt động xây dựng; mã thủ tục hành chính 1.014199.H29); địa bàn: Tỉnh Bình "
        "Dương cũ; giới hạn: diện tích dưới 10.000 m², số tầng từ 7 trở xuống; điều kiện: Công trình ngoài khu vực "
        "bảo vệ di tích; căn cứ: Điều 103 Luật Xây dựng.",
    )


def test_every_word_of_a_provision_stands_in_its_line_of_the_annex() -> None:
    (annex,) = decision_of(frame(), delegating(*[provision()] * 4)).annexes
    assert dict(zip(annex.header, annex.rows[3], strict=True)) == {
        "STT": "4",
        "Nhiệm vụ, quyền hạn": "Cấp giấy phép xây dựng công trình cấp II",
        "Mã thủ tục hành chính": "1.014199.H29",
        "Cơ quan, người nhận": CONSTRUCTION,
        "Địa bàn": "Tỉnh Bình Dương cũ",
        "Giới hạn, điều kiện": "Giới hạn: diện tích dưới 10.000 m²; số tầng từ 7 trở xuống\n"
        "Điều kiện: Công trình ngoài khu vực bảo vệ di tích",
        "Căn cứ pháp lý": "Điều 103 Luật Xây dựng",
        "Từ ngày": "05/01/2027",
        "Đến hết ngày": "31/12/2027",
    }
    assert annex.sections[0].heading == "I. Lĩnh vực Hoạt động xây dựng"


def test_three_provisions_stand_in_the_article_and_four_in_an_annex() -> None:
    assert not decision_of(frame(), delegating(*many(3))).annexes
    document = decision_of(frame(), delegating(*many(4)))
    assert "thực hiện 4 nhiệm vụ, quyền hạn" in said(document, "Nội dung ủy quyền")
    assert "Phụ lục ban hành kèm theo Quyết định này" in said(document, "Nội dung ủy quyền")
    assert len(document.annexes[0].rows) == 4


def test_a_column_is_left_out_only_if_no_line_fills_it() -> None:
    lines = [bare(f"Việc {place}", HEALTH) for place in range(4)]
    (annex,) = decision_of(frame(), delegating(*lines)).annexes
    assert annex.header == ("STT", "Nhiệm vụ, quyền hạn", "Cơ quan, người nhận", "Từ ngày", "Đến hết ngày")
    document = decision_of(frame(), delegating(*lines, bare("Việc 5", HEALTH, territory="Côn Đảo")))
    assert column(document, "Địa bàn") == ["", "", "", "", "Côn Đảo"]


def test_one_term_is_said_once() -> None:
    assert article(decision_of(frame(), delegating(*many(30))), "Thời hạn ủy quyền").paragraphs[0] == (
        "1. Thời hạn ủy quyền: từ ngày 05 tháng 01 năm 2027 đến hết ngày 31 tháng 12 năm 2027."
    )


def test_a_few_terms_are_said_of_the_lines_that_have_them() -> None:
    lines = [bare(f"Việc {place}", HEALTH, period=_LATER if place == 3 else TERM) for place in range(1, 7)]
    terms = article(decision_of(frame(), delegating(*lines)), "Thời hạn ủy quyền").paragraphs
    assert terms[0].startswith(
        "1. Đối với nhiệm vụ, quyền hạn tại số thứ tự 1, 2, 4 đến 6 Phụ lục: từ ngày 05"
    )
    assert terms[1].startswith(
        "2. Đối với nhiệm vụ, quyền hạn tại số thứ tự 3 Phụ lục: từ ngày 01 tháng 3 năm 2027"
    )
    few = article(decision_of(frame(), delegating(*lines[1:3])), "Thời hạn ủy quyền").paragraphs
    assert few[1].startswith("2. Đối với nhiệm vụ, quyền hạn tại khoản 2 Điều 1: ")


def test_many_terms_are_left_to_the_annex() -> None:
    lines = [bare("Việc", HEALTH, period=Period.of_days(None, date(2027, place, 1))) for place in range(1, 6)]
    document = decision_of(frame(), delegating(*lines))
    assert "được ghi tại Phụ lục" in said(document, "Thời hạn ủy quyền")
    assert column(document, "Đến hết ngày")[4] == "01/05/2027"


def test_a_draft_delegation_without_an_end_has_room_for_it() -> None:
    lines = [bare(f"Việc {place}", HEALTH, period=Period()) for place in range(4)]
    document = decision_of(frame(), delegating(*lines))
    assert "đến hết ngày … tháng … năm …" in said(document, "Thời hạn ủy quyền")
    assert column(document, "Đến hết ngày") == ["……"] * 4


def test_who_receives_is_named_while_they_are_few() -> None:
    few = said(decision_of(frame(), delegating(*many(8))), "Nội dung ủy quyền")
    assert f"Ủy quyền cho {HEALTH}, Trưởng Ban Quản lý Khu Công nghệ cao và {CONSTRUCTION} thực hiện 8" in few
    crowd = [bare(f"Việc {place}", f"Chủ tịch phường {place}") for place in range(20)]
    content = said(decision_of(frame(), delegating(*crowd)), "Nội dung ủy quyền")
    assert "Ủy quyền cho các cơ quan, người có tên tại Phụ lục thực hiện 20" in content
    assert "Chủ tịch phường" not in content


def test_nothing_may_be_passed_on() -> None:
    assert "b) Không ủy quyền lại" in said(
        decision_of(frame(), delegating(provision())), "Trách nhiệm thực hiện"
    )
    decentralized = decision_of(frame(normative=True), decentralizing(provision()))
    assert "Không phân cấp tiếp" in said(decentralized, "Trách nhiệm thực hiện")


def test_a_decentralization_has_the_layout_of_a_normative_text() -> None:
    lines = (provision(period=Period(date(2027, 1, 5))), bare("Việc hai", HEALTH, period=Period()))
    document = decision_of(
        frame(normative=True, authority=COMMITTEE, symbol="2027/QĐ-UBND", abstract="Quy định phân cấp"),
        decentralizing(*lines),
    )
    assert [one.heading for one in document.articles] == [
        "Phạm vi điều chỉnh",
        "Đối tượng áp dụng",
        "Nguyên tắc phân cấp",
        "Nội dung phân cấp",
        "Trách nhiệm thực hiện",
        "Hiệu lực và tổ chức thi hành",
    ]
    assert said(document, "Nội dung phân cấp").count("từ ngày 05 tháng 01 năm 2027") == 1
    assert document.number_line == "Số: ……/2027/QĐ-UBND"
    assert document.preamble[-2:] == (
        "Theo đề nghị của Giám đốc Sở Xây dựng tại Tờ trình số 421/TTr-SXD;",
        f"{COMMITTEE} ban hành Quyết định quy định phân cấp.",
    )
    assert (document.authority_line, document.enactment_line) == ("", "")
    assert "- Công báo;" in document.distribution_lines


@pytest.mark.parametrize(
    ("action", "sentence"),
    [
        ("revoke", "Thu hồi việc ủy quyền cho {who} tại {where} từ ngày 05 tháng 01 năm 2027."),
        (
            "suspend",
            "Tạm đình chỉ việc ủy quyền cho {who} tại {where} từ ngày 05 tháng 01 năm 2027 đến hết ngày 31 tháng 12 "
            "năm 2027.",
        ),
        ("extend", "Gia hạn việc ủy quyền cho {who} tại {where} đến hết ngày 31 tháng 12 năm 2027."),
    ],
)
def test_a_change_of_a_former_grant_is_a_sentence(action: str, sentence: str) -> None:
    first = decision_of(frame(), delegating(changes=(change(action),))).articles[0]
    assert first.paragraphs == (
        sentence.format(
            who=f"{HEALTH} thực hiện “Cấp giấy phép di dời công trình”",
            where="Quyết định số 33/QĐ-UBND ngày 10 tháng 7 năm 2025",
        ),
    )


def test_many_changes_make_an_annex() -> None:
    actions = ("revoke", "suspend", "extend", "revoke")
    document = decision_of(frame(), delegating(changes=tuple(change(action) for action in actions)))
    assert "4 nhiệm vụ, quyền hạn tại Phụ lục ban hành" in said(document, "Thu hồi, tạm đình chỉ, gia hạn")
    assert column(document, "Nội dung thay đổi") == ["Thu hồi", "Tạm đình chỉ", "Gia hạn", "Thu hồi"]
    assert column(document, "Từ ngày") == ["05/01/2027", "05/01/2027", "", "05/01/2027"]
    assert column(document, "Đến hết ngày") == ["", "31/12/2027", "31/12/2027", ""]


def test_what_is_done_to_other_documents_is_said_and_grounds_join_the_grounds() -> None:
    relations = (
        RelationLine(relation="replaces", target="Quyết định số 33/QĐ-UBND"),
        RelationLine(relation="suspends", target="Quyết định số 34/QĐ-UBND", period=TERM),
        RelationLine(relation="based_on", target="Nghị định số 140/2025/NĐ-CP"),
    )
    document = decision_of(frame(), delegating(provision(), relations=relations))
    effect = article(document, "Hiệu lực và tổ chức thi hành").paragraphs
    assert effect[1:3] == (
        "2. Quyết định này thay thế Quyết định số 33/QĐ-UBND.",
        "3. Quyết định này đình chỉ thi hành Quyết định số 34/QĐ-UBND từ ngày 05 tháng 01 năm 2027 đến hết ngày 31 "
        "tháng 12 năm 2027.",
    )
    assert "Căn cứ Nghị định số 140/2025/NĐ-CP;" in document.preamble
    alone = decision_of(frame(), delegating(relations=relations[:1]))
    assert alone.articles[0].paragraphs == ("Quyết định này thay thế Quyết định số 33/QĐ-UBND.",)
    assert "thay thế" not in said(alone, "Hiệu lực và tổ chức thi hành")


@pytest.mark.parametrize(
    ("effective", "sentence"),
    [
        (Period(), "1. Quyết định này có hiệu lực kể từ ngày ký."),
        (
            TERM,
            "1. Quyết định này có hiệu lực từ ngày 05 tháng 01 năm 2027 đến hết ngày 31 tháng 12 năm 2027.",
        ),
    ],
)
def test_from_when_the_decision_holds(effective: Period, sentence: str) -> None:
    document = decision_of(
        frame(), delegating(provision(), effective=effective, executors=("Chánh Văn phòng",))
    )
    first, last = article(document, "Hiệu lực và tổ chức thi hành").paragraphs
    assert first == sentence
    assert last.startswith(f"2. Chánh Văn phòng; {CONSTRUCTION}; cơ quan")


def test_grounds_and_proposal_have_their_words_and_marks_once() -> None:
    assert decision_of(frame(), delegating(provision())).preamble == (
        "Căn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025;",
        "Căn cứ Luật Xây dựng;",
        "Theo đề nghị của Giám đốc Sở Xây dựng tại Tờ trình số 421/TTr-SXD.",
    )


def test_the_distribution_names_the_last_article() -> None:
    given = ("Như Điều 9;", "- Thường trực Thành ủy;", "Lưu: VT.")
    enactment = delegating(provision(), changes=(change(),))
    assert decision_of(frame(distribution=given), enactment).distribution_lines == (
        "- Như Điều 5;",
        "- Thường trực Thành ủy;",
        "- Lưu: VT.",
    )


def test_what_is_not_known_yet_is_dots() -> None:
    document = decision_of(frame(), delegating(provision()))
    assert document.number_line == "Số: ……/QĐ-UBND"
    assert document.place_line == "Thành phố Hồ Chí Minh, ngày … tháng … năm …"
    assert document.signer == "……"


def test_what_is_known_is_printed() -> None:
    document = decision_of(signed(), delegating(*many(4)))
    assert document.number_line == "Số: 3321/QĐ-UBND"
    assert document.place_line == "Thành phố Hồ Chí Minh, ngày 05 tháng 01 năm 2027"
    assert document.annexes[0].caption == (
        f"(Ban hành kèm theo Quyết định số 3321/QĐ-UBND ngày 05 tháng 01 năm 2027 của {CHAIR})"
    )


@pytest.mark.parametrize(("document", "marked"), [(frame(), True), (signed(), False)])
def test_a_draft_is_marked(document: DecisionDocument, marked: bool) -> None:
    assert ("DỰ THẢO" in list(decision_of(document, delegating(provision())).texts())) is marked


def test_texts_are_tidied_before_they_are_compared() -> None:
    untidy = bare(" Việc\n một ", "", f" {HEALTH} ")
    assert decision_of(frame(), delegating(untidy)) == decision_of(
        frame(), delegating(bare("Việc một", HEALTH))
    )


_WITHOUT_END = bare("Việc", HEALTH, period=Period(date(2027, 1, 5)))
_BACKWARDS = Period(date(2027, 1, 5), date(2027, 1, 5))


@pytest.mark.parametrize(
    ("document", "enactment", "reason"),
    [
        (frame(), delegating(), "chưa có nội dung"),
        (frame(), delegating(relations=(RelationLine(relation="based_on", target="A"),)), "chưa có nội dung"),
        (
            frame(),
            delegating(provision(), provision(period=_BACKWARDS)),
            "trao quyền thứ 2 có ngày cuối trước",
        ),
        (frame(), delegating(changes=(change(period=_BACKWARDS),)), "thay đổi thứ 1 có ngày cuối trước"),
        (signed(), delegating(_WITHOUT_END), "ủy quyền phải có thời hạn"),
        (signed(), delegating(bare("", HEALTH)), "chưa ghi nhiệm vụ, quyền hạn"),
        (signed(), delegating(bare("Việc")), "chưa ghi bên nhận"),
        (signed(), delegating(provision(), grantor=""), "chưa ghi bên trao"),
        (signed(abstract=""), delegating(provision()), "chưa có trích yếu"),
        (signed(authority=""), delegating(provision()), "chưa ghi cơ quan ban hành"),
        (signed(symbol=""), delegating(provision()), "chưa có ký hiệu"),
        (
            signed(signature=Signature()),
            delegating(provision()),
            "chưa ghi tư cách ký",
        ),
        (signed(), delegating(changes=(change(title=""),)), "chưa ghi đủ nội dung"),
        (signed(), delegating(changes=(change("extend", period=Period()),)), "gia hạn phải nói"),
    ],
)
def test_what_cannot_be_a_decision_is_refused_in_a_sentence(
    document: DecisionDocument, enactment: Enactment, reason: str
) -> None:
    with pytest.raises(DocumentRefused) as refused:
        decision_of(document, enactment)
    (sentence,) = refused.value.reasons
    assert reason in sentence
    assert "hãy" in sentence


@pytest.mark.parametrize("line", [_WITHOUT_END, bare("", HEALTH), bare("Việc")])
def test_a_draft_may_lack_what_a_decision_must_have(line: ProvisionLine) -> None:
    document = decision_of(
        frame(abstract="", authority="", signature=signed().signature), delegating(line, grantor="")
    )
    assert "……" in "".join(document.texts())


def test_a_decentralization_has_no_term() -> None:
    assert decision_of(signed(), decentralizing(_WITHOUT_END)).articles


def test_everything_that_is_missing_is_told_at_once() -> None:
    with pytest.raises(DocumentRefused) as refused:
        decision_of(signed(abstract=""), delegating(bare(""), bare("Việc", HEALTH), bare("")))
    assert len(refused.value.reasons) == 5
    assert [row for row in (1, 2, 3) if any(f"thứ {row} " in line for line in refused.value.reasons)] == [
        1,
        3,
    ]
