"""What brought the people of the present: two articles of the season, the leaflets, the last Forum, a neighbour."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from datetime import timedelta
from itertools import cycle
from typing import Any

from crm.journeys.models import AcquisitionKind, Journey
from crm.journeys.sources import Source, correct_source
from crm.leaflets.models import LeafletBatch
from crm.welcome.contents import Message
from crm.welcome.intake import receive
from crm.welcome.models import RequestKind, Topic
from crm.welcome.services import settle
from forum.models import Edition, ForumPage
from news.models import Coverage, MediaKind

from .stage import Scene

# Invented, as everything that is dated from today.
ARTICLES = [
    (118, "Radio des Volcans (fictive)", MediaKind.RADIO, "Partir, et garder son métier", False),
    (47, "Le Journal des plateaux (fictif)", MediaKind.PRESS, "Ils travaillent à distance, et ici", True),
    (19, "La Lettre des métiers (fictive)", MediaKind.WEB, "Un bureau, une école, une maison", False),
]  # fmt: skip
# Days ago, first name, name, index of what their address said; the team answered all of them.
WROTE = [
    (134, "Odile", "Ferrand", "d1"), (131, "Bastien", "Cros", "d1"), (127, "Mina", "Tavel", ""),
    (115, "Loïc", "Aymard", "c0"), (113, "Reine", "Boyer", "c0"), (112, "Paul", "Salvan", ""),
    (88, "Inès", "Lacaze", "d1"), (46, "Yann", "Brugal", "c1"), (45, "Lise", "Monteil", "c1"),
    (44, "Aude", "Serre", "d2"), (43, "Jean", "Roche", "c1"), (41, "Émile", "Vidal", "f"),
    (40, "Zoé", "Chassang", "d2"), (38, "Noé", "Andrieu", ""), (26, "Marthe", "Delrieu", "d2"),
    (17, "Colin", "Rigal", "c2"), (16, "Anna", "Teil", "c2"), (12, "Sacha", "Pons", "f"),
]  # fmt: skip
WORDS = "Bonjour, pourriez-vous m’envoyer de quoi lire sur votre accueil ?"


def play_origins(scene: Scene, batches: list[LeafletBatch]) -> None:
    articles = [_article(scene, *told) for told in ARTICLES]
    edition = Edition.objects.past(scene.today).first()
    codes = {f"c{rank}": f"c-{article.pk}" for rank, article in enumerate(articles)}
    codes |= {f"d{rank}": batch.origin_code for rank, batch in enumerate(batches)}
    codes |= {"f": f"f-{edition.number}"} if edition else {}
    for days, first_name, last_name, key in WROTE:
        _wrote(scene, days, first_name, last_name, codes.get(key, ""))
    _say_what_brought_them(scene, articles, batches, edition)


def _article(
    scene: Scene, days: int, outlet: str, kind: MediaKind, title: str, of_the_forum: bool
) -> Coverage:
    forum = ForumPage.objects.live().first() if of_the_forum else None
    return Coverage.objects.get_or_create(
        outlet=outlet,
        title=title,
        published_on=scene.today - timedelta(days=days),
        defaults={"kind": kind, "about": forum.page_ptr if forum else None},
    )[0]


def _wrote(scene: Scene, days: int, first_name: str, last_name: str, code: str) -> None:
    said = Message(
        first_name=first_name, last_name=last_name, text=WORDS,
        email=f"{first_name}.{last_name}@example.org".lower(),
    )  # fmt: skip
    key = uuid.uuid5(uuid.NAMESPACE_URL, f"{scene.today}-{last_name}")
    at = scene.ago(days, 11)
    row = receive(key, RequestKind.MESSAGE, Topic.SETTLE, said, origin=code, at=at)
    if row.person_id is None:
        settle(row, by=scene.adviser, reason="Documentation envoyée.", at=scene.ago(days, 16))


def _say_what_brought_them(
    scene: Scene, articles: list[Coverage], batches: list[LeafletBatch], edition: Edition | None
) -> None:
    """Down to the item where the journey said a kind alone, and to a kind where it said nothing."""
    named: dict[AcquisitionKind, Iterator[dict[str, Any]]] = {
        AcquisitionKind.PRESS: cycle({"coverage": one} for one in reversed(articles)),
        AcquisitionKind.LEAFLET: cycle({"leaflet_batch": one} for one in batches[1:]),
        AcquisitionKind.FORUM: cycle([{"edition": edition}]),
    }
    kinds: Iterator[AcquisitionKind | None] = cycle(
        [*named, AcquisitionKind.WORD_OF_MOUTH, None, AcquisitionKind.PRESS, AcquisitionKind.WEB]
    )
    people = [person.pk for person in scene.people]
    rows = (
        Journey.objects.filter(person__in=people)
        .select_related("source")
        .order_by("opened_at", "pk")
    )
    for journey in rows:
        known = journey.source
        kind = AcquisitionKind(known.kind) if known else next(kinds)
        if kind is None or (known and kind not in named):
            continue
        items = next(named[kind]) if kind in named else {}
        words = known.declared_text if known else ""
        correct_source(
            journey, Source(kind, words, **items), by=scene.adviser, at=scene.ago(1),
            reason="Demandé au téléphone.",
        )  # fmt: skip
