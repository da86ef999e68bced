"""What holds for every row of an annex, as the document that it belongs to has it. Pure."""

from __future__ import annotations

from collections.abc import Mapping

from delegation.annex.lookup import Matched
from delegation.annex.matching import Matcher
from units.text import fold


def default_texts(own: Mapping[str, str], matcher: Matcher) -> dict[str, str]:
    """By the names of TEXTS_OF_DEFAULTS, from the cells of the document; what it does not tell is empty."""
    issuer = matcher.party_named(own.get("issuer", ""))
    is_decentralization = "phan cap" in fold(own.get("title", ""))
    return {
        "kind": "decentralization" if is_decentralization else "delegation",
        "grantor": issuer.key if isinstance(issuer, Matched) else "",
        "recipients": "",
        "territory": "",
        "valid_from": own.get("effective_from", "") or own.get("issued_on", ""),
        "valid_until": own.get("effective_until", ""),
        "annex": "",
        "confidence": "official_text",
    }
