"""The person's own page: who sees what, agreed to as it is read, stopped at once."""

import re

import pytest
from django.utils import timezone

from crm.circle import inviting
from crm.circle.choosing import Chosen
from crm.circle.models import Helper, ItemKind
from tests.crm.circle.factories import family, helped, invited, own_link

pytestmark = pytest.mark.django_db


def text(response):
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def test_the_person_reads_who_sees_what_and_stops_it_at_once(client):
    helper, _ = helped()
    address = f"/mon-cercle/{own_link(helper)}/"

    page = text(client.get(address))
    assert "Odile Roche" in page
    assert "le prénom et le nom" in page
    client.post(f"{address}{helper.pk}/arret/")

    assert not Helper.objects.seeing(timezone.localdate()).exists()
    assert "Ne voit plus rien" in text(client.get(address))


def test_the_person_agrees_to_the_list_as_they_read_it(client):
    journey, need = family()
    helper = invited(journey, Chosen(ItemKind.NEED, need=need), said_by="")
    address = f"/mon-cercle/{own_link(helper)}/"
    listing = re.findall(r'name="liste" value="(\w+)"', client.get(address).content.decode())[0]
    inviting.choose(
        helper, [Chosen(ItemKind.PHONE)], ends_on=helper.ends_on, by=None,
    )  # fmt: skip

    assert client.post(f"{address}{helper.pk}/accord/", {"liste": listing}).status_code == 409
    assert not Helper.objects.seeing(timezone.localdate()).exists()

    listing = re.findall(r'name="liste" value="(\w+)"', client.get(address).content.decode())[0]
    client.post(f"{address}{helper.pk}/accord/", {"liste": listing})
    assert Helper.objects.seeing(timezone.localdate()).exists()


def test_the_link_of_a_person_opens_nobody_elses_circle(client):
    mine, _ = helped()
    other = invited(family(first_name="Inès")[0], email="autre@example.org")
    address = f"/mon-cercle/{own_link(mine)}/"

    assert "autre" not in client.get(address).content.decode()
    assert client.post(f"{address}{other.pk}/arret/").status_code == 404
    assert client.post(f"{address}{other.pk}/accord/", {"liste": ""}).status_code == 404
    assert Helper.objects.seeing(timezone.localdate()).filter(pk=other.pk).exists()
