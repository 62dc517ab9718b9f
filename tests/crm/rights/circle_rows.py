"""A circle and a card of the directory, for the table of rights."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from crm.circle import inviting, saying
from crm.circle.choosing import Chosen
from crm.circle.inviting import Invitation
from crm.circle.models import Helper, ItemKind
from crm.journeys.models import Track
from crm.journeys.services import open_journey
from crm.network import relaying
from crm.network.services import CardText, open_card, propose, publish
from tests.crm.factories import make_person


def lay(rows: dict[str, Any], now: datetime) -> dict[str, Any]:
    person = make_person(first_name="Rose", last_name="Cercleau")
    journey = open_journey(person, Track.RELOCATION, at=now)
    ends_on = timezone.localdate(now) + timedelta(days=30)
    helper = inviting.invite(
        journey,
        Invitation("Odile Roche", "ecole@example.org", "directrice de l’école", ends_on),
        [Chosen(ItemKind.FULL_NAME)],
        said_by="en entretien",
        by=None,
        at=now,
    )
    shown = Helper.objects.seeing(timezone.localdate(now)).get(pk=helper.pk)
    word = saying.say(shown, uuid.UUID(int=61), "Venez mardi", at=now)
    card = open_card(person, by=None, at=now)
    propose(card, CardText("traductrice", "Je traduis de l’allemand."), agreed=True, at=now)
    publish(card, by=None, at=now)
    message = relaying.relay(
        card, uuid.UUID(int=62), name="Bob", email="bob@example.org", text="Bonjour", at=now
    )
    assert message is not None
    relaying.report(message, at=now)
    return {
        "circle_person": person.pk,
        "circle_journey": journey.pk,
        "helper": helper.pk,
        "helper_word": word.pk,
        "card": card.pk,
        "network_message": message.pk,
    }
