"""Why no decision can be made of what was given, in sentences that say which line and what to do. Pure."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from delegation.documents.decision import DecisionDocument
from delegation.documents.enactment import Enactment
from delegation.documents.provisions import ChangeLine, ProvisionLine


def always_wrong(enactment: Enactment) -> Iterator[str]:
    """What not even a draft may be: without content, or with a term that ends before it begins."""
    if not (enactment.provisions or enactment.changes or any(_acts(enactment))):
        yield _(
            "Hồ sơ chưa có nội dung để lập văn bản; hãy thêm ít nhất một dòng trao quyền, một thay đổi hoặc một "
            "quan hệ với văn bản khác."
        )
    for row, line in enumerate(enactment.provisions, 1):
        if not line.period.is_ordered:
            yield _("Dòng trao quyền thứ %(row)d có ngày cuối trước ngày đầu; hãy sửa thời hạn.") % {
                "row": row
            }
    for row, change in enumerate(enactment.changes, 1):
        if not change.period.is_ordered:
            yield _("Dòng thay đổi thứ %(row)d có ngày cuối trước ngày đầu; hãy sửa thời hạn.") % {"row": row}


def missing(frame: DecisionDocument, enactment: Enactment) -> Iterator[str]:
    """What a decision lacks before it can be signed, but for number, day and name, which the signing brings."""
    yield from _missing_in_frame(frame)
    if enactment.provisions and not enactment.grantor:
        yield _("Văn bản chưa ghi bên trao quyền; hãy ghi bên trao.")
    for row, line in enumerate(enactment.provisions, 1):
        for lacking in _missing_in(line, enactment):
            yield _("Dòng trao quyền thứ %(row)d %(lacking)s") % {"row": row, "lacking": lacking}
    for row, change in enumerate(enactment.changes, 1):
        for lacking in _missing_in_change(change):
            yield _("Dòng thay đổi thứ %(row)d %(lacking)s") % {"row": row, "lacking": lacking}


def _missing_in_frame(frame: DecisionDocument) -> Iterator[str]:
    if not frame.abstract:
        yield _("Văn bản chưa có trích yếu; hãy ghi trích yếu.")
    if not (frame.issuing_body and frame.authority):
        yield _("Văn bản chưa ghi cơ quan ban hành; hãy ghi cơ quan ban hành và người có thẩm quyền.")
    if not frame.symbol:
        yield _("Văn bản chưa có ký hiệu; hãy ghi ký hiệu, chẳng hạn QĐ-UBND.")
    if not frame.signature.capacity:
        yield _("Văn bản chưa ghi tư cách ký; hãy ghi quyền hạn và chức vụ của người ký.")


def _acts(enactment: Enactment) -> Iterator[bool]:
    """Of each relation, whether it does something to the other document; a legal basis does not."""
    return (line.relation != "based_on" for line in enactment.relations)


def _missing_in(line: ProvisionLine, enactment: Enactment) -> Iterator[str]:
    if not line.title:
        yield _("chưa ghi nhiệm vụ, quyền hạn; hãy chọn một quyền hạn.")
    if not line.recipients:
        yield _("chưa ghi bên nhận; hãy chọn ít nhất một cơ quan, người nhận.")
    if enactment.kind == "delegation" and line.period.end is None:
        yield _("chưa ghi ngày cuối; ủy quyền phải có thời hạn, hãy ghi ngày cuối.")


def _missing_in_change(change: ChangeLine) -> Iterator[str]:
    if not (change.title and change.instrument):
        yield _("chưa ghi đủ nội dung và văn bản đã trao; hãy chọn dòng trao quyền bị thay đổi.")
    if change.action == "extend" and change.period.end is None:
        yield _("chưa ghi ngày cuối; gia hạn phải nói đến hết ngày nào, hãy ghi ngày cuối.")
