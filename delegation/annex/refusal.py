"""An annex that is not read at all. Pure."""

from __future__ import annotations


class AnnexRefused(ValueError):
    """The file is not read; the message says why, and what to do."""
