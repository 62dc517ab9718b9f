"""The image and the words of a child: nothing is shown unless two adults of the household agreed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from crm.consents.models import CHILD, OF_ONESELF, Consent, Purpose
from crm.consents.services import current_wording, note
from crm.journal.models import Action
from crm.journal.refusal import Refused
from crm.journal.services import record

from .models import Household, HouseholdMember

if TYPE_CHECKING:
    from django.contrib.auth.models import User

WORDING = "enfant"
BOTH = 2


def key_of(child: HouseholdMember) -> str:
    return f"{CHILD}{child.pk}"


@transaction.atomic
def agree_for(
    child: HouseholdMember,
    adult: HouseholdMember,
    purpose: Purpose,
    *,
    given: bool,
    channel: str,
    proof: str = "",
    by: User | None,
    at: datetime | None = None,
) -> Consent:
    """Note what one adult of the household says about the image or the words of a child."""
    if purpose not in OF_ONESELF:
        raise Refused("Pour un enfant, seuls la photographie et le témoignage se notent ici.")
    if child.person_id is not None or child.ends_on is not None:
        raise Refused("Cet accord se note pour un enfant qui vit dans le foyer.")
    if adult.person is None or adult.household_id != child.household_id or adult.ends_on:
        raise Refused("Cet accord est celui d’un adulte qui vit dans le même foyer.")
    if given and not proof.strip():
        raise Refused("Dites où est gardé l’écrit signé : un numéro de pièce, un classeur.")
    now = at or timezone.now()
    word = note(
        adult.person, purpose, given=given, about=key_of(child), channel=channel,
        wording=current_wording(WORDING, now), proof=proof.strip(), by=by, at=now,
    )  # fmt: skip
    record(
        Action.CHANGED, child, by=by, person_id=adult.person_id, fields=[f"consent_{purpose}"],
        at=now,
    )  # fmt: skip
    return word


def agreed(home: Household) -> Mapping[tuple[int, str], set[int]]:
    """(child, purpose) → the adults living in a household who agree today. Two queries."""
    members = list(HouseholdMember.objects.filter(household=home, ends_on__isnull=True))
    adults = [row.person_id for row in members if row.person_id]
    children = {key_of(row): row.pk for row in members if row.person_id is None}
    words = Consent.objects.filter(person__in=adults, purpose__in=OF_ONESELF, about__in=children)
    found: dict[tuple[int, str], set[int]] = {}
    for word in words.current():
        if word.given:
            found.setdefault((children[word.about], word.purpose), set()).add(word.person_id)
    return found


def may_show(child: HouseholdMember, purpose: Purpose) -> bool:
    """Tell whether the image or the words of a child may be shown: both adults agree, today."""
    return len(agreed(child.household).get((child.pk, purpose), ())) >= BOTH


def told(home: Household) -> dict[int, list[str]]:
    """What is said of each child beside their name: child → sentences. Two queries."""
    found = agreed(home)
    children = HouseholdMember.objects.filter(
        household=home, person__isnull=True, ends_on__isnull=True
    )
    return {child.pk: list(_sentences(child.pk, found)) for child in children}


def _sentences(child: int, found: Mapping[tuple[int, str], set[int]]) -> Iterable[str]:
    for purpose in OF_ONESELF:
        count = len(found.get((child, purpose), ()))
        label = Purpose(purpose).label.capitalize()
        if count >= BOTH:
            yield f"{label}\N{NO-BREAK SPACE}: les deux adultes acceptent."
        elif count:
            yield f"{label}\N{NO-BREAK SPACE}: un adulte accepte, il manque l’autre. Rien ne se publie."
