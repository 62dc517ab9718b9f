"""The press room: eight media and twenty journalists who do not exist, lists, a release sent, one that waits."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import timedelta

from django.contrib.auth.models import User

from crm.press import coverage, dispatching, services
from crm.press.coverage import Told
from crm.press.dispatching import Wanted
from crm.press.exchanging import Said, log_exchange
from crm.press.lists import ListSheet, save_list
from crm.press.models import Beat, Direction, ExchangeKind, PressContact, PressList
from crm.press.outlets import OutletSheet, save_outlet
from crm.press.services import Sheet
from news.models import Coverage, ReleasePage

from .press_people import Press, press
from .stage import Scene

NAMESPACE = uuid.UUID("0d3a8f0e-6c0e-4b1f-8f51-5f6a0f1e2c77")
SOURCE = "fiche fictive de la démonstration"
SENT, HELD = "le-second-telecentre-ouvre", "le-programme-du-prochain-forum"


def play_press(scene: Scene) -> None:
    """Nothing without the press room of the site: its releases are what is sent."""
    releases = {page.slug: page for page in ReleasePage.objects.filter(slug__in=[SENT, HELD])}
    officer = User.objects.filter(username="communication").first() or scene.manager
    if len(releases) < 2 or officer is None:
        return
    told = press()
    people = _journalists(scene, told, officer)
    _talk(scene, told, people, officer)
    lists = _lists(scene, people, officer)
    _send(scene, releases[SENT], lists[:2], officer)
    _plan(scene, releases[HELD], lists, people, officer)
    _articles(scene, told, people, releases[SENT], officer)
    services.object_to_mail(
        people[7], "au téléphone, après un changement de rubrique", by=officer, at=scene.ago(9)
    )
    services.note_bounce(people[13], at=scene.ago(15))


def _journalists(scene: Scene, told: Press, officer: User) -> list[PressContact]:
    beats = {beat.name: beat for beat in Beat.objects.all()}
    media = [
        save_outlet(
            OutletSheet(one.name, one.kind, one.rhythm, one.area, one.email, one.phone),
            by=officer,
            at=scene.ago(1200),
        )
        for one in told.media
    ]
    return [
        services.add_contact(
            Sheet(
                last_name=one.last_name, first_name=one.first_name, civility=one.civility,
                function=one.function, email=one.email, phone=one.phone, source=SOURCE,
                organisation=media[one.medium] if one.medium is not None else None,
                respects_embargo=one.keeps_embargo, area=one.area,
            ),
            [beats[name] for name in one.beats if name in beats],
            by=officer,
            at=scene.ago(one.known_for),
        )
        for one in told.journalists
    ]  # fmt: skip


def _talk(scene: Scene, told: Press, people: Sequence[PressContact], officer: User) -> None:
    for one in told.exchanges:
        said = Said(ExchangeKind(one.kind), one.words, Direction(one.direction))
        moment = scene.ago(one.days, 14)
        log_exchange(people[one.who], said, on=moment, by=officer, at=moment)


def _lists(scene: Scene, people: Sequence[PressContact], officer: User) -> list[PressList]:
    def beats(*names: str) -> list[Beat]:
        return list(Beat.objects.filter(name__in=names))

    local = [people[rank] for rank in (0, 1, 2, 3, 4, 5)]
    sheets = [
        ListSheet(
            "Presse locale", "Ce qui se passe au pays de Murat, semaine après semaine.",
            contacts=local,
        ),
        ListSheet(
            "Télétravail et numérique", "Ceux qui suivent le sujet, où qu’ils soient.",
            beats=beats("télétravail", "numérique"),
        ),
        ListSheet("Radios", "Pour inviter à un direct, ou proposer une voix.", media_kind="radio"),
        ListSheet(
            "Presse économique et des territoires", "Les chiffres, les financeurs, le modèle.",
            beats=beats("économie", "territoire"), media_kind="press",
        ),
    ]  # fmt: skip
    return [save_list(sheet, by=officer, at=scene.ago(90)) for sheet in sheets]


def _send(scene: Scene, release: ReleasePage, lists: list[PressList], officer: User) -> None:
    """Three weeks ago: the outbox is shut, so that it is told as having left."""
    moment = scene.ago(21, 9)
    wanted = Wanted(
        lists=lists,
        word="Bonjour {civilite} {nom},\n\nLe télécentre se visite sur un simple appel.",
        key=uuid.uuid5(NAMESPACE, "parti"),
    )
    sent = dispatching.plan(release, wanted, by=officer, at=scene.ago(22))
    dispatching.send(sent.pk, moment)


def _plan(
    scene: Scene,
    release: ReleasePage,
    lists: list[PressList],
    people: Sequence[PressContact],
    officer: User,
) -> None:
    wanted = Wanted(
        lists=lists,
        contacts=people[17:19],
        word="Bonjour {civilite} {nom},\n\nVoici le programme. Des entretiens sont possibles dès ce matin.",
        key=uuid.uuid5(NAMESPACE, "prévu"),
    )
    dispatching.plan(release, wanted, by=officer, at=scene.ago(2))


def _articles(
    scene: Scene,
    told: Press,
    people: Sequence[PressContact],
    release: ReleasePage,
    officer: User,
) -> None:
    """Some recent articles of media that do not exist: three have their journalist, two wait for one."""
    for one in told.articles:
        day = scene.today - timedelta(days=one.days)
        row, _ = Coverage.objects.get_or_create(
            outlet=told.media[one.medium].name,
            title=one.title,
            published_on=day,
            defaults={
                "kind": told.media[one.medium].kind,
                "excerpt": one.excerpt,
                "release": release if one.of_release else None,
            },
        )
        if one.author is not None:
            known = Told(people[one.author], one.reach, one.tone, one.subject)
            coverage.link(row, known, by=officer, at=scene.ago(max(one.days - 1, 0)))
