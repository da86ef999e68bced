"""Sending what is due: each subscriber hears of every change of the topic once, and of nothing else.

Before a letter is sent its subscription is claimed, in a statement of its own, so that of two runs at once only one
sends it; after the mail server took it, what has been told is noted. A run that is killed leaves at most the one letter
in its hands unnoted; that one is sent again under the same Message-ID once the claim has lapsed.
"""

from __future__ import annotations

import logging
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from smtplib import SMTPRecipientsRefused, SMTPResponseException
from typing import Any, Final

from django.conf import settings
from django.core.mail import get_connection
from django.db.models import F, Q
from django.utils import translation
from django.utils.translation import gettext

from cms.addresses import power_address
from cms.catalog import Catalog, current_catalog
from cms.days import short_day
from cms.following.asking import forget_unconfirmed
from cms.following.entries import Ground, Told, entries, merged, words_sought
from cms.following.index import catch_up
from cms.following.letters import Coming, digest_letter
from cms.following.places import Followed, followed_anyhow, name_of
from cms.following.topics import POWER, RECORDS, SEARCH, Topic
from cms.following.upcoming import HORIZON, Event, upcoming
from cms.following.words import Kept
from cms.models.subscription import Subscription, TouchedTopic
from delegation.wording import GRANT_KIND, word
from units import clock
from units.text import fold

_log = logging.getLogger("register.digests")
# Longer than any letter takes; a claim that old belongs to a run that was killed.
CLAIM_LASTS: Final = timedelta(minutes=15)
# An address that the mail server refuses so often is gone.
MOST_REFUSALS: Final = 5
_MOST_COMING: Final = 30
_SECONDS_TO_ANSWER: Final = 10
_FOR_GOOD: Final = 500
_OF_ONE_LETTER: Final = (SMTPRecipientsRefused, SMTPResponseException, ValueError)


@dataclass
class Run:
    """What a run did: letters sent, subscriptions that had nothing to hear, those given up, and those still due."""

    sent: int = 0
    silent: int = 0
    given_up: int = 0
    forgotten: int = 0
    left: int = 0
    problem: str = ""


def send_due() -> Run:
    """Send every digest that is due; what fails stays due."""
    catch_up()
    run = Run(forgotten=forget_unconfirmed())
    today = clock.today()
    subscriptions = list(due(today).order_by("pk"))
    if subscriptions:
        news = _News.gather(subscriptions, today)
        try:
            with get_connection(timeout=settings.EMAIL_TIMEOUT or _SECONDS_TO_ANSWER) as connection:
                for subscription in subscriptions:
                    _attend(subscription, news, connection, run)
        except OSError as error:
            run.problem = str(error)
            _log.warning("digests were not sent: %s", error)
    run.left = due(today).count()
    return run


def due(today: date) -> Any:
    """The confirmed subscriptions that are to be looked at: daily ones once a day, weekly ones once a week."""
    daily = Q(frequency=Subscription.Frequency.DAILY, looked_on__lt=today)
    weekly = Q(frequency=Subscription.Frequency.WEEKLY, looked_on__lte=today - timedelta(days=7))
    return Subscription.objects.filter(daily | weekly, confirmed_at__isnull=False)


def _attend(subscription: Subscription, news: _News, connection: Any, run: Run) -> None:
    """Send one subscriber what there is. Raises OSError where the mail server does not answer; it then stays due."""
    told, coming = news.told(subscription), news.coming(subscription)
    if not _claimed(subscription):
        return
    if not told and not coming:
        _note_told(subscription, news)
        run.silent += 1
        return
    try:
        _send(subscription, news, told, coming, connection)
    except _OF_ONE_LETTER as error:
        _log.warning("a digest was not sent: %s", type(error).__name__)
        run.given_up += _refused(subscription) if _is_for_good(error) else _freed(subscription)
    except OSError:
        _freed(subscription)
        raise
    else:
        _note_told(subscription, news)
        run.sent += 1


def _claimed(subscription: Subscription) -> bool:
    """Whether this run, and no other, may send to the subscription; one that has been told since is not due."""
    now = clock.now()
    free = Q(claimed_at__isnull=True) | Q(claimed_at__lte=now - CLAIM_LASTS)
    same = Subscription.objects.filter(free, pk=subscription.pk, looked_on=subscription.looked_on)
    return bool(same.update(claimed_at=now))


def _note_told(subscription: Subscription, news: _News) -> None:
    Subscription.objects.filter(pk=subscription.pk).update(
        told_edition=news.edition,
        told_until=news.today + timedelta(days=HORIZON),
        looked_on=news.today,
        claimed_at=None,
        refusals=0,
    )


def _freed(subscription: Subscription) -> int:
    """Leave the subscription due; nobody was given up."""
    Subscription.objects.filter(pk=subscription.pk).update(claimed_at=None)
    return 0


def _is_for_good(error: Exception) -> bool:
    """Whether the mail server says that there is no such address, and not that it has no time now."""
    return isinstance(error, SMTPRecipientsRefused) and all(
        code >= _FOR_GOOD for code, _said in error.recipients.values()
    )


def _refused(subscription: Subscription) -> int:
    """Note that the mail server refused the letter; whether the address was given up, as 1 or 0."""
    same = Subscription.objects.filter(pk=subscription.pk)
    same.update(claimed_at=None, refusals=F("refusals") + 1)
    gone, _by_model = same.filter(refusals__gte=MOST_REFUSALS).delete()
    return int(gone > 0)


