"""Who receives the newsletter: confirmed addresses, and people who said yes in their file. One letter an address.

The last word counts. A no written in a file after an address was confirmed ends what it confirmed; so does
the unsubscription link, which withdraws both.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from crm.consents.models import Consent, ConsentQuerySet, Purpose
from crm.mailings.audiences import Addressee
from crm.people.contacts import normalise_email
from crm.people.models import ContactKind, ContactPoint, Person
from crm.people.reaching import mail_address

from .models import Subscriber
from .services import agreeing_at


def words() -> ConsentQuerySet:
    """The last word of each person on the newsletter."""
    return Consent.objects.filter(purpose=Purpose.NEWSLETTER).current().order_by()


def people_who_agree() -> Iterator[tuple[str, Person]]:
    """Each with the normalised address to which letters go; those without one are left out."""
    said_yes = words().filter(given=True)
    people = Person.objects.alive().filter(pk__in=said_yes.values("person"))
    for person in people.prefetch_related("contact_points").order_by("pk"):
        if address := normalise_email(mail_address(person)):
            yield address, person


def refusals() -> dict[str, datetime]:
    """The addresses of people whose last word is a no, and when it was said."""
    refused = {
        word.person_id: word.at for word in words().filter(given=False).only("person_id", "at")
    }
    points = ContactPoint.objects.filter(
        kind=ContactKind.EMAIL, person__in=words().filter(given=False).values("person")
    )
    found: dict[str, datetime] = {}
    for address, person in points.values_list("normalised", "person_id"):
        found[address] = max(found.get(address, refused[person]), refused[person])
    return found


def confirmed_addresses(at: datetime) -> Iterator[str]:
    """Those of subscriptions confirmed by then that no later no has ended."""
    refused = refusals()
    rows = Subscriber.objects.confirmed().filter(confirmed_at__lte=at).order_by("pk")
    for address, confirmed_at in rows.values_list("email", "confirmed_at"):
        said_no = refused.get(address)
        if said_no is None or confirmed_at is None or said_no <= confirmed_at:
            yield address


def members(at: datetime) -> Iterator[Addressee]:
    """Everybody who agrees, one address once; a person's own name goes with theirs."""
    seen: set[str] = set()
    for address, person in people_who_agree():
        if address not in seen:
            seen.add(address)
            yield Addressee(address, person, fields_of(person))
    for address in confirmed_addresses(at):
        if address not in seen:
            seen.add(address)
            yield Addressee(address)


def fields_of(person: Person) -> dict[str, str]:
    civility = person.get_civility_display() if person.civility else ""
    return {"prenom": person.first_name, "nom": person.last_name, "civilite": civility}


def agrees(address: str, at: datetime) -> bool:
    """Asked again as each letter leaves: whether a normalised address still agrees."""
    if agreeing_at(address):
        return True
    row = Subscriber.objects.confirmed().filter(email=address).first()
    if row is None or row.confirmed_at is None:
        return False
    later = words().filter(given=False, at__gt=row.confirmed_at)
    return not later.filter(
        person__contact_points__kind=ContactKind.EMAIL,
        person__contact_points__normalised=address,
    ).exists()
