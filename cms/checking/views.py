"""The page behind a short address, and the picture by which a machine reads it from paper."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from cms.absence import NotRecorded
from cms.addresses import EDITION, at_edition
from cms.catalog import catalog_of
from cms.checking.checks import check
from cms.matching import clean
from cms.newest import newest_edition
from cms.presenting import present, public
from cms.qr import qr_svg
from cms.references import BadReference, Code, read_code
from cms.stamps import in_full, reference_address
from units.clock import today

# What an edition, a view and a day make does not change, nor does its picture.
_FOR_GOOD = "public, max-age=31536000, immutable"
_MOST_ASKED = 20


@require_safe
def reference_view(request: HttpRequest, code: str) -> HttpResponse:
    """Whether what was printed is still so."""
    query = _query(request)
    try:
        read = read_code(code)
        written = code.strip().lower()
        if written != code:
            return HttpResponseRedirect(reference_address(written, query.items()))
        reference = _recorded(read).reference(catalog_of(read.edition).keys)
        with at_edition(None):
            checked = check(reference, query, today())
    except BadReference as bad:
        raise _unknown(code) from bad
    return present(request, "pages/reference.html", {"checked": checked})


@require_safe
def reference_qr_view(request: HttpRequest, code: str) -> HttpResponse:
    """The short address as a QR code; it asks nothing of the register."""
    try:
        read_code(code)
    except BadReference as bad:
        raise _unknown(code) from bad
    address = in_full(reference_address(code, _query(request).items()))
    response = HttpResponse(qr_svg(address), content_type="image/svg+xml")
    response.headers["Cache-Control"] = _FOR_GOOD
    return public(response)


def _query(request: HttpRequest) -> dict[str, str]:
    """The facts and filters of what was seen; the edition is in the code."""
    sent = list(request.GET.items())[:_MOST_ASKED]
    return {clean(name): clean(str(value)) for name, value in sent if name != EDITION}


def _recorded(code: Code) -> Code:
    if not 0 < code.edition <= newest_edition():
        raise BadReference(str(code.edition))
    return code


def _unknown(code: str) -> NotRecorded:
    return NotRecorded(
        gettext(
            "“%s” không phải là mã của một bản in từ sổ này. Hãy gõ lại từng chữ; số 0 với chữ o, số 1 với chữ l "
            "dễ nhầm với nhau."
        )
        % clean(code)[:60],
        "",
    )
