"""Leaving is one gesture, of a human; a machine that follows every link takes nobody out."""

import re
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from urllib.parse import unquote

import pytest
from django.core import mail
from django.db import connections
from django.test import Client
from django.utils import timezone

from crm.consents.models import Consent, Purpose, Suppression, SuppressionReason
from crm.consents.services import note
from crm.consents.suppression import confirmed, is_suppressed, suppress
from crm.letters.delivery import send_due
from crm.letters.models import Letter, LetterState
from crm.mailings.audiences import Addressee
from crm.mailings.launching import launch, preview
from crm.mailings.models import Nature, Recipient
from crm.mailings.returned import read
from crm.mailings.tokens import token_of
from tests.crm.factories import make_person
from tests.telecentre.factories import SiteFactory

from .publics import plan

pytestmark = pytest.mark.django_db
ADDRESS = "rose@example.org"


def sent(public, key="essai-1", at=None):
    """One letter that left, to somebody who has a file; its address of unsubscription."""
    public.addresses.add(ADDRESS)
    person = make_person(first_name="Rose", email=ADDRESS)
    note(person, Purpose.NEWSLETTER, given=True, channel="formulaire")
    launch(plan(key), [Addressee(ADDRESS, person)], by=None, at=at)
    send_due((at or timezone.now()) + timedelta(minutes=1))
    row = Recipient.objects.get(mailing__key=key)
    return person, f"/desabonnement/{token_of(row)}/"


def test_a_scanner_that_follows_every_link_of_a_letter_takes_nobody_out(public, client):
    SiteFactory()
    sent(public)
    message = mail.outbox[0]
    everything = message.body + message.alternatives[0][0] + str(message.extra_headers)
    found = {
        re.sub(r"^https?://[^/]+", "", one)
        for one in re.findall(r"https?://[^\s\"<>]+", everything)
        if "desabonnement" in one
    }
    assert any(one.endswith("un-clic/") for one in found)

    for link in found:
        for method in (client.get, client.head):
            assert method(link, follow=True).status_code == 200

    assert public.addresses == {ADDRESS}
    assert not Suppression.objects.exists()


def test_the_page_asks_then_a_post_takes_the_address_out_once(public):
    SiteFactory()
    person, page = sent(public)
    client = Client(enforce_csrf_checks=True)

    asked = client.get(page)
    html = asked.content.decode()
    assert "la lettre d’information" in html
    assert "r•••@example.org" in html
    assert ADDRESS not in html
    assert asked["Cache-Control"] == "no-store"
    assert "noindex" in asked["X-Robots-Tag"]
    assert client.post(page).status_code == 403

    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', html)[1]
    for _ in range(2):
        said = client.post(page, {"csrfmiddlewaretoken": token}, follow=True)

    assert "C’est fait" in said.content.decode()
    assert public.left == [(ADDRESS, "lien de désabonnement")]
    words = Consent.objects.filter(person=person).values_list("given", "channel")
    assert list(words) == [(True, "formulaire"), (False, "lien de désabonnement")]
    assert Suppression.objects.get().reason == SuppressionReason.UNSUBSCRIBED


def test_one_click_of_the_mail_reader_needs_no_cookie_and_says_the_word(public):
    SiteFactory()
    _, page = sent(public)
    reader = Client(enforce_csrf_checks=True)

    reader.post(f"{page}un-clic/", {"autre": "chose"})
    assert public.addresses == {ADDRESS}
    done = reader.post(f"{page}un-clic/", {"List-Unsubscribe": "One-Click"})

    assert done.status_code == 200
    assert public.left == [(ADDRESS, "bouton de la messagerie")]
    assert reader.post("/desabonnement/inconnu.xyz/un-clic/").status_code == 404


def test_who_asks_by_e_mail_as_their_mail_reader_offers_is_taken_out(public, settings):
    settings.UNSUBSCRIBE_ADDRESS = "sortie@example.org"
    SiteFactory()
    sent(public)
    way = mail.outbox[0].extra_headers["List-Unsubscribe"]
    subject = unquote(re.search(r"\?subject=([^>]+)", way)[1])

    read(b"Subject: desabonnement inconnu.xyz\n\n", timezone.now())
    assert public.addresses == {ADDRESS}
    read(f"From: {ADDRESS}\nSubject: {subject}\n\n".encode(), timezone.now())

    assert public.left == [(ADDRESS, "courriel de désabonnement")]


