"""The articles of a decision that delegates (ủy quyền) or decentralizes (phân cấp), in plain official words. Pure.

Source: Luật 63/2025/QH15, Điều 8 and Điều 9, and Luật 72/2025/QH15, Điều 13 and Điều 14, for what must be said: the
content, the recipients, the term of a delegation, no passing on, who answers for the result, the own seal and form.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from delegation.documents.decision import Article, DecisionDocument
from delegation.documents.enactment import Enactment, citations
from delegation.documents.phrases import (
    BLANK,
    LETTERS,
    capitalised,
    ended,
    listed,
    official_day,
    ranges,
    term_in_words,
)
from delegation.documents.provisions import CHANGES, change_in_words, provision_in_words, relations_in_words
from units.periods import Period

# So many recipients are named in a sentence, so many terms in an article; the annex names more of them.
_MOST_NAMED = 6
_MOST_TERMS = 3

Section = tuple[str, list[str]]


def articles_of(frame: DecisionDocument, enactment: Enactment) -> tuple[Article, ...]:
    """The articles, numbered from 1."""
    this = f"{frame.kind_name} này"
    if not enactment.provisions:
        sections = [_changes(enactment, this)] if enactment.changes else [_relations(enactment, this)]
    else:
        layout = _delegation if enactment.kind == "delegation" else _decentralization
        sections = layout(enactment, frame.kind_name)
        sections += [_changes(enactment, this)] if enactment.changes else []
    sections.append(_effect(enactment, this))
    return tuple(
        Article(number, heading, tuple(paragraphs))
        for number, (heading, paragraphs) in enumerate(sections, 1)
    )


def _delegation(enactment: Enactment, kind_name: str) -> list[Section]:
    return [
        ("Nội dung ủy quyền", _content(enactment, f"{kind_name} này")),
        ("Thời hạn ủy quyền", _terms(enactment, kind_name)),
        ("Trách nhiệm thực hiện", _duties_of_delegation(enactment.grantor or BLANK)),
    ]


def _decentralization(enactment: Enactment, kind_name: str) -> list[Section]:
    grantor = enactment.grantor or BLANK
    return [
        (
            "Phạm vi điều chỉnh",
            [
                f"{kind_name} này quy định việc phân cấp nhiệm vụ, quyền hạn của {grantor} cho "
                f"{_recipients(enactment)} thực hiện thường xuyên, liên tục."
            ],
        ),
        (
            "Đối tượng áp dụng",
            _clauses(
                [
                    f"{capitalised(_recipients(enactment))}.",
                    "Cơ quan, tổ chức, cá nhân khác có liên quan đến nhiệm vụ, quyền hạn được phân cấp.",
                ]
            ),
        ),
        (
            "Nguyên tắc phân cấp",
            _clauses(
                [
                    "Chỉ phân cấp nhiệm vụ, quyền hạn thuộc thẩm quyền của cơ quan phân cấp và pháp luật không "
                    "cấm phân cấp.",
                    "Mỗi nhiệm vụ, quyền hạn trên một địa bàn do một cơ quan thực hiện; không chồng lấn, không "
                    "bỏ sót.",
                    "Phân cấp đi đôi với bảo đảm nguồn lực và với kiểm tra việc thực hiện.",
                    "Cơ quan được phân cấp không phân cấp tiếp nhiệm vụ, quyền hạn đã nhận.",
                ]
            ),
        ),
        ("Nội dung phân cấp", _content(enactment, f"{kind_name} này")),
        ("Trách nhiệm thực hiện", _duties_of_decentralization(grantor)),
    ]


def _content(enactment: Enactment, this: str) -> list[str]:
    """What is granted to whom: khoản and điểm as `citations` counts them, or the reference to the annex."""
    if enactment.provisions_in_annex:
        return _content_of_annex(enactment, this)
    groups = enactment.by_recipients()
    single = len(groups) == 1
    paragraphs: list[str] = []
    for clause, (recipients, positions) in enumerate(groups, 1):
        mark = "" if single else f"{clause}. "
        said = [
            provision_in_words(enactment.provisions[place], with_start=enactment.kind != "delegation")
            for place in positions
        ]
        opening = f"{mark}{capitalised(enactment.verb)} cho {listed(recipients)} thực hiện"
        of_grantor = f"của {enactment.grantor or BLANK}"
        if len(said) == 1:
            paragraphs.append(ended(f"{opening} nhiệm vụ, quyền hạn sau đây {of_grantor}: {said[0]}", "."))
            continue
        paragraphs.append(f"{opening} các nhiệm vụ, quyền hạn sau đây {of_grantor}:")
        paragraphs += _clauses(said) if single else _points(said)
    return paragraphs


def _content_of_annex(enactment: Enactment, this: str) -> list[str]:
    annex = f"Phụ lục {enactment.provisions_annex}".rstrip()
    granted = (
        f"{capitalised(enactment.verb)} cho {_recipients(enactment)} thực hiện {len(enactment.provisions)} nhiệm vụ, "
        f"quyền hạn của {enactment.grantor or BLANK} tại {annex} ban hành kèm theo {this}."
    )
    if len(enactment.by_recipients()) == 1:
        return [granted]
    return _clauses(
        [
            granted,
            f"Mỗi cơ quan, người được {enactment.verb} chỉ thực hiện những nhiệm vụ, quyền hạn mà {annex} ghi cho "
            "mình, trong phạm vi ghi tại cùng dòng.",
        ]
    )


def _recipients(enactment: Enactment) -> str:
    """The recipients in a sentence."""
    return listed(_named_recipients(enactment))


def _named_recipients(enactment: Enactment) -> tuple[str, ...]:
    """The recipients by their names or, where they are many, by where they are named."""
    names = enactment.recipients
    if len(names) <= _MOST_NAMED or not enactment.provisions_in_annex:
        return names
    return (f"các cơ quan, người có tên tại Phụ lục {enactment.provisions_annex}".rstrip(),)


def _terms(enactment: Enactment, kind_name: str) -> list[str]:
    by_term: dict[Period, list[int]] = defaultdict(list)
    for position, line in enumerate(enactment.provisions):
        by_term[line.period].append(position)
    ending = (
        f"Việc ủy quyền chấm dứt trước thời hạn khi {kind_name} này hết hiệu lực, khi bị thu hồi, hoặc khi pháp luật "
        "quy định khác về thẩm quyền đối với nhiệm vụ, quyền hạn đó."
    )
    if len(by_term) == 1:
        return _clauses([f"Thời hạn ủy quyền: {term_in_words(next(iter(by_term)), kind_name)}.", ending])
    if len(by_term) > _MOST_TERMS:
        annex = f"Phụ lục {enactment.provisions_annex}".rstrip()
        return _clauses([f"Thời hạn ủy quyền của từng nhiệm vụ, quyền hạn được ghi tại {annex}.", ending])
    terms = [
        f"Đối với nhiệm vụ, quyền hạn tại {_places(enactment, positions)}: {term_in_words(period, kind_name)}."
        for period, positions in by_term.items()
    ]
    return _clauses([*terms, ending])


def _places(enactment: Enactment, positions: Iterable[int]) -> str:
    if not enactment.provisions_in_annex:
        cited = citations(enactment)
        return listed([cited[place] for place in positions])
    serials = enactment.serials()
    annex = f"Phụ lục {enactment.provisions_annex}".rstrip()
    return f"số thứ tự {ranges(serials[place] for place in positions)} {annex}"


def _duties_of_delegation(grantor: str) -> list[str]:
    return [
        "1. Cơ quan, người được ủy quyền có trách nhiệm:",
        *_points(
            [
                "thực hiện đúng nội dung, phạm vi, thời hạn được ủy quyền; chịu trách nhiệm trước pháp luật và trước "
                f"{grantor} về kết quả thực hiện",
                "không ủy quyền lại cho cơ quan, tổ chức, cá nhân khác",
                "sử dụng con dấu và thể thức văn bản của cơ quan mình khi thực hiện nhiệm vụ, quyền hạn được ủy quyền",
                f"bố trí nguồn lực để thực hiện; định kỳ và khi có yêu cầu, báo cáo {grantor} kết quả thực hiện",
            ]
        ),
        f"2. {capitalised(grantor)} bảo đảm điều kiện thực hiện, hướng dẫn, kiểm tra và chịu trách nhiệm về kết quả "
        "của việc ủy quyền, trừ phần người được ủy quyền thực hiện không đúng nội dung, phạm vi, thời hạn.",
    ]


def _duties_of_decentralization(grantor: str) -> list[str]:
    return [
        "1. Cơ quan được phân cấp có trách nhiệm:",
        *_points(
            [
                "thực hiện nhiệm vụ, quyền hạn được phân cấp và chịu trách nhiệm hoàn toàn về kết quả thực hiện",
                "không phân cấp tiếp nhiệm vụ, quyền hạn đã nhận",
                "bố trí nhân lực, cơ sở vật chất; công khai thủ tục và địa điểm tiếp nhận hồ sơ",
                f"định kỳ và khi có yêu cầu, báo cáo {grantor} kết quả thực hiện",
            ]
        ),
        f"2. {capitalised(grantor)} bảo đảm nguồn lực và điều kiện cần thiết, hướng dẫn và kiểm tra việc thực hiện.",
    ]


def _changes(enactment: Enactment, this: str) -> Section:
    done = [
        word for action, word in CHANGES.items() if any(line.action == action for line in enactment.changes)
    ]
    heading = capitalised(", ".join(done))
    if enactment.changes_in_annex:
        annex = f"Phụ lục {enactment.changes_annex}".rstrip()
        sentence = (
            f"{heading} việc {enactment.verb} đối với {len(enactment.changes)} nhiệm vụ, quyền hạn tại {annex} "
            f"ban hành kèm theo {this}."
        )
        return heading, [sentence]
    said = [f"{change_in_words(change, enactment.verb)}." for change in enactment.changes]
    return heading, said if len(said) == 1 else _clauses(said)


def _relations(enactment: Enactment, this: str) -> Section:
    said = [ended(line, ".") for line in relations_in_words(enactment.relations, this)]
    return "Nội dung", said if len(said) == 1 else _clauses(said)


def _effect(enactment: Enactment, this: str) -> Section:
    """From when the decision holds, what it does to other documents, who carries it out."""
    period = enactment.effective
    start = f"từ {official_day(period.start)}" if period.start else "kể từ ngày ký"
    end = f" đến hết {official_day(period.last_day)}" if period.last_day else ""
    said = [f"{this} có hiệu lực {start}{end}."]
    if enactment.provisions or enactment.changes:
        said += [ended(line, ".") for line in relations_in_words(enactment.relations, this)]
    named = [*enactment.executors, *_named_recipients(enactment), "cơ quan, tổ chức, cá nhân có liên quan"]
    said.append(f"{capitalised('; '.join(named))} chịu trách nhiệm thi hành {this}.")
    return "Hiệu lực và tổ chức thi hành", _clauses(said)


def _clauses(sentences: Iterable[str]) -> list[str]:
    """Khoản: "1. …", each a sentence of its own."""
    return [ended(f"{number}. {sentence}", ".") for number, sentence in enumerate(sentences, 1)]


def _points(phrases: Iterable[str]) -> list[str]:
    """Điểm: "a) …;", the last with a full stop."""
    marked = [f"{letter}) {capitalised(phrase)}" for letter, phrase in zip(LETTERS, phrases, strict=False)]
    *most, last = marked
    return [*(ended(line, ";") for line in most), ended(last, ".")]
