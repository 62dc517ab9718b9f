"""Who may be written to, and how many are left out for each reason."""

import pytest
from django.utils import timezone

from crm.consents.models import SuppressionReason
from crm.consents.suppression import suppress
from crm.mailings.audiences import Addressee
from crm.mailings.launching import sort_out
from crm.mailings.models import Nature
from crm.people.models import ContactPoint
from tests.crm.factories import make_person

from .publics import people

pytestmark = pytest.mark.django_db


def test_only_those_who_may_be_written_to_are_kept_and_the_others_are_told_apart(public):
    now = timezone.now()
    good, *others = people(public, 8)
    opposed, silent, left = others[4:]
    persons = [one.person for one in others]
    persons[0].birth_year = now.year - 17
    persons[1].anonymised_at = now
    persons[2].merged_into = good.person
    for one in persons[:3]:
        one.save(update_fields=["birth_year", "anonymised_at", "merged_into"])
    ContactPoint.objects.filter(person=persons[3]).update(bounced_at=now)
    suppress(opposed.email, reason=SuppressionReason.OBJECTION, at=now)
    suppress(left.email, scope="newsletter", reason=SuppressionReason.UNSUBSCRIBED, at=now)
    public.addresses.discard(silent.email)
    twice, broken = Addressee(" ROSE0@example.org", good.person), Addressee("rose@")

    found = sort_out([good, *others, twice, broken], Nature.PROMOTION, "newsletter", at=now)

    assert [one.email for one in found.kept] == ["rose0@example.org"]
    assert found.left_out == {
        "mineur": 1,
        "dossier anonymisé": 1,
        "dossier fusionné dans un autre": 1,
        "adresse en erreur": 1,
        "adresse écartée": 2,
        "n’a pas donné son accord": 1,
        "déjà dans l’envoi": 1,
        "adresse absente ou illisible": 1,
    }
    served = sort_out([good, left, silent], Nature.SERVICE, "", at=now)
    assert len(served.kept) == 3


def test_an_address_that_a_parent_shares_with_a_child_is_the_parent_s(public):
    now = timezone.now()
    public.addresses |= {"foyer@example.org", "enfant@example.org"}
    make_person(email="foyer@example.org", birth_year=1980)
    make_person(email="foyer@example.org", birth_year=now.year - 12)
    make_person(email="enfant@example.org", birth_year=now.year - 12)

    found = sort_out(public.members(now), Nature.PROMOTION, "newsletter", at=now)

    assert [one.email for one in found.kept] == ["foyer@example.org"]


def test_sorting_out_costs_the_same_for_three_and_for_thirty(public, django_assert_max_num_queries):
    some = people(public, 30)

    with django_assert_max_num_queries(3):
        sort_out(some[:3], Nature.PROMOTION, "newsletter")
    with django_assert_max_num_queries(3):
        sort_out(some, Nature.PROMOTION, "newsletter")
