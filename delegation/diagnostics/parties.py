"""Who stands on the two sides of a delegation, and what the law says of such a pair. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from delegation.day import Day
from delegation.diagnostics.draft import Ground
from delegation.records import Grant
from delegation.regimes import Party, Standing, regime_on
from units.kinds import COMMUNE_LEVEL, PROVINCE_LEVEL


def not_allowed(grant: Grant, grantor: str, signed: date, ground: Ground) -> Iterator[tuple[str, str]]:
    """The recipients, as the text names them, that the law of the day of signing does not allow; with its article.

    An office that does not exist on that day is looked at on the first day of the grant.
    """
    for recipient in sorted(grant.recipients):
        for day in _days_to_look_at(grant, signed, ground):
            offices = offices_named(recipient, ground.on(day))
            verdicts = [_verdict(grantor, office, signed, ground.on(day)) for office in offices]
            articles = [article for article in verdicts if article]
            if articles:
                yield recipient, articles[0]
            if offices:
                break


def offices_named(recipient: str, on: Day) -> list[str]:
    """The offices that exist on the day under a recipient's name."""
    directory = on.directory
    if recipient in directory.scopes:
        return [office.office for office in directory.members(recipient, on.day)]
    return [recipient] if directory.exists(recipient, on.day) else []


def _days_to_look_at(grant: Grant, signed: date, ground: Ground) -> tuple[date, date]:
    begins = ground.register.instruments[grant.instrument].begins
    return signed, max(begins, grant.period.start or begins)


def _verdict(grantor: str, recipient: str, signed: date, on: Day) -> str | None:
    """The article that does not allow the pair, or None."""
    offices = on.directory.offices
    one, other = offices[grantor], offices[recipient]
    above, below = on.geography.version(one.unit, on.day), on.geography.version(other.unit, on.day)
    if grantor == recipient or above is None or below is None:
        return None
    regime = regime_on(signed, above.kind)
    if regime is None:
        return None
    standing = _standing(one.unit, other.unit, on)
    allowed = regime.allows(Party(one.kind, above.kind), Party(other.kind, below.kind), standing)
    return regime.delegation if allowed is False else None


def _standing(grantor_unit: str, recipient_unit: str, on: Day) -> Standing:
    chain = on.above(recipient_unit)
    if grantor_unit not in chain:
        return Standing.ELSEWHERE
    steps = chain.index(grantor_unit)
    return (Standing.SAME, Standing.DIRECTLY_BELOW)[steps] if steps < 2 else Standing.BELOW


def civil_servants_of_commune_chair(grant: Grant, grantor: str, signed: date, ground: Ground) -> list[str]:
    """The civil servants to whom the chair of a commune delegates by this grant; empty if it is no such grant."""
    on = ground.on(signed)
    office = on.directory.offices[grantor]
    version = on.geography.version(office.unit, signed)
    if (
        grant.kind != "delegation"
        or office.kind != "chair"
        or version is None
        or version.kind not in COMMUNE_LEVEL
    ):
        return []
    at_unit = on.directory.at_unit(office.unit)
    return [
        one.office for one in at_unit if one.kind == "civil_servant" and on.is_recipient(grant, one.office)
    ]


def council_list_allows(
    grant: Grant, grantor: str, servants: Iterable[str], on: Day, recorded: Sequence[Grant]
) -> bool:
    """Whether a list of the provincial council, recorded as an assignment, names the power for these civil servants."""
    unit = on.directory.offices[grantor].unit
    lists = [
        other for other in recorded if other.kind == "assignment" and _is_of_council_above(other, unit, on)
    ]
    return all(
        any(on.is_recipient(one, servant) and on.runs(one, servant) for one in lists) for servant in servants
    )


def _is_of_council_above(grant: Grant, unit: str, on: Day) -> bool:
    council = on.directory.offices.get(grant.grantor or "")
    if council is None or council.kind != "council" or council.unit not in on.above(unit):
        return False
    version = on.geography.version(council.unit, on.day)
    return version is not None and version.kind in PROVINCE_LEVEL
