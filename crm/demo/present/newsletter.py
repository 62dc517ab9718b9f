"""The newsletter as its writers find it: two issues that left, one in preparation, those who receive it."""

from __future__ import annotations

import random
import uuid
from collections.abc import Callable
from datetime import datetime, timedelta
from itertools import product

from django.contrib.auth.models import User

from crm.consents.models import Purpose
from crm.consents.services import current_wording, note
from crm.newsletter import issues, services
from crm.newsletter.models import Channel, Subscriber
from crm.people.names import name_key
from newsletter.models import IssuePage, NewsletterIndexPage

from .stage import Scene

SEED = 72
SUBSCRIBERS, PENDING, LEFT, BOUNCED, SPOKEN = 176, 5, 9, 3, 6
OLDEST = 330  # days ago
# How many days ago each issue of the territory left.
SENT = {1: 61, 2: 16}
MAKER = uuid.UUID("72000000-0000-4000-8000-000000000000")


def play_newsletter(scene: Scene) -> None:
    writer = User.objects.filter(username="communication").first() or scene.manager
    chance = random.Random(SEED)  # noqa: S311  # nosec B311 # a demonstration, no secret
    addresses = _addresses(scene, chance)
    happened = [
        *_arrivals(scene, addresses, chance),
        *_departures(scene, addresses, chance, writer),
    ]
    happened += _sendings(scene, writer)
    _said_by_voice(scene)
    for _, act in sorted(happened, key=lambda pair: pair[0]):
        act()
    _in_preparation()


Happened = list[tuple[datetime, Callable[[], object]]]


def _addresses(scene: Scene, chance: random.Random) -> list[str]:
    """Invented names at addresses that belong to nobody."""
    first = [*scene.crowd.words["madam"], *scene.crowd.words["sir"]]
    pairs = chance.sample(list(product(first, scene.crowd.words["last"])), SUBSCRIBERS + PENDING)
    words = [
        (name_key(one).replace(" ", "-"), name_key(other).replace(" ", "-")) for one, other in pairs
    ]
    return [f"{one}.{other}.lettre@example.org" for one, other in words]


def _arrivals(scene: Scene, addresses: list[str], chance: random.Random) -> Happened:
    """More come after each issue; the last ones have not confirmed yet."""
    found: Happened = []
    for rank, address in enumerate(addresses):
        waits = rank >= SUBSCRIBERS
        days = rank - SUBSCRIBERS if waits else _some_days_ago(chance)
        day = scene.ago(days, chance.randint(7, 21), chance.randint(0, 59))
        channel = chance.choice([Channel.PAGE, Channel.FOOTER, Channel.FOOTER])
        found.append((day, _arrival(address, rank, channel, day, confirms=not waits)))
    return found


def _some_days_ago(chance: random.Random) -> int:
    after_an_issue = chance.choice([0, *SENT.values()])
    if after_an_issue:
        return max(1, after_an_issue - int(chance.expovariate(0.15)))
    return chance.randint(2, OLDEST)


def _arrival(
    address: str, rank: int, channel: Channel, day: datetime, *, confirms: bool
) -> Callable[[], object]:
    def act() -> None:
        row = services.subscribe(
            address,
            form_key=uuid.UUID(int=MAKER.int + rank),
            channel=channel,
            wording=current_wording(services.WORDING, day),
            at=day,
        )
        if confirms:
            services.confirm(row, at=day + timedelta(minutes=3))

    return act


def _said_by_voice(scene: Scene) -> None:
    """A few people of the files asked for it on the telephone."""
    for person in scene.people[5::15][:SPOKEN]:
        said = scene.ago(30, 11)
        note(
            person,
            Purpose.NEWSLETTER,
            given=True,
            channel="au téléphone",
            by=scene.adviser,
            at=said,
        )


def _departures(
    scene: Scene, addresses: list[str], chance: random.Random, writer: User | None
) -> Happened:
    """Some left by the link, the day after an issue; a few addresses answer no more."""
    found: Happened = []
    gone = chance.sample(addresses[:SUBSCRIBERS], LEFT + BOUNCED)
    for rank, address in enumerate(gone):
        day = scene.ago(chance.choice(list(SENT.values())) - 1, 8, rank)
        found.append((day, _departure(address, day, writer, bounced=rank >= LEFT)))
    return found


def _departure(
    address: str, day: datetime, writer: User | None, *, bounced: bool
) -> Callable[[], object]:
    def act() -> None:
        known = Subscriber.objects.filter(email=address, confirmed_at__lt=day).exists()
        if known and bounced and writer:
            services.take_off(address, bounced=True, by=writer, at=day)
        elif known:
            services.leave(address, "lien de la lettre", day)

    return act


def _sendings(scene: Scene, writer: User | None) -> Happened:
    found: Happened = []
    for page in IssuePage.objects.filter(number__in=SENT, live=True):
        day = scene.ago(SENT[page.number], 9, 30)
        found.append((day, _sending(page, day, writer)))
    return found


def _sending(page: IssuePage, day: datetime, writer: User | None) -> Callable[[], object]:
    def act() -> None:
        # Loaded today, it was published before it left.
        earlier = day - timedelta(hours=1)
        IssuePage.objects.filter(pk=page.pk).update(last_published_at=earlier)
        issues.send(page, by=writer, at=day)

    return act


def _in_preparation() -> None:
    """The third issue, that nobody but its writers has read."""
    index = NewsletterIndexPage.objects.first()
    if index is None or IssuePage.objects.filter(number=3).exists():
        return
    page = IssuePage(
        title="Ce que nous lisons dans une candidature",
        slug="3-ce-que-nous-lisons",
        subject="Préparer sa candidature, et travailler au chaud",
        number=3,
        season="winter",
        landscape_seed="la lampe allumée",
        lead="Trois choses comptent dans une candidature, et elles tiennent en une page.",
        introduction=(
            "<p>Bonjour,</p><p>Vous êtes plusieurs à nous l’avoir demandé : voici comment nous lisons "
            "une candidature, sans détour.</p>"
        ),
        body=_third_body(index),
        live=False,
        has_unpublished_changes=True,
    )
    index.add_child(instance=page)
    page.save_revision(log_action=False)


def _third_body(index: NewsletterIndexPage) -> list[tuple[str, object]]:
    home = index.get_parent()
    news = {page.slug: page for page in home.get_descendants().live()}
    chosen = [
        news[slug] for slug in ("preparer-sa-candidature", "l-hiver-au-telecentre") if slug in news
    ]
    text = "<p>Les candidatures de la prochaine session se font en ligne, sans compte ni mot de passe.</p>"
    written: list[tuple[str, object]] = [("text", {"title": "Pour candidater", "text": text})]
    if chosen:
        features = [{"page": page} for page in chosen]
        written.insert(0, ("features", {"title": "À la une", "features": features}))
    return written
