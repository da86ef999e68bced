"""Checks on the document itself: its number, days, form and publication. Pure.

Rules: docs/diagnostics/. Each test takes one draft and yields what it finds.
"""

from __future__ import annotations

from collections.abc import Iterator

from delegation.diagnostics import laws
from delegation.diagnostics.diagnostic import Finding, Record, gettext_noop
from delegation.diagnostics.draft import Draft, Ground
from delegation.numbers import parse_number
from delegation.regimes import DECENTRALIZED_BY_NORMATIVE_TEXT


def _record(draft: Draft) -> Record:
    return Record("instruments", draft.paper.instrument.instrument)


def is_identified(draft: Draft, ground: Ground) -> Iterator[Finding]:
    """DLG-01: what passes powers on is a numbered, dated, signed document of a known issuer."""
    if not draft.passes_on:
        return
    paper = draft.paper
    asked = (
        (
            "number",
            paper.number,
            gettext_noop("Văn bản phân cấp, ủy quyền chưa ghi số, ký hiệu. Hãy ghi theo bản chính."),
        ),
        (
            "issued_on",
            paper.instrument.issued_on,
            gettext_noop("Văn bản phân cấp, ủy quyền chưa ghi ngày ban hành. Hãy ghi theo bản chính."),
        ),
        (
            "issuer",
            paper.issuer,
            gettext_noop("Văn bản phân cấp, ủy quyền chưa ghi cơ quan ban hành. Hãy ghi theo bản chính."),
        ),
        (
            "signer",
            paper.signer,
            gettext_noop("Văn bản phân cấp, ủy quyền chưa ghi người ký. Hãy ghi theo bản chính."),
        ),
    )
    for column, value, sentence in asked:
        if not value:
            yield Finding(_record(draft), sentence, laws.on_the_document(draft, ground), column=column)


def is_normative(draft: Draft, ground: Ground) -> Iterator[Finding]:
    """DLG-06: decentralization is made by a normative text, whose number bears the year."""
    paper = draft.paper
    if "decentralization" not in draft.kinds() or paper.signed not in DECENTRALIZED_BY_NORMATIVE_TEXT:
        return
    if paper.normative is False or _bears_year(draft) is False:
        sentence = gettext_noop(
            "Phân cấp phải bằng văn bản quy phạm pháp luật, số có năm (ví dụ 25/2025/QĐ-UBND), không phải “%(number)s”."
            " Hãy ban hành lại đúng hình thức, hoặc chuyển thành ủy quyền có thời hạn."
        )
        law = laws.on_the_document(draft, ground, "decentralization")
        yield Finding(_record(draft), sentence, law, {"number": paper.number}, column="number")


def form_fits_kind(draft: Draft, ground: Ground) -> Iterator[Finding]:
    """DLG-07: a delegation bears no normative number, a decentralization no individual one."""
    bears_year = _bears_year(draft)
    values = {"number": draft.paper.number}
    if "delegation" in draft.kinds() and bears_year:
        sentence = gettext_noop(
            "Ủy quyền được ghi trong văn bản mang số quy phạm (%(number)s). Hãy kiểm tra đây là ủy quyền hay phân cấp."
        )
        law = laws.on_the_document(draft, ground, "delegation")
        yield Finding(_record(draft), sentence, law, values, column="number", about=("delegation",))
    if "decentralization" in draft.kinds() and bears_year is False:
        sentence = gettext_noop(
            "Phân cấp được ghi trong văn bản mang số cá biệt (%(number)s). Hãy kiểm tra đây là phân cấp hay ủy quyền."
        )
        law = laws.on_the_document(draft, ground, "decentralization")
        yield Finding(_record(draft), sentence, law, values, column="number", about=("decentralization",))


def states_resources(draft: Draft, ground: Ground) -> Iterator[Finding]:
    """DLG-08: the text states resources and method. Told of drafts only: the register does not record it."""
    if draft.passes_on and draft.paper.states_resources is False:
        sentence = gettext_noop(
            "Văn bản chưa nêu nguồn lực, điều kiện bảo đảm và phương thức thực hiện. Hãy bổ sung vào dự thảo."
        )
        yield Finding(_record(draft), sentence, laws.on_the_document(draft, ground))


def is_not_retroactive(draft: Draft, ground: Ground) -> Iterator[Finding]:
    """DLG-12: nothing takes effect before the document is issued."""
    instrument = draft.paper.instrument
    issued, effective = instrument.issued_on, instrument.effective_from
    if issued is None:
        return
    if effective is not None and effective < issued:
        sentence = gettext_noop(
            "Văn bản có hiệu lực từ %(effective)s, trước ngày ban hành %(issued)s."
            " Hãy đối chiếu bản chính: nếu sai ngày thì sửa lại cho đúng."
        )
        values = {"effective": effective.isoformat(), "issued": issued.isoformat()}
        law = laws.on_legal_texts(issued)
        yield Finding(_record(draft), sentence, law, values, on=effective, column="effective_from")
        return
    if not draft.passes_on:
        return
    for provision in draft.provisions:
        start = provision.grant.period.start
        if start is not None and start < issued:
            sentence = gettext_noop(
                "Quyền được giao từ %(start)s, trước ngày ban hành văn bản %(issued)s. Hãy sửa ngày bắt đầu."
            )
            values = {"start": start.isoformat(), "issued": issued.isoformat()}
            record = Record("grants", provision.grant.grant)
            law = laws.on_legal_texts(issued)
            yield Finding(record, sentence, law, values, on=start, column="valid_from")


def forbids_passing_on(draft: Draft, ground: Ground) -> Iterator[Finding]:
    """DLG-18: the text says that the recipient may not delegate further. Told of drafts only."""
    if "delegation" in draft.kinds() and draft.paper.forbids_passing_on is False:
        sentence = gettext_noop(
            "Văn bản chưa nêu rõ người được ủy quyền không được ủy quyền tiếp. Nên ghi rõ trong dự thảo."
        )
        yield Finding(_record(draft), sentence, laws.on_the_document(draft, ground, "delegation"))


def is_published(draft: Draft, ground: Ground) -> Iterator[Finding]:
    """DLG-21: a normative text stands in the gazette."""
    if draft.passes_on and draft.paper.normative and not draft.paper.gazette:
        sentence = gettext_noop(
            "Văn bản quy phạm pháp luật nhưng sổ chưa ghi số Công báo. Hãy đăng Công báo, hoặc ghi số đã đăng."
        )
        law = laws.on_legal_texts(draft.paper.signed)
        yield Finding(_record(draft), sentence, law, column="gazette")


def _bears_year(draft: Draft) -> bool | None:
    """Whether the number is of the series with the year; None where there is no number of a known form."""
    number = parse_number(draft.paper.number)
    return None if number is None else number.year is not None
