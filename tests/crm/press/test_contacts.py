"""The sheet of a journalist: added, corrected, objecting, kept three years after the last exchange."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from crm.consents.suppression import is_suppressed
from crm.journal.models import Action, Entry
from crm.journal.refusal import Refused
from crm.letters.models import Letter
from crm.mailings.models import Recipient
from crm.organisations.models import Organisation
from crm.press import audience, bounces, coverage, forgetting, services
from crm.press.coverage import Told
from crm.press.dispatching import send_due
from crm.press.exchanging import Said, drop_exchange, log_exchange
from crm.press.models import CoverageLink, Direction, Exchange, ExchangeKind, PressContact, Received
from crm.press.outlets import OutletSheet, name_outlet, save_outlet
from crm.press.services import Sheet
from tests.crm.press.pressing import DAY, NOW, journalist, planned, release
from tests.news.press import CoverageFactory

pytestmark = pytest.mark.django_db

MONTH = timedelta(days=31)


def sheet(**told):
    return Sheet(**{"last_name": "Roche", "source": "essai", "email": "roche@example.org"} | told)


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"last_name": " ’ "}, "a un nom"),
        ({"email": "", "phone": ""}, "un courriel ou un téléphone"),
    ],
)
def test_a_sheet_has_a_name_and_a_way_to_reach_it(wrong, said):
    with pytest.raises(Refused, match=said):
        services.add_contact(sheet(**wrong), by=None)


def test_the_database_refuses_a_sheet_without_name_or_address():
    who = journalist()
    for wrong in ({"name_key": ""}, {"email_key": "", "phone": ""}):
        with pytest.raises(IntegrityError), transaction.atomic():
            PressContact.objects.filter(pk=who.pk).update(**wrong)


def test_an_address_that_objected_is_known_again_after_the_sheet_was_erased():
    who = journalist(email="Roche@Example.org")
    services.object_to_mail(who, "au téléphone", by=None, at=NOW)
    services.erase(who, "à sa demande", by=None, at=NOW)
    assert is_suppressed("roche@example.org", audience.CODE)

    again = services.add_contact(sheet(), by=None, at=NOW)

    assert (again.opted_out_at, again.may_be_written_to) == (NOW, False)
    services.welcome_back(again, "par courriel", by=None, at=NOW)
    assert again.may_be_written_to
    assert audience.agrees("roche@example.org", NOW)


def test_what_is_corrected_is_journalled_by_name_and_a_new_address_is_tried_again():
    who = journalist()
    services.note_bounce(who, at=NOW)

    changed = services.correct_contact(who, sheet(function="rédactrice"), by=None, at=NOW)

    assert {"last_name", "function", "email", "bounced_at"} <= set(changed)
    assert (who.bounced_at, who.name_key, who.email_key) == (None, "roche", "roche@example.org")
    line = Entry.objects.about(who).filter(action=Action.CHANGED).last()
    assert "function" in line.fields
    assert "rédactrice" not in str(line.fields)
    assert services.correct_contact(who, sheet(function="rédactrice"), by=None) == []


def test_the_same_name_or_address_is_warned_about():
    who = journalist(last_name="Roche", first_name="Ana", email="ana@example.org")

    assert services.look_alikes(sheet(email="ANA@example.org")) == [who]
    assert services.look_alikes(sheet(first_name="Ána")) == [who]
    assert services.look_alikes(sheet(), but=who) == []


def test_a_medium_named_twice_is_one_medium():
    first = name_outlet("La Gazette des Burons", by=None)

    assert name_outlet("la gazette des burons", by=None) == first
    with pytest.raises(Refused, match="déjà ce nom"):
        save_outlet(OutletSheet("La gazette des Burons"), by=None)
    save_outlet(OutletSheet("La Gazette", "web", "hebdomadaire"), first, by=None)
    kept = Organisation.objects.select_related("outlet").get(pk=first.pk)
    assert (kept.name, kept.outlet.kind, kept.outlet.rhythm) == (
        "La Gazette",
        "web",
        "hebdomadaire",
    )


def test_the_last_exchange_is_that_of_a_conversation_not_of_a_mail_of_ours():
    who = journalist(at=NOW - 100 * DAY)
    asked = [
        (ExchangeKind.NOTE, Direction.IN, NOW - DAY),
        (ExchangeKind.MAIL, Direction.OUT, NOW - 2 * DAY),
        (ExchangeKind.CALL, Direction.OUT, NOW - 3 * DAY),
        (ExchangeKind.MAIL, Direction.IN, NOW - 4 * DAY),
    ]
    for kind, direction, on in asked:
        log_exchange(who, Said(kind, "Bonjour", direction), on=on, by=None, at=NOW)
    assert who.last_exchange_at == NOW - 3 * DAY

    drop_exchange(Exchange.objects.get(kind=ExchangeKind.CALL), by=None, at=NOW)
    who.refresh_from_db()
    assert who.last_exchange_at == NOW - 4 * DAY
    with pytest.raises(Refused, match="à venir"):
        log_exchange(who, Said(ExchangeKind.CALL, "x"), on=NOW + DAY, by=None, at=NOW)
    with pytest.raises(Refused, match="en quelques mots"):
        log_exchange(who, Said(ExchangeKind.CALL, "  "), by=None, at=NOW)


def test_an_article_counts_as_word_from_its_author_and_goes_back_when_it_is_untied():
    first, second = journalist(at=NOW - 300 * DAY), journalist(at=NOW - 300 * DAY)
    article = CoverageFactory(published_on=date(2011, 3, 1))

    coverage.link(article, Told(first, reach=1200, tone="warm"), by=None, at=NOW)
    first.refresh_from_db()
    assert first.last_exchange_at.date() == date(2011, 3, 1)

    coverage.link(article, Told(second), by=None, at=NOW)
    first.refresh_from_db()
    assert first.last_exchange_at == NOW - 300 * DAY
    assert CoverageLink.objects.get().contact == second


def test_authors_are_guessed_by_signature_then_by_medium():
    signs = journalist(first_name="Ana", last_name="Roche")
    gazette, other = journalist("La Gazette"), journalist("Radio Burons")
    article = CoverageFactory(outlet="La Gazette, édition de Murat", author="Ana Roche")

    assert coverage.likely_authors(article, [other, gazette, signs]) == [signs, gazette]
    assert coverage.likely_articles(gazette, [article, CoverageFactory()]) == [article]


def test_three_years_after_the_last_exchange_the_sheet_goes_after_a_notice(settings):
    settings.PRESS_KEPT_MONTHS, settings.PRESS_NOTICE_DAYS = 36, 30
    heard, silent = journalist(at=NOW), journalist(at=NOW)
    log_exchange(heard, Said(ExchangeKind.CALL, "Oui"), on=NOW + DAY, by=None, at=NOW + DAY)
    article = CoverageFactory(published_on=date(2011, 3, 1))
    coverage.link(article, Told(silent), by=None, at=NOW)
    planned(release(), silent)
    send_due(NOW)
    end = NOW.replace(year=2014)

    assert silent.pk not in forgetting.ending(end - 31 * DAY).values_list("pk", flat=True)
    assert list(forgetting.ending(end - 29 * DAY)[:1]) == [silent]
    assert forgetting.kept_until(silent) == date(2014, 3, 14)
    after = end + DAY
    forgetting.forget(after)
    assert not Received.objects.exists()

    assert not PressContact.objects.filter(pk=silent.pk).exists()
    assert forgetting.forget(after) == 0
    kept = Recipient.objects.get()
    assert (kept.email, kept.fields) == ("", {})
    assert not Letter.objects.filter(to=silent.email).exists()
    assert CoverageLink.objects.get().contact is None
    assert Entry.objects.filter(reason=forgetting.REASON, action=Action.DELETED).exists()


def test_an_address_that_another_sheet_holds_keeps_its_letters():
    first = journalist(email="redaction@example.org")
    journalist(email="redaction@example.org")
    planned(release(), first)
    send_due(NOW)

    services.erase(first, "parti", by=None)

    assert Recipient.objects.get().email == "redaction@example.org"


def test_a_letter_that_came_back_marks_the_sheet_once():
    who = journalist()
    planned(release(), who)
    send_due(NOW)
    Letter.objects.filter(to=who.email).update(bounced_at=NOW, bounce_status="5.1.1")

    assert (bounces.note_bounces(NOW + MONTH), bounces.note_bounces(NOW)) == (0, 1)
    assert bounces.note_bounces(NOW) == 0
    who.refresh_from_db()
    assert not who.may_be_written_to
