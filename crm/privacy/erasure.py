"""Forget who, remember that: what is said in `treatments`, applied to a batch of people at once."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from functools import reduce
from operator import or_

from django.contrib.contenttypes.models import ContentType
from django.db.models import Exists, OuterRef, Q
from wagtail.models import ModelLogEntry

from crm.applications.follow_links import FOLLOW_APPLICATION, FOLLOW_SUBMISSION
from crm.applications.forgetting import forget_people
from crm.applications.models import Application, Submission
from crm.appointments.forgetting import forget_people as forget_appointments
from crm.background.services import forget_files
from crm.circle.forgetting import forget_in_the_circles
from crm.documents.services import forget_documents
from crm.funding.holds import forget_participations
from crm.imports.forgetting import forget_people as forget_imports
from crm.journal.services import forget_reasons, gate_open
from crm.journeys.digest import forget_in_letters
from crm.letters.models import Letter, SecretLink
from crm.letters.services import letters_of
from crm.mailings import forgetting as mailings
from crm.needs.models import Need
from crm.network.forgetting import forget_in_the_network
from crm.papers.services import forget_papers
from crm.people.models import ContactKind, ContactPoint, HouseholdMember, Person
from crm.questionnaires.models import Invitation
from crm.questionnaires.services import PURPOSE as QUESTIONNAIRE
from crm.registrations import forgetting as registrations
from crm.residences import forgetting as residences
from crm.segments.exclusions import forget_excluded
from crm.support.checks import PURPOSE as ACTIVITY_CHECK
from crm.support.models import ActivityCheck
from crm.visits.forgetting import forget_addresses as forget_in_visits
from crm.welcome.letters import key_of
from crm.welcome.models import ContactRequest, ContactRequestQuerySet
from crm.workspaces.bookings.links import PURPOSE as MY_DESK
from crm.workspaces.offices import forgetting as offices

from .models import Notice
from .notices import PURPOSE as CONSERVATION
from .treatments import TREATMENTS
from .treatments.vocabulary import ERASED, Treatment

# Given the people, their addresses and numbers as compared, and the moment.
Forgetter = Callable[[Sequence[int], Sequence[str], datetime], None]
_also: dict[str, Forgetter] = {}


def forget_also(name: str, forgetter: Forgetter) -> None:
    """Called from AppConfig.ready of a room above this one: what no treatment says, files and links among it."""
    _also[name] = forgetter


def erase(people: Sequence[int], at: datetime) -> None:
    """Erase everything that tells who some people are, given by primary key, in the caller's transaction."""
    # Lists made lately may name them.
    forget_files()
    ids = [*people, *Person.objects.filter(merged_into__in=people).values_list("pk", flat=True)]
    mailings.forget_addresses(_reached(ids))
    _forget_letters(ids)
    _forget_messages(ids)
    _forget_labels(ids)
    _forget_needs(ids)
    forget_papers(ids)
    forget_documents(ids, at)
    forget_participations(ids)
    forget_people(ids)
    forget_appointments(ids)
    residences.forget(ids, _reached(ids), at)
    registrations.forget_people(ids, _reached(ids), at)
    forget_in_the_circles(ids)
    forget_in_the_network(ids)
    forget_excluded(_reached(ids))
    forget_in_visits(_reached(ids), at=at)
    forget_imports(ids, _reached(ids), at)
    for forgetter in _also.values():
        forgetter(ids, _reached(ids), at)
    _forget_minors(ids)
    # What is signed or transmitted changes for this alone.
    with gate_open():
        for treatment in TREATMENTS:
            apply(treatment, ids)
    _renew(ids, at)
    forget_reasons(*ids)


def rows(treatment: Treatment, ids: Iterable[int]):  # type: ignore[no-untyped-def]
    reached = reduce(or_, (Q(**{f"{path}__in": list(ids)}) for path in treatment.paths))
    return treatment.model._base_manager.filter(reached)


def apply(treatment: Treatment, ids: Iterable[int]) -> None:
    if treatment.model is Person:
        return
    if treatment.deleted:
        rows(treatment, ids).delete()
    elif treatment.erased:
        rows(treatment, ids).update(**treatment.erased)