def _send(
    subscription: Subscription, news: _News, told: Sequence[Told], coming: Sequence[Event], connection: Any
) -> None:
    topic = Topic(subscription.kind, subscription.key)
    with translation.override(subscription.language):
        followed = news.followed(topic, subscription.language)
        letter = digest_letter(
            subscription,
            followed,
            entries(news.catalog, followed.name, told, topic, news.ground),
            [_in_words(news.catalog, event) for event in coming[:_MOST_COMING]],
        )
    letter.connection = connection
    letter.send()


def _in_words(catalog: Catalog, event: Event) -> Coming:
    sentence = {
        "begins": gettext(
            "Từ %(day)s có hiệu lực: %(kind)s cho %(recipient)s – %(power)s, theo %(instrument)s."
        ),
        "ends": gettext(
            "Hết %(day)s là hết hiệu lực: %(kind)s cho %(recipient)s – %(power)s, theo %(instrument)s."
        ),
        "basis": gettext(
            "Hết %(day)s là hết căn cứ: %(kind)s cho %(recipient)s – %(power)s, theo %(instrument)s."
        ),
    }[event.what]
    grant = event.grant
    said = {
        "day": short_day(event.day),
        "kind": word(GRANT_KIND, grant.kind).lower(),
        "recipient": catalog.recipient_name(event.recipient),
        "power": catalog.powers[grant.power].title,
        "instrument": catalog.instruments[grant.instrument].cited,
    }
    return Coming(event.day, sentence % said, power_address(grant.power, event.day))


@dataclass
class _News:
    """All that a run may have to tell, read in a fixed number of statements."""

    catalog: Catalog
    today: date
    edition: int
    by_topic: Mapping[Topic, list[Told]]
    of_records: Sequence[tuple[int, str, tuple[Kept, ...]]]
    events: Sequence[Event]
    by_event_topic: Mapping[Topic, list[Event]] = field(init=False)
    ground: Ground = field(init=False)
    _followed: dict[tuple[Topic, str], Followed] = field(default_factory=dict)

    def __post_init__(self) -> None:
        every = [one for of_topic in self.by_topic.values() for one in of_topic]
        self.ground = Ground.of(
            [*every, *(Told(edition, tellings, 0) for edition, _folded, tellings in self.of_records)]
        )
        found: dict[Topic, list[Event]] = defaultdict(list)
        for event in self.events:
            for topic in event.topics:
                found[topic].append(event)
        self.by_event_topic = found

    @classmethod
    def gather(cls, subscriptions: Iterable[Subscription], today: date) -> _News:
        """Whatever happened since the one of the subscriptions that has heard least."""
        wanted = list(subscriptions)
        since = min(one.told_edition for one in wanted)
        catalog = current_catalog()
        number = catalog.edition.number
        rows = TouchedTopic.objects.filter(edition__gt=since, edition__lte=number).order_by("-edition_id")
        fields = {key: card.field for key, card in catalog.powers.items()}
        return cls(
            catalog,
            today,
            number,
            _by_topic(rows, {Topic(one.kind, one.key) for one in wanted if one.kind != SEARCH}),
            _of_records(rows) if any(one.kind == SEARCH for one in wanted) else [],
            upcoming(catalog.register, fields, today),
        )

    def followed(self, topic: Topic, language: str) -> Followed:
        """What the topic is called, in the language that is set."""
        known = self._followed.get((topic, language))
        if known is None:
            known = self._followed[topic, language] = followed_anyhow(self.catalog, topic)
        return known

    def told(self, subscription: Subscription) -> list[Told]:
        """What the editions since the last digest told of the topic, the newest first."""
        if subscription.kind == SEARCH:
            sought = words_sought(subscription.key)
            return merged(
                (edition, tellings)
                for edition, folded, tellings in self.of_records
                if edition > subscription.told_edition and all(text in folded for text in sought)
            )
        of_topic = self.by_topic.get(Topic(subscription.kind, subscription.key), ())
        return [one for one in of_topic if one.edition > subscription.told_edition]

    def coming(self, subscription: Subscription) -> list[Event]:
        """What begins or ends soon for the topic, and has not been told of yet."""
        topic = Topic(subscription.kind, subscription.key)
        events = (
            self._events_found(subscription.key)
            if topic.kind == SEARCH
            else self.by_event_topic.get(topic, ())
        )
        return [one for one in events if subscription.told_until is None or one.day > subscription.told_until]

    def _events_found(self, text: str) -> list[Event]:
        sought = words_sought(text)
        return [
            event
            for event in self.events
            if any(
                topic.kind in RECORDS and all(one in self._folded(topic) for one in sought)
                for topic in event.topics
            )
        ]

    def _folded(self, topic: Topic) -> str:
        if topic.kind == POWER:
            return self.catalog.powers[topic.key].folded
        return fold(name_of(self.catalog, topic))


def _by_topic(rows: Any, topics: set[Topic]) -> Mapping[Topic, list[Told]]:
    found: dict[Topic, list[Told]] = defaultdict(list)
    wanted = rows.filter(kind__in={one.kind for one in topics}, key__in={one.key for one in topics})
    for edition, kind, key, tellings, total in wanted.values_list(
        "edition_id", "kind", "key", "tellings", "total"
    ):
        found[Topic(kind, key)].append(Told(edition, tuple(map(Kept.read, tellings)), total))
    return found


def _of_records(rows: Any) -> list[tuple[int, str, tuple[Kept, ...]]]:
    searched = rows.filter(kind__in=RECORDS).order_by("-edition_id", "kind", "key")
    return [
        (edition, folded, tuple(map(Kept.read, tellings)))
        for edition, folded, tellings in searched.values_list("edition_id", "folded", "tellings")
    ]
