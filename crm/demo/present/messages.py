"""What the public wrote these last days: somebody known, somebody alike, somebody new, a robot that a human saw."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta

from crm.consents.services import current_wording
from crm.people.models import ContactKind, Person
from crm.welcome.contents import Message
from crm.welcome.intake import NOTICE, receive
from crm.welcome.models import ContactRequest, RequestKind, Topic
from crm.welcome.services import set_aside

from .stage import Scene

NAMESPACE = uuid.UUID("b3d0a6c1-6c52-4b0b-8f0e-0d5c7e1f9a34")


def play_messages(scene: Scene) -> None:
    known, alike = scene.people[0], scene.people[2]
    _post(
        scene, scene.at - timedelta(hours=3), RequestKind.MESSAGE, Topic.SETTLE,
        Message(
            first_name=known.first_name, last_name=known.last_name, email=_mail(known), page="/s-installer/",
            text="Nous avons parlé de l’école la semaine dernière. Peut-on visiter fin du mois, tous les quatre ?",
        ),
    )  # fmt: skip
    _post(
        scene, scene.at - timedelta(hours=20), RequestKind.CALL, Topic.TRAIN,
        Message(
            first_name=alike.first_name, last_name=alike.last_name, phone="06 39 98 05 17",
            days=["1", "3"], moments=["noon", "evening"], page="/se-former/",
            text="J’ai changé de numéro. La session de printemps est-elle complète ?",
        ),
    )  # fmt: skip
    _post(
        scene, scene.at - timedelta(days=1, hours=2), RequestKind.MESSAGE, Topic.TELECENTRE,
        Message(
            first_name="Solène", last_name="Garrigoux", email="solene.garrigoux@example.org",
            phone="06 39 98 05 18", commune=_home(scene), heard="un article dans La Montagne",
            page="/telecentre/",
            text="Je suis comptable et je cherche un bureau fermé deux jours par semaine, "
            "à partir de la rentrée. Faut-il suivre la formation pour y avoir droit ?",
        ),
    )  # fmt: skip
    spam = _post(
        scene, scene.ago(3), RequestKind.MESSAGE, Topic.OTHER,
        Message(
            first_name="Best", last_name="Ranking", email="ranking@example.org",
            text="Your web site could be first on every search. Ask for our offer today.",
        ),
    )  # fmt: skip
    if scene.adviser is not None:
        set_aside(spam, by=scene.adviser, at=scene.ago(2))


def _post(
    scene: Scene, at: datetime, kind: RequestKind, topic: Topic, message: Message
) -> ContactRequest:
    key = uuid.uuid5(NAMESPACE, f"{scene.crowd.seed}-{message.name}-{kind}")
    return receive(key, kind, topic, message, wording=current_wording(NOTICE, at), at=at)


def _mail(person: Person) -> str:
    return person.contact_points.get(kind=ContactKind.EMAIL).value


def _home(scene: Scene) -> str:
    return scene.crowd.home[0].pk