def _renew(ids: Sequence[int], at: datetime) -> None:
    """Erase the people themselves; the public identifier changes, so that old addresses lead nowhere."""
    person = next(treatment for treatment in TREATMENTS if treatment.model is Person)
    Person.objects.filter(pk__in=ids).update(**person.erased, anonymised_at=at)
    renamed = list(Person.objects.filter(pk__in=ids).only("pk"))
    for row in renamed:
        row.uuid = uuid.uuid4()
    Person.objects.bulk_update(renamed, ["uuid"], batch_size=100)


def _forget_letters(ids: Sequence[int]) -> None:
    """Delete letters, even those written before a file was opened, and the links that they carried."""
    theirs = Q(matched_person__in=ids) | Q(application__person__in=ids)
    submissions = list(Submission.objects.filter(theirs).values_list("pk", flat=True))
    addresses = ContactPoint.objects.filter(person__in=ids, kind=ContactKind.EMAIL)
    known = {address for pair in addresses.values_list("value", "normalised") for address in pair}
    unsigned = Letter.objects.filter(person__isnull=True)
    unsigned.filter(
        Q(to__in=known)
        | Q(key__in=[f"submission-{pk}{end}" for pk in submissions for end in ("", "-withdrawn")])
    ).delete()
    numbers = Person.objects.filter(pk__in=ids).values_list("file_number", flat=True)
    forget_in_letters(list(numbers))
    applications = Application.objects.filter(person__in=ids).values_list("pk", flat=True)
    invitations = Invitation.objects.filter(enrolment__application__person__in=ids).values_list(
        "pk", flat=True
    )
    checks = ActivityCheck.objects.filter(activity__person__in=ids).values_list("pk", flat=True)
    notices = Notice.objects.filter(person__in=ids).values_list("pk", flat=True)
    for purpose, targets in [
        (FOLLOW_SUBMISSION, submissions),
        (FOLLOW_APPLICATION, list(applications)),
        (QUESTIONNAIRE, list(invitations)),
        (ACTIVITY_CHECK, list(checks)),
        (MY_DESK, list(ids)),
        (CONSERVATION, list(notices)),
    ]:
        SecretLink.objects.filter(purpose=purpose, target__in=[str(pk) for pk in targets]).delete()


def _forget_messages(ids: Sequence[int]) -> None:
    """Empty the messages that nobody put in a file, found by the addresses and numbers of the people."""
    for message in unfiled_messages(ids):
        letters_of(key_of(message)).delete()
    unfiled_messages(ids).update(payload={}, email_key="", phone_key="")
    offices.forget_people(ids, _reached(ids))


def _reached(ids: Sequence[int]) -> list[str]:
    """The addresses and numbers of some people, in the form in which they compare."""
    known = ContactPoint.objects.filter(person__in=ids).values_list("normalised", flat=True)
    return list(known)


def unfiled_messages(ids: Sequence[int]) -> ContactRequestQuerySet:
    reached = _reached(ids)
    return ContactRequest.objects.filter(person__isnull=True).reachable_at(reached, reached)


def _forget_labels(ids: Sequence[int]) -> None:
    """Wagtail's own log keeps the title that a row had."""
    logged = ModelLogEntry.objects.order_by().values_list("content_type_id", flat=True).distinct()
    kinds = {kind.pk: kind for kind in ContentType.objects.filter(pk__in=list(logged))}
    for treatment in TREATMENTS:
        kind = ContentType.objects.get_for_model(treatment.model)
        if kind.pk in kinds:
            keys = [str(pk) for pk in rows(treatment, ids).values_list("pk", flat=True)]
            ModelLogEntry.objects.filter(content_type=kind, object_id__in=keys).update(
                label=ERASED, data={}
            )


def _forget_minors(ids: Sequence[int]) -> None:
    """Delete the children of households in which no adult with a name remains."""
    HouseholdMember.objects.filter(
        ~_living(ids), person__isnull=True, household__members__person__in=ids
    ).delete()


def _forget_needs(ids: Sequence[int]) -> None:
    """Delete what households needed, children or everybody, once no adult with a name remains."""
    Need.objects.filter(~_living(ids), household__members__person__in=ids).delete()


def _living(ids: Sequence[int]) -> Exists:
    """The adults of a row's household who keep their names."""
    return Exists(
        HouseholdMember.objects.filter(
            household=OuterRef("household"),
            person__isnull=False,
            person__anonymised_at__isnull=True,
        ).exclude(person__in=ids)
    )
