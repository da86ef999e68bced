"""What is wrong with a draft, and with the register because of it: old faults are not held against it. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date

from delegation.authority import Case
from delegation.consequences import consequences
from delegation.diagnostics import (
    NO_GAP,
    NO_OVERLAP,
    RECIPIENTS_EXIST,
    Diagnostic,
    Ground,
    Record,
    diagnose_drafts,
    in_order,
)
from delegation.diagnostics.diagnostic import Finding
from delegation.diagnostics.effects import loss_found, overlap_found, recipients_exist
from delegation.diagnostics.survey import Loss, Overlap, Survey
from delegation.drafts import Drafts
from delegation.register import Register


def findings(before: Register, after: Register, drafts: Drafts, powers: Collection[str]) -> list[Diagnostic]:
    """What the checks find in a draft, in the order of codes and rows.

    `before` and `after` are the register without and with it, `powers` those that it touches. Told are the faults of
    its own rows, and of what it touches those that were not there before: recipients that are gone, powers held twice,
    places that lose their holder, and faults that corrected days or texts bring to grants recorded earlier.
    """
    looked_at = frozenset(powers) | _powers_of(after, drafts.own)
    return in_order(
        [*_of_documents(before, after, drafts), *_of_effects(before, after, drafts.own, looked_at)]
    )


def _powers_of(register: Register, own: Collection[Record]) -> frozenset[str]:
    grants = register.grants.find({record.id for record in own if record.table == "grants"})
    return frozenset(grant.power for grant in grants.values())


def _ground(register: Register, powers: Collection[str]) -> Ground:
    return Ground(register, register.grants.of_all_powers(powers))


def _of_documents(before: Register, after: Register, drafts: Drafts) -> Iterator[Diagnostic]:
    known = {found.identity for found in diagnose_drafts(drafts.recorded, _ground(before, drafts.powers))}
    for found in diagnose_drafts(drafts.drafted, _ground(after, drafts.powers)):
        if found.record in drafts.own or found.identity not in known:
            yield found


def _of_effects(
    before: Register, after: Register, own: Collection[Record], powers: Collection[str]
) -> Iterator[Diagnostic]:
    was, is_ = _ground(before, powers), _ground(after, powers)
    then, now = Survey(was), Survey(is_)
    new = _new_overlaps(before, after, powers)
    for power, grants in is_.grants.items():
        for found in _recipients_gone(power, (was, then), (is_, now), own):
            yield RECIPIENTS_EXIST.diagnostic(found)
        for overlap in _overlaps(now.overlaps(power, grants), new[power], own):
            yield NO_OVERLAP.diagnostic(overlap_found(overlap, is_))
        if grants.have_origin:
            for loss in _losses(power, (was, then), (is_, now)):
                yield NO_GAP.diagnostic(loss_found(loss))


Looked = tuple[Ground, Survey]


def _recipients_gone(power: str, was: Looked, is_: Looked, own: Collection[Record]) -> Iterator[Finding]:
    """DLG-14, of the draft's own grants and where the recipient was to last longer, or was none, before."""
    known = {(found.record, found.about): found.on for found in recipients_exist(power, was[1], was[0])}
    for found in recipients_exist(power, is_[1], is_[0]):
        earlier = known.get((found.record, found.about))
        if found.record in own or earlier is None or (found.on is not None and found.on < earlier):
            yield found


def _new_overlaps(before: Register, after: Register, powers: Collection[str]) -> Mapping[str, list[Overlap]]:
    """By power, where nothing tells holders apart and there were none, or fewer, before."""
    found: dict[str, list[Overlap]] = defaultdict(list)
    for overlap in consequences(before, after, powers).overlaps:
        found[overlap.power].append(overlap)
    return found


def _overlaps(every: Iterable[Overlap], new: Iterable[Overlap], own: Collection[Record]) -> Iterator[Overlap]:
    """DLG-15, of the draft's own grants and where there is a new one: once for the same grants."""
    told: set[tuple[str, ...]] = set()
    for overlap in every:
        if any(Record("grants", grant) in own for grant in overlap.grants):
            told.add(overlap.grants)
            yield overlap
    for overlap in new:
        if overlap.grants not in told:
            told.add(overlap.grants)
            yield overlap


def _losses(power: str, was: Looked, is_: Looked) -> Iterator[Loss]:
    """Losses of the last holder, but for places that had lost theirs by that day without the draft."""
    losses = list(is_[1].losses(power, is_[0].grants[power]))
    former = list(was[1].losses(power, was[0].grants[power])) if losses else []
    for loss in losses:
        places = tuple(place for place in loss.places if not _was_lost(power, place, loss.on, former, was[0]))
        if places:
            yield replace(loss, places=places)


def _was_lost(power: str, place: str, day: date, former: Iterable[Loss], was: Ground) -> bool:
    lost = [loss.on for loss in former if place in loss.places and loss.on <= day]
    if day in lost:
        return True
    return bool(lost) and not Case(was.on(day), power, place, grants=was.grants[power]).deciding
