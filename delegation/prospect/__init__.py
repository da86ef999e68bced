"""The register as it would be once a bundle is recorded and some rows are withdrawn: asked like any other. Pure."""

from __future__ import annotations

from delegation.prospect.overlay import register_with
from delegation.prospect.repeal import repeal

__all__ = ["register_with", "repeal"]