def test_a_token_tells_nothing_is_constant_and_cannot_be_made(public, client):
    SiteFactory()
    sent(public)
    row = Recipient.objects.get()
    token = token_of(row)

    assert token == token_of(Recipient.objects.get())
    assert str(row.pk) not in token.split(".")
    assert "rose" not in token
    for wrong in (row.handle, token[:-1], f"{row.handle}.{'A' * 43}"):
        assert client.post(f"/desabonnement/{wrong}/").status_code == 404
    assert public.addresses == {ADDRESS}


def test_the_link_of_an_old_letter_whose_address_was_emptied_still_works(public, client):
    SiteFactory()
    _, page = sent(public)
    Letter.objects.all().delete()
    Recipient.objects.update(email="", fields={})

    client.post(page)

    assert public.addresses == set()
    assert is_suppressed(ADDRESS, "newsletter")
    assert "C’est fait" in client.get(page).content.decode()


def test_coming_back_is_asked_of_the_address_again_and_reopens_the_way(public, client):
    SiteFactory()
    _, page = sent(public)
    client.post(page)
    assert "M’inscrire de nouveau" in client.get(page).content.decode()
    suppress(ADDRESS, scope="forum", reason=SuppressionReason.OBJECTION)

    confirmed(ADDRESS, "newsletter")
    public.addresses.add(ADDRESS)

    assert not is_suppressed(ADDRESS, "newsletter")
    assert is_suppressed(ADDRESS, "forum")
    assert "Oui, me désabonner" in client.get(page).content.decode()


def test_withdrawing_in_the_middle_stops_the_rest_for_that_person_alone(public):
    now = timezone.now()
    other = Addressee("autre@example.org")
    public.addresses |= {ADDRESS, other.email}
    person = make_person(email=ADDRESS)
    note(person, Purpose.NEWSLETTER, given=True, channel="formulaire", at=now)
    launch(plan(), [Addressee(ADDRESS, person), other], by=None, at=now)

    note(person, Purpose.NEWSLETTER, given=False, channel="au téléphone", at=now)

    held = Letter.objects.get(to=ADDRESS)
    assert (held.state, held.withheld_because) == (
        LetterState.WITHHELD,
        "n’a pas donné son accord",
    )
    send_due(now + timedelta(minutes=1))
    assert [message.to for message in mail.outbox] == [[other.email]]


@pytest.mark.parametrize(
    ("happens", "because"),
    [
        (lambda p, a: public_out(a), "n’a pas donné son accord"),
        (lambda p, a: suppress(ADDRESS, reason=SuppressionReason.COMPLAINT), "adresse écartée"),
        (lambda p, a: changed(p, anonymised_at=timezone.now()), "dossier anonymisé"),
        (lambda p, a: changed(p, birth_year=timezone.now().year - 15), "mineur"),
        (lambda p, a: p.contact_points.update(bounced_at=timezone.now()), "adresse en erreur"),
    ],
)
def test_each_letter_is_asked_again_as_it_leaves(public, happens, because):
    public.addresses.add(ADDRESS)
    person = make_person(email=ADDRESS)
    launch(plan(), [Addressee(ADDRESS, person)], by=None)

    happens(person, public)
    send_due(timezone.now() + timedelta(minutes=1))

    assert mail.outbox == []
    assert Letter.objects.get().withheld_because == because


def public_out(public):
    public.addresses.clear()


def changed(person, **values):
    for name, value in values.items():
        setattr(person, name, value)
    person.save(update_fields=list(values))


def test_a_message_of_service_bears_no_way_out_and_its_link_opens_nothing(client):
    SiteFactory()
    service = plan(nature=Nature.SERVICE, audience="")
    seen = preview(service, Addressee(ADDRESS))
    assert "desabonnement" not in seen.text + seen.html
    assert "une démarche en cours" in seen.text

    launch(service, [Addressee(ADDRESS)], by=None)
    token = token_of(Recipient.objects.get())

    assert client.post(f"/desabonnement/{token}/").status_code == 404


@pytest.mark.django_db(transaction=True)
def test_leaving_from_several_windows_at_once_is_leaving_once(public):
    SiteFactory()
    person, page = sent(public)

    def click(_: int) -> int:
        try:
            return Client().post(f"{page}un-clic/", {"List-Unsubscribe": "One-Click"}).status_code
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as windows:
        assert list(windows.map(click, range(4))) == [200] * 4

    assert len(public.left) == 1
    assert Suppression.objects.count() == 1
    assert Consent.objects.filter(person=person, given=False).count() == 1
