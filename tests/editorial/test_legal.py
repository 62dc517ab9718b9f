"""What the law asks to be said: the declaration and its state, and the check before opening."""

from datetime import date
from io import StringIO

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from wagtail.models import Site

from editorial.models import (
    AccessibilityReport,
    AccessibilityState,
    IdentitySettings,
    LegalPage,
    LegalSettings,
    accessibility_alert,
)
from tests.news.factories import a_home_page
from tests.site_pages import published, text_of

pytestmark = pytest.mark.django_db
AUDIT = date(2024, 2, 29)
ADDRESS = "/nous-signaler-un-probleme-d-accessibilite/"


def audited(rate, on=AUDIT):
    return LegalSettings(accessibility_rate=rate, accessibility_audited_on=on)


@pytest.fixture
def site():
    a_home_page()
    return Site.objects.get()


def settings_of(site, **fields):
    settings = LegalSettings.for_site(site)
    for name, value in fields.items():
        setattr(settings, name, value)
    settings.save()
    return settings


@pytest.mark.parametrize(
    ("rate", "day", "state"),
    [
        (49, AUDIT, AccessibilityState.NONE),
        (50, AUDIT, AccessibilityState.PARTIAL),
        (99, date(2027, 2, 28), AccessibilityState.PARTIAL),
        (100, AUDIT, AccessibilityState.FULL),
        (100, date(2027, 3, 1), AccessibilityState.NONE),
        (None, AUDIT, AccessibilityState.NONE),
    ],
)
def test_the_state_follows_the_audit(rate, day, state):
    assert audited(rate).accessibility_on(day) == state


def test_without_an_audit_nothing_conforms():
    assert LegalSettings().accessibility == AccessibilityState.NONE
    with pytest.raises(ValidationError, match="donnez sa date"):
        audited(80, on=None).clean()


def test_a_derogation_says_why():
    with pytest.raises(ValidationError, match="Sans motif"):
        LegalSettings(accessibility_derogations="Les plans de 1998").clean()
    LegalSettings(accessibility_derogations="Les plans de 1998 : aucun fichier d’origine.").clean()


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2026, 9, 1), ""),
        (date(2026, 12, 1), "ne comptera plus après le 28/02/2027"),
        (date(2027, 2, 28), "ne comptera plus"),
        (date(2027, 3, 1), "ne compte plus depuis"),
    ],
)
def test_the_end_of_an_audit_is_announced(day, words):
    told = accessibility_alert(audited(80), day)

    assert words in told
    assert bool(words) == bool(told)


@time_machine.travel("2025-01-15")
def test_the_declaration_says_what_it_must(site, client):
    settings_of(
        site,
        accessibility_rate=72,
        accessibility_audited_on=date(2024, 6, 1),
        accessibility_auditor="Cabinet Essai",
        accessibility_defects="Carte : elle n’a pas d’équivalent.",
        accessibility_derogations="Plans : trop anciens.",
        accessibility_exempted="Vidéos d’avant 2020",
        accessibility_pages="Accueil\nContact",
        accessibility_tools="NVDA et Firefox",
        accessibility_scheme_url="/schema/",
        accessibility_plan_url="/plan/",
    )
    page = published(
        LegalPage(title="Accessibilité", slug="accessibilite", subject="accessibility")
    )

    shown = text_of(client, page).replace("&nbsp;", " ")

    for words in (
        "partiellement conforme",
        "72 % des critères",
        "Cabinet Essai",
        "elle n’a pas d’équivalent",
        "trop anciens",
        "Vidéos d’avant 2020",
        "<li>Contact</li>",
        "NVDA et Firefox",
        'href="/schema/"',
        'href="/plan/"',
        "Défenseur des droits",
        f'href="{ADDRESS}"',
        '<a href="/accessibilite/">Accessibilité : partiellement conforme</a>',
    ):
        assert words in shown


@pytest.mark.parametrize("subject", ["ecodesign", "open-data"])
def test_the_other_declarations_are_shown(site, client, subject):
    page = published(LegalPage(title="Déclaration", slug="declaration", subject=subject))

    assert text_of(client, page)


def test_the_first_page_of_the_admin_warns(site, admin_client):
    AccessibilityReport.objects.create(address="/", trouble="x")

    shown = admin_client.get("/admin/").content.decode()

    assert "Aucun audit d’accessibilité" in shown
    assert "1 signalement à traiter" in shown


def test_a_site_of_examples_may_not_open(site):
    settings_of(site, publication_director="À compléter", dpo_contact="dpo@example.org")

    with pytest.raises(CommandError) as refused:
        call_command("legal_check")

    assert "« direction de la publication » : « À compléter » n’est qu’un exemple." in str(
        refused.value
    )
    assert "« hébergeur » : vide." in str(refused.value)
    assert "page « mentions légales » : elle n’est pas publiée." in str(refused.value)


def test_a_complete_site_may_open(site):
    identity = IdentitySettings.for_site(site)
    for name in ("name", "legal_name", "address", "postcode_city", "telephone"):
        setattr(identity, name, "Pays de Murat")
    identity.email = "accueil@murat.fr"
    identity.save()
    settings_of(
        site,
        publication_director="Le président",
        host_name="Un hébergeur",
        host_address="1 rue du Faubourg, 15300 Murat",
        host_telephone="04 71 00 00 00",
        dpo_contact="dpo@murat.fr",
    )
    for subject in ("notices", "accessibility", "privacy", "cookies"):
        published(LegalPage(title=subject, slug=subject, subject=subject))
    out = StringIO()

    call_command("legal_check", stdout=out)

    assert "sont là" in out.getvalue()
