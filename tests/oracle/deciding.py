"""Who decides, and whether an office was competent (docs/effective-authority.md)."""

from .holdings import MAY_REST_ON, NO_HOLDING, PASSING_ON, Asked, Holding, Holdings
from .limits import can_all_hold
from .register import Row


class Deciding(Holdings):
    """The steps from all holdings to those that decide, and the verdict on one office."""

    # -- Who decides, steps 1 to 3

    def takes_over(self, taker: Holding, taken: Holding, asked: Asked) -> str | None:
        """Whether d takes over h "wholly" or "in part"; None if it does not."""
        grant = self.grant(taker.grant_id)
        if (
            grant["kind"] not in PASSING_ON
            or grant["grantor"] != taken.office
            or self.kind(taken) not in MAY_REST_ON[grant["kind"]]
            or not self.is_sound(taker, asked)
        ):
            return None
        others = self.open_limits(taken, asked)
        same_limits = all(
            any(limit.is_same_as(other) for other in others) for limit in self.open_limits(taker, asked)
        )
        same_words = self.conditions(taker) in ("", self.conditions(taken))
        return "wholly" if same_limits and same_words else "in part"

    def is_taken_over(self, taken: Holding, kind: str, extent: str, asked: Asked) -> bool:
        """Whether a holding by this kind takes this one over to this extent."""
        return any(
            self.kind(taker) == kind and self.takes_over(taker, taken, asked) == extent
            for taker in self.all_holdings(asked)
        )

    def is_dropped(self, holding: Holding, asked: Asked) -> bool:
        """Step 2: a decentralization takes it over wholly."""
        return self.is_taken_over(holding, "decentralization", "wholly", asked)

    def is_retaining(self, holding: Holding, asked: Asked) -> bool:
        """Step 3: not dropped, and a delegation takes it over wholly."""
        return not self.is_dropped(holding, asked) and self.is_taken_over(
            holding, "delegation", "wholly", asked
        )

    def deciding(self, asked: Asked) -> list[Holding]:
        """Step 3: the others."""
        return [
            holding
            for holding in self.all_holdings(asked)
            if not self.is_dropped(holding, asked) and not self.is_retaining(holding, asked)
        ]

    # -- Who decides, step 4

    def status(self, asked: Asked) -> str:
        """gap, unclear, decided, conditional or overlap."""
        deciding = self.deciding(asked)
        sound = [holding for holding in deciding if self.is_sound(holding, asked)]
        if not deciding:
            return "gap"
        if not sound:
            return "unclear"
        if len({holding.office for holding in sound}) == 1:
            return "decided"
        pairs = [(one, other) for one in sound for other in sound if one.office < other.office]
        kept_apart = all(
            self.are_disjoint(one, other, asked) or self.are_separated_by_words(one, other, asked)
            for one, other in pairs
        )
        return "conditional" if kept_apart else "overlap"

    def are_disjoint(self, one: Holding, other: Holding, asked: Asked) -> bool:
        """On some dimension the limits of both chains cannot all hold."""
        limits = self.chain_limits(one, asked) + self.chain_limits(other, asked)
        return any(
            not can_all_hold([limit for limit in limits if limit.dimension == dimension])
            for dimension in {limit.dimension for limit in limits}
        )

    def are_separated_by_words(self, one: Holding, other: Holding, asked: Asked) -> bool:
        """Their `conditions` differ, an open limit faces none, or one takes over the other in part."""
        return (
            self.conditions(one) != self.conditions(other)
            or self.has_open_limit_of_its_own(one, other, asked)
            or self.has_open_limit_of_its_own(other, one, asked)
            or self.takes_over(one, other, asked) == "in part"
            or self.takes_over(other, one, asked) == "in part"
        )

    def has_open_limit_of_its_own(self, one: Holding, other: Holding, asked: Asked) -> bool:
        """It has an open limit on a dimension on which the other has no limit."""
        others = {limit.dimension for limit in self.chain_limits(other, asked)}
        return any(limit.dimension not in others for limit in self.open_limits(one, asked))

    # -- Was office H competent

    def verdict(self, office: str, asked: Asked) -> tuple[str, set[str], list[str]]:
        """The verdict, its reasons and the chain of the holding that makes it."""
        left = [holding for holding in self.holdings_of(office, asked) if not self.is_dropped(holding, asked)]
        good = [holding for holding in left if self.is_fully_competent(holding, asked)]
        if good:
            return "yes", set(), self.chain(self.first(good), asked)
        if left:
            sound = [holding for holding in left if self.is_sound(holding, asked)]
            reasons = {reason for holding in left for reason in self.reasons_of_doubt(holding, asked)}
            return "unclear", reasons, self.chain(self.first(sound or left), asked)
        reasons = self.reasons_of_no(office, asked)
        believed = not self.origin_is_recorded(asked.power) and reasons == {"NEVER_GRANTED"}
        return ("unclear" if believed else "no"), reasons, []

    def is_passed_on_in_part(self, holding: Holding, asked: Asked) -> bool:
        """Taken over in part by a decentralization."""
        return self.is_taken_over(holding, "decentralization", "in part", asked)

    def is_fully_competent(self, holding: Holding, asked: Asked) -> bool:
        """Sound, with no open limit and not taken over in part by a decentralization."""
        return (
            self.is_sound(holding, asked)
            and not self.open_limits(holding, asked)
            and not self.is_passed_on_in_part(holding, asked)
        )

    def reasons_of_doubt(self, holding: Holding, asked: Asked) -> list[str]:
        """Its defects, or of a sound one LIMIT for an open limit, PASSED_ON when taken over in part."""
        found = self.defects(holding, asked)
        if found:
            return found
        if self.open_limits(holding, asked):
            found.append("LIMIT")
        if self.is_passed_on_in_part(holding, asked):
            found.append("PASSED_ON")
        return found

    def reasons_of_no(self, office: str, asked: Asked) -> set[str]:
        """NO_SUCH_OFFICE_THEN, NEVER_GRANTED, or for each grant the first reason that applies."""
        if not self.register.office_exists(office, asked.on):
            return {"NO_SUCH_OFFICE_THEN"}
        grants = [
            grant
            for grant in self.grants_of(asked.power)
            if grant["kind"] not in NO_HOLDING and self.is_recipient(grant, office, asked.on)
        ]
        if not grants:
            return {"NEVER_GRANTED"}
        return {self.reason_of_no(grant, office, asked) for grant in grants}

    def reason_of_no(self, grant: Row, office: str, asked: Asked) -> str:
        """The first of the reasons of the table that applies to a grant."""
        register, instrument, on = self.register, grant["instrument"], asked.on
        table = [
            ("NOT_YET", not register.instrument_has_begun(instrument, on) or not self.has_started(grant, on)),
            (
                "ENDED",
                register.instrument_is_past_its_end(instrument, on)
                or self.term_has_passed(grant, office, on),
            ),
            (
                "SUSPENDED",
                register.instrument_is_suspended(instrument, on) or self.is_suspended(grant, office, on),
            ),
            ("REVOKED", self.is_revoked(grant, office, on)),
            (
                "OUTSIDE_TERRITORY",
                not register.office_covers(office, asked.place, on) or self.lies(grant, asked) == "no",
            ),
            ("EXCLUDED", self.is_excluded(office, asked)),
            ("LIMIT", self.some_limit_fails(grant, asked)),
            ("PASSED_ON", self.is_dropped(Holding(office, grant["grant"]), asked)),
        ]
        return next(reason for reason, applies in table if applies)
