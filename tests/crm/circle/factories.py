"""A family and the partners who help it."""

from __future__ import annotations

import re
import uuid
from datetime import timedelta

from django.test import Client
from django.utils import timezone

from crm.circle import inviting
from crm.circle.choosing import Chosen
from crm.circle.inviting import Invitation
from crm.circle.letters import OWN_LINK, PARTNER_LINK
from crm.circle.models import Helper, ItemKind
from crm.journeys.models import Journey
from crm.letters import links
from crm.letters.models import Letter
from crm.needs.models import Need
from editorial.form_key import FormKey
from tests.crm.desk import journey_of
from tests.crm.factories import make_person
from tests.crm.needs.factories import needing

SCHOOL = "Une place en CE1 à la rentrée"


def family(**known: object) -> tuple[Journey, Need]:
    """A journey whose household needs a place at school."""
    told = {"first_name": "Claire", "last_name": "Montaigu", "phone": "06 39 98 01 42"} | known
    person = make_person(**told)
    return journey_of(person, project="Ouvrir un cabinet de traduction"), needing(
        person, text=SCHOOL
    )


def invitation(
    email: str = "ecole@example.org", name: str = "Odile Roche", days: int = 90
) -> Invitation:
    return Invitation(
        name, email, "directrice de l’école", timezone.localdate() + timedelta(days=days)
    )


def invited(
    journey: Journey, *chosen: Chosen, said_by: str = "en entretien", **told: object
) -> Helper:
    """Somebody of the circle, the person having agreed unless `said_by` is empty."""
    kinds = list(chosen) or [Chosen(ItemKind.FULL_NAME)]
    return inviting.invite(journey, invitation(**told), kinds, said_by=said_by, by=None)  # type: ignore[arg-type]


def helped() -> tuple[Helper, Need]:
    """A partner who sees the name of a person and a need."""
    journey, need = family()
    return invited(journey, Chosen(ItemKind.FULL_NAME), Chosen(ItemKind.NEED, need=need)), need


def seeing(helper: Helper) -> Helper:
    """The row as the partner's space reads it."""
    return (
        Helper.objects.seeing(timezone.localdate())
        .select_related("journey__person")
        .get(pk=helper.pk)
    )


def link_of(helper: Helper) -> str:
    return links.make(PARTNER_LINK, str(helper.pk))


def own_link(helper: Helper) -> str:
    return links.make(OWN_LINK, str(helper.journey.person_id))


def code_sent(helper: Helper) -> str:
    body = (
        Letter.objects.filter(template="crm_circle/letters/code.txt", to=helper.email)
        .latest("pk")
        .body
    )
    return re.findall(r"\b\d{6}\b", body)[0]


def inside(helper: Helper, client: Client | None = None) -> tuple[Client, str]:
    """A browser that gave the code, and the address of the space."""
    client = client or Client()
    address = f"/cercle/{link_of(helper)}/"
    client.post(address, {"envoyer": "1"})
    client.post(address, {"code": code_sent(helper)})
    return client, address


def signed() -> str:
    return FormKey(uuid.uuid4(), timezone.now() - timedelta(minutes=5)).sign()
