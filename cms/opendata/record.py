"""The record by which catalogues find the data: DCAT-AP 3, as JSON-LD and as Turtle from the same tree."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any, Final

from django.utils.translation import gettext, gettext_noop, override

from cms.opendata.addresses import archive_address, checksum_address, opendata_address, record_address
from cms.opendata.archives import Archive
from cms.stamps import in_full
from units.clock import REGISTER_ZONE
from units.models import Edition

PREFIXES: Final = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "spdx": "http://spdx.org/rdf/terms#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
_AUTHORITY: Final = "http://publications.europa.eu/resource/authority"
_LANGUAGES: Final = ("vi", "en")
Node = dict[str, Any]

_TITLE: Final = gettext_noop("Sổ thẩm quyền Thành phố Hồ Chí Minh")
_DESCRIPTION: Final = gettext_noop(
    "Ai được quyết định việc gì, ở đâu, từ ngày nào đến ngày nào, theo văn bản nào: thẩm quyền, đơn vị hành chính, "
    "cơ quan, văn bản và mọi lần phân định, phân quyền, phân cấp, ủy quyền đã được ghi."
)
_RIGHTS: Final = gettext_noop(
    "Văn bản quy phạm pháp luật và văn bản hành chính không thuộc phạm vi bảo hộ quyền tác giả (Điều 15 Luật Sở hữu "
    "trí tuệ). Nguồn và mức kiểm chứng được nêu ở từng dòng. Khi dùng lại, xin nêu tên sổ và số lần ghi."
)
_KEYWORDS: Final = (
    gettext_noop("thẩm quyền"),
    gettext_noop("phân cấp"),
    gettext_noop("ủy quyền"),
    gettext_noop("thủ tục hành chính"),
)


def rights_in_words() -> str:
    """What may be done with the data, in the reader's language."""
    return gettext(_RIGHTS)


def record_of(edition: Edition, archive: Archive, first: Edition) -> Node:
    """The catalogue with its data set, whose distribution is the bundle of an edition; `first` is the oldest one."""
    page = in_full(opendata_address())
    publisher = {"@type": "foaf:Agent", "foaf:name": _said(_TITLE)}
    download = in_full(archive_address(edition.number))
    distribution = {
        "@id": download,
        "@type": "dcat:Distribution",
        "dct:title": _said(_TITLE),
        "dcat:accessURL": _at(page),
        "dcat:downloadURL": _at(download),
        "dct:format": _at(f"{_AUTHORITY}/file-type/CSV"),
        "dcat:mediaType": _at("https://www.iana.org/assignments/media-types/text/csv"),
        "dcat:packageFormat": _at("https://www.iana.org/assignments/media-types/application/zip"),
        "dcat:byteSize": {"@value": str(archive.size), "@type": "xsd:nonNegativeInteger"},
        "dct:conformsTo": _at("https://specs.frictionlessdata.io/data-package/"),
        "dct:issued": _moment(edition.recorded_at),
        "dct:rights": {"@type": "dct:RightsStatement", "dct:description": _said(_RIGHTS)},
        "spdx:checksum": {
            "@type": "spdx:Checksum",
            "spdx:algorithm": _at("http://spdx.org/rdf/terms#checksumAlgorithm_sha256"),
            "spdx:checksumValue": {"@value": archive.sha256, "@type": "xsd:hexBinary"},
        },
        "foaf:page": _at(in_full(checksum_address(edition.number))),
    }
    data_set = {
        "@id": f"{page}#so",
        "@type": "dcat:Dataset",
        "dct:title": _said(_TITLE),
        "dct:description": _said(_DESCRIPTION),
        "dct:publisher": publisher,
        "dct:issued": _moment(first.recorded_at),
        "dct:modified": _moment(edition.recorded_at),
        "dcat:version": str(edition.number),
        "dct:language": _at(f"{_AUTHORITY}/language/VIE"),
        "dcat:keyword": [word for keyword in _KEYWORDS for word in _said(keyword)],
        "dcat:theme": [_at(f"{_AUTHORITY}/data-theme/GOVE"), _at(f"{_AUTHORITY}/data-theme/JUST")],
        "dct:accrualPeriodicity": _at(f"{_AUTHORITY}/frequency/IRREG"),
        "dct:accessRights": _at(f"{_AUTHORITY}/access-right/PUBLIC"),
        "dcat:landingPage": _at(page),
        "dcat:distribution": distribution,
    }
    return {
        "@id": page,
        "@type": "dcat:Catalog",
        "dct:title": _said(_TITLE),
        "dct:description": _said(_DESCRIPTION),
        "dct:publisher": publisher,
        "dct:modified": _moment(edition.recorded_at),
        "foaf:homepage": _at(page),
        "foaf:page": [_at(in_full(record_address(form))) for form in WRITERS],
        "dcat:dataset": data_set,
    }


def as_jsonld(node: Node) -> bytes:
    """The record as JSON-LD, with its own context: nothing has to be fetched to read it."""
    return json.dumps({"@context": PREFIXES, **node}, ensure_ascii=False, indent=1).encode()


def as_turtle(node: Node) -> bytes:
    """The record as Turtle."""
    lines = [f"@prefix {prefix}: <{address}> ." for prefix, address in PREFIXES.items()]
    for thing in _things(node):
        lines += ["", f"<{thing['@id']}> {_statements(thing, 1)} ."]
    return ("\n".join(lines) + "\n").encode()


WRITERS: Final = {
    "jsonld": ("application/ld+json", as_jsonld),
    "ttl": ("text/turtle; charset=utf-8", as_turtle),
}


def _things(node: Node) -> Iterator[Node]:
    """The node and everything in it that has an address of its own and more to say than that."""
    yield node
    for value in node.values():
        if isinstance(value, dict) and {"@id", "@type"} <= value.keys():
            yield from _things(value)


def _statements(node: Mapping[str, Any], depth: int) -> str:
    indent = "  " * depth
    said = [f"a {node['@type']}"]
    for name, value in node.items():
        if not name.startswith("@"):
            values = value if isinstance(value, list) else [value]
            said.append(f"{name} " + ", ".join(_object(one, depth) for one in values))
    return f" ;\n{indent}".join(said)


def _object(value: Any, depth: int) -> str:
    if isinstance(value, str):
        return _quoted(value)
    if "@id" in value:
        return f"<{value['@id']}>"
    if "@value" not in value:
        return f"[ {_statements(value, depth + 1)} ]"
    mark = f"@{value['@language']}" if "@language" in value else f"^^{value['@type']}"
    return f"{_quoted(value['@value'])}{mark}"


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _at(address: str) -> Node:
    return {"@id": address}


def _said(text: str) -> list[Node]:
    """A text of the house in each language in which it is said differently."""
    said: dict[str, str] = {}
    for language in _LANGUAGES:
        with override(language):
            said.setdefault(gettext(text), language)
    return [{"@value": words, "@language": language} for words, language in said.items()]


def _moment(moment: datetime) -> Node:
    local = moment.astimezone(REGISTER_ZONE)
    return {"@value": local.isoformat(timespec="seconds"), "@type": "xsd:dateTime"}
