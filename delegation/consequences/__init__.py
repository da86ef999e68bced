"""What a draft would change: who gains, loses or keeps which power, where, and from which day. Pure.

The register before and after is asked who decides, on every day on which something about a power changes and at every
class of places; nothing is sampled. "What if this instrument were repealed" is asked in the same way
(delegation/prospect/repeal.py).
"""

from __future__ import annotations

from delegation.consequences.comparing import consequences
from delegation.consequences.told import Break, Consequences, Effect, Gap, Held
from delegation.consequences.touched import touched_powers

__all__ = ["Break", "Consequences", "Effect", "Gap", "Held", "consequences", "touched_powers"]
