"""A forgotten password: the letter, the link, and what they never do."""

from __future__ import annotations

import re
import threading
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from signin import mail
from signin.adapters import AccountAdapter

from .people import EMAIL, NAME, come_in, is_in, somebody, telephone_of
from .test_door import body_of

pytestmark = pytest.mark.django_db
NEW = "Une-autre-phrase-bien-longue"


def ask(client: Client, email: str) -> Any:
    answer = client.post(reverse("account_reset_password"), {"email": email}, follow=True)
    # The postman has one pair of hands: what was given before is gone.
    mail.postman.submit(lambda: None).result(timeout=120)
    return answer


def link_in(letter: Any) -> str:
    found = re.search(r"http://testserver(\S+)", letter.body)
    assert found, letter.body
    return found[1]


def choose_again(client: Client, mailoutbox: list[Any], password: str = NEW) -> Any:
    ask(client, EMAIL)
    form = client.get(link_in(mailoutbox[-1]), follow=True)
    where = form.redirect_chain[-1][0]
    answers = {"password1": password, "password2": password}
    return client.post(where, answers, follow=True)


def test_the_answer_is_the_same_for_an_address_that_nobody_has(mailoutbox):
    somebody()
    somebody("fermee", "fermee@example.org", is_active=False)
    answers = [
        ask(Client(), email) for email in (EMAIL, "inconnue@example.org", "fermee@example.org")
    ]
    assert len({(answer.status_code, body_of(answer)) for answer in answers}) == 1
    assert [letter.to for letter in mailoutbox] == [[EMAIL]]


def test_a_letter_is_written_for_nobody_as_for_somebody(monkeypatch, mailoutbox):
    """As much work for both: rendering, then the post, which leaves beside the answer."""
    somebody()
    written: list[str] = []
    render = AccountAdapter.written

    def counted(self, prefix, email, context):
        written.append(email)
        return render(self, prefix, email, context)

    monkeypatch.setattr(AccountAdapter, "written", counted)
    ask(Client(), EMAIL)
    ask(Client(), "inconnue@example.org")
    assert written == [EMAIL, "inconnue@example.org"]


def test_the_answer_does_not_wait_for_the_mail_server(client, mailoutbox):
    somebody()
    held = threading.Event()
    mail.postman.submit(held.wait, 10)
    try:
        answer = client.post(reverse("account_reset_password"), {"email": EMAIL})
        assert answer.status_code == 302
        assert mailoutbox == []
    finally:
        held.set()
    mail.postman.submit(lambda: None).result(timeout=120)
    assert len(mailoutbox) == 1


def test_the_letter_speaks_french_and_goes_to_the_address_of_the_account(client, mailoutbox):
    somebody(email="Sylvie.Vidal@example.org")
    ask(client, "sylvie.vidal@EXAMPLE.org")
    (letter,) = mailoutbox
    assert letter.to == ["Sylvie.Vidal@example.org"]
    assert "Choisir un nouveau mot de passe" in letter.subject
    assert NAME in letter.body
    assert "votre mot de passe ne change pas" in letter.body


def test_the_link_serves_once_and_does_not_let_in(client, mailoutbox):
    somebody()
    choose_again(client, mailoutbox)
    assert not is_in(client)
    spent = Client().get(link_in(mailoutbox[0]), follow=True)
    assert "ne s’ouvre plus" in spent.content.decode()
    assert come_in(client, password=NEW).status_code == 302


def test_the_link_ends_after_an_hour(client, mailoutbox):
    somebody()
    ask(client, EMAIL)
    later = timezone.localtime() + timedelta(minutes=61)
    with time_machine.travel(later):
        page = client.get(link_in(mailoutbox[0]), follow=True).content.decode()
    assert "ne s’ouvre plus" in page


def test_a_new_password_does_not_skip_the_second_factor(client, mailoutbox):
    telephone_of(somebody())
    choose_again(client, mailoutbox)
    answer = come_in(client, password=NEW)
    assert answer.headers["Location"] == reverse("mfa_authenticate")
    assert not is_in(client)


@pytest.mark.parametrize(
    ("password", "why"),
    [
        ("trop-court", "12 caractères"),
        ("1q2w3e4r5t6y", "trop courant"),
        ("conseillere15", "semblable"),
    ],
)
def test_a_weak_password_is_refused_in_french(client, mailoutbox, password, why):
    somebody()
    page = choose_again(client, mailoutbox, password).content.decode()
    assert why in page
    assert come_in(Client(), password=password).status_code == 422


def test_three_letters_a_quarter_of_an_hour_are_enough_for_an_address(client, mailoutbox):
    somebody()
    answers = [ask(client, EMAIL) for _ in range(5)]
    assert len(mailoutbox) == 3
    assert {answer.status_code for answer in answers} == {200}


def test_the_owner_is_told_that_their_password_changed(client, mailoutbox):
    somebody()
    choose_again(client, mailoutbox)
    mail.postman.submit(lambda: None).result(timeout=120)
    assert "Votre mot de passe a changé" in mailoutbox[-1].subject
