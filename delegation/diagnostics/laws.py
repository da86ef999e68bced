"""Which law a finding rests on, by the day that matters: of signing, or from which it is true. Pure.

The articles on decentralizing and delegating stand in delegation/regimes.py. That the law on making legal texts of 2015
began on 2016-07-01 and that of 2025 on 2025-04-01 is from memory: a lawyer should check it.
"""

from __future__ import annotations

from datetime import date
from typing import Final

from delegation.diagnostics.draft import Draft, Ground
from delegation.records import PASSED_ON_KINDS, Grant
from delegation.regimes import regime_on
from units.periods import Period

# Said where the register has no law for the day: what is found is still a question to a lawyer.
NO_LAW_RECORDED: Final = "luật có hiệu lực khi đó (sổ chưa ghi)"

COLLECTIVE_MATTERS: Final = "khoản 2 Điều 40 Luật 72/2025/QH15"

_ON_LEGAL_TEXTS: Final = (
    (
        Period.of_days(date(2016, 7, 1), date(2025, 3, 31)),
        "Luật Ban hành văn bản quy phạm pháp luật 80/2015/QH13",
    ),
    (Period(date(2025, 4, 1)), "Luật Ban hành văn bản quy phạm pháp luật 64/2025/QH15"),
)
# No duplication, no overlap, nothing left out: by the name of the regime.
_ON_DIVIDING_POWERS: Final = {
    "R2016": "Điều 11 Luật 77/2015/QH13",
    "R2020": "Điều 11 Luật 77/2015/QH13 (sửa đổi bởi Luật 47/2019/QH14)",
    "R2025A": "Điều 11 Luật 65/2025/QH15",
    "R2025B": "Điều 11 Luật 72/2025/QH15; Kết luận 155-KL/TW",
}


def on_passing_on(grant: Grant, day: date, ground: Ground) -> str:
    """The article that governed passing a power on by this grant on the day."""
    return ground.article(grant, day) or NO_LAW_RECORDED


def on_the_document(draft: Draft, ground: Ground, kind: str | None = None) -> str:
    """The article on what the document does, as it stood on signing: on a kind of grant, else on the first one."""
    kinds = PASSED_ON_KINDS if kind is None else {kind}
    grants = (provision.grant for provision in draft.provisions)
    first = next((grant for grant in grants if grant.kind in kinds and grant.grantor is not None), None)
    return NO_LAW_RECORDED if first is None else on_passing_on(first, draft.paper.signed, ground)


def on_legal_texts(signed: date) -> str:
    """The law on making legal texts that was in force on the day of signing."""
    return next((law for period, law in _ON_LEGAL_TEXTS if signed in period), NO_LAW_RECORDED)


def on_dividing_powers(day: date) -> str:
    """The article by which powers are divided among authorities without overlap or gap, as in force on the day."""
    regime = regime_on(day, "")
    return NO_LAW_RECORDED if regime is None else _ON_DIVIDING_POWERS[regime.name]
