"""Who a message reaches, what they read of it, and what is refused before anything leaves."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.db import IntegrityError, transaction
from django.utils import timezone

from crm.journal.models import Action, Entry
from crm.journal.refusal import Refused
from crm.journeys.timeline import moments
from crm.letters.delivery import send_due
from crm.letters.models import Letter, LetterKind, LetterState
from crm.letters.services import outbox_shut
from crm.mailings.audiences import Addressee
from crm.mailings.launching import launch, preview, progress, send_test
from crm.mailings.models import Mailing, MailingState, Recipient
from crm.mailings.running import settle
from tests.crm.factories import UserFactory

from .publics import people, plan

pytestmark = pytest.mark.django_db


def test_a_launch_writes_one_letter_an_address_at_its_pace_and_says_so(public):
    now = timezone.now()
    some = people(public)
    by = UserFactory()

    mailing = launch(plan(per_minute=30), [*some, some[0]], by=by, at=now)

    letters = Letter.objects.filter(batch=mailing.batch).order_by("pk")
    assert [row.next_try_at - now for row in letters] == [timedelta(seconds=s) for s in (0, 2, 4)]
    assert {(row.kind, row.body, row.template) for row in letters} == {
        (LetterKind.PROMOTION, "", "crm_mailings/letter")
    }
    assert mailing.left_out == {"déjà dans l’envoi": 1}
    assert Entry.objects.about(mailing).filter(action=Action.CREATED, actor=by).count() == 1
    assert (progress(mailing).waiting, progress(mailing).total) == (3, 3)


def test_the_same_key_is_launched_once_and_a_mailing_to_nobody_never(public):
    some = people(public)
    launch(plan(), some, by=None)

    with pytest.raises(Refused, match="déjà parti"):
        launch(plan(), some, by=None)
    with pytest.raises(Refused, match="Personne"):
        launch(plan("autre"), [Addressee("inconnue@example.org")], by=None)

    assert Mailing.objects.count() == 1


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"text": "Bonjour {surnom}"}, "surnom"),
        ({"subject": " "}, "objet"),
        ({"text": ""}, "texte est vide"),
        ({"audience": "inconnu"}, "quel public"),
        ({"html": "<script>1</script>"}, "script"),
        ({"html": '<img src="https://ailleurs.example.com/x.png" alt="">'}, "autre site"),
    ],
)
def test_a_plan_that_will_not_do_is_refused(public, wrong, said):
    with pytest.raises(Refused, match=said):
        launch(plan(**wrong), people(public, 1), by=None)

    assert not Letter.objects.exists()


def test_a_letter_leaves_whole_with_its_two_texts_its_foot_and_its_ways_out(public, settings):
    settings.UNSUBSCRIBE_ADDRESS = "sortie@example.org"
    some = people(public, 1)
    html = (
        '<p>Bonjour {prenom},</p><p><img src="/medias/a.jpg" alt="Un pré"></p>'
        '<p><a class="button" href="/agenda/">Voir</a></p>'
    )

    launch(plan(html=html), some, by=None)
    send_due(timezone.now() + timedelta(minutes=1))

    message = mail.outbox[0]
    page = message.alternatives[0][0]
    assert message.subject == "Des nouvelles de Murat"
    assert "Bonjour Rose," in message.body
    assert "parce que vous avez accepté de recevoir la lettre d’information" in message.body
    assert "Bonjour Rose," in page
    base = settings.WAGTAILADMIN_BASE_URL
    assert f'src="{base}/medias/a.jpg"' in page
    assert f'href="{base}/agenda/"' in page
    assert re.search(r'<a class="button" href="[^"]+" style="[^"]*background:#2c6e4f', page)
    assert 'lang="fr"' in page
    leave = re.search(rf"{base}/desabonnement/[^/]+/", message.body)[0]
    assert leave in page
    assert message.extra_headers["List-Unsubscribe"].startswith(
        f"<{leave}un-clic/>, <mailto:sortie@example.org?subject=desabonnement%20"
    )
    assert message.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert message.extra_headers["Message-ID"] == Letter.objects.get().message_id
    assert not re.search(r"<img[^>]+(?:width=.1|height=.1)|\?utm|origine=", page)


def test_no_value_breaks_the_page_nor_the_headers(public):
    public.addresses.add("rose@example.org")
    one = Addressee("rose@example.org", None, {"prenom": "<b>Eve</b>\r\nBcc: x@example.org"})

    seen = preview(plan(subject="Pour {prenom}"), one)

    assert "<b>Eve" not in seen.html
    assert "&lt;b&gt;Eve" in seen.html
    assert len(seen.subject.splitlines()) == 1


def test_a_name_that_nobody_knows_leaves_no_hole(public):
    assert preview(plan(), Addressee("x@example.org")).text.startswith(
        "Bonjour,\n\nAu programme\n---"
    )


def test_a_trial_goes_to_the_agent_alone_and_counts_nobody(public):
    by = UserFactory()

    letter = send_test(plan(), "agent@example.org", by=by, sample=people(public, 1)[0])
    send_due(timezone.now() + timedelta(seconds=1))

    assert (letter.subject, letter.batch) == ("[Essai] Des nouvelles de Murat", "")
    assert mail.outbox[0].to == ["agent@example.org"]
    assert "/desabonnement/essai/" in mail.outbox[0].alternatives[0][0]
    assert not Recipient.objects.exists()


def test_with_the_outbox_shut_a_mailing_is_history(public):
    past = timezone.now() - timedelta(days=40)
    some = people(public, 2)

    with outbox_shut():
        mailing = launch(plan(), some, by=None, at=past)
        assert send_test(plan(), "agent@example.org", by=UserFactory(), at=past) is None

    assert (mailing.state, mailing.ended_at) == (MailingState.DONE, past)
    assert not Letter.objects.exists()
    assert (progress(mailing).sent, progress(mailing).percent) == (2, 100)


def test_a_mailing_ends_by_itself_and_stands_in_the_file_of_each(public):
    now = timezone.now()
    some = people(public, 2)
    mailing = launch(plan(), some, by=None, at=now)
    settle(now)
    mailing.refresh_from_db()
    assert mailing.state == MailingState.SENDING

    send_due(now + timedelta(minutes=1))
    settle(now + timedelta(minutes=1))

    mailing.refresh_from_db()
    assert mailing.state == MailingState.DONE
    Letter.objects.all().delete()
    told = [(one.title, one.text) for one in moments(some[0].person, UserFactory(), ["letter"])]
    assert told == [("Lettre d’information n° 4", "Courriel envoyé\u00a0: Des nouvelles de Murat")]
    assert progress(mailing).sent == 2


def test_the_database_keeps_one_letter_an_address(public):
    mailing = launch(plan(), people(public, 1), by=None)

    with pytest.raises(IntegrityError), transaction.atomic():
        Recipient.objects.create(mailing=mailing, email="rose0@example.org")


def test_a_letter_alone_passes_before_those_of_a_mailing(public):
    from crm.letters.services import write

    now = timezone.now()
    launch(plan(), people(public, 3), by=None, at=now)
    write(
        "crm_applications/letters/received.txt",
        to="elise@example.org",
        key="seul",
        context={"person": "Élise"},
        at=now,
    )

    send_due(now + timedelta(minutes=1))

    assert mail.outbox[0].to[0] == "elise@example.org"
    assert Letter.objects.filter(state=LetterState.SENT).count() == 4
