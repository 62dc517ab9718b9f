"""Under every public form: who answers, why, who reads, how long, one's rights. And no box is ticked beforehand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

import pytest
from django.template.loader import get_template
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.urls.resolvers import RegexPattern
from wagtail.models import Site

from crm.applications.forms import SendForm
from crm.applications.views.signing import NOTICE as SIGNING
from crm.compliance.public_forms import FORMS, NOTHING_TAKEN, OF_AGENTS
from crm.consents.models import Wording
from crm.consents.services import FOLLOWED
from crm.funding.views.public import NOTICE as FUNDS
from crm.questionnaires.views.public import NOTICE as OPINION
from crm.registrations.forms import AnswersForm
from editorial.models import LegalSettings

pytestmark = pytest.mark.django_db

# A sentence beside a box: what is agreed to, and not an information.
AGREEMENTS = {"lettre-information", "forum-invitations", "annuaire", "partage", "enfant"}
OPEN = [
    "write_to_us", "call_me_back", "apply_any", "apply_resume", "circle_ask", "ask_office",
    "request_residence", "forum_lost_link", "own_card_ask", "newsletter_subscribe",
    "accessibility_report", "your_data",
]  # fmt: skip
# Behind a link, or a row: the template that shows each.
TEMPLATES = {
    "apply": "crm_applications/public/begin.html",
    "apply_step": "crm_applications/public/steps/relire.html",
    "follow": "crm_applications/public/follow.html",
    "follow_modules": "crm_applications/public/modules.html",
    "sign_half_day": "crm_applications/public/sign.html",
    "sign_on_tablet": "crm_applications/public/sign.html",
    "book_slot": "crm_appointments/public/fill.html",
    "book_seat": "crm_appointments/public/fill.html",
    "invited_slot": "crm_appointments/public/fill.html",
    "questionnaire": "crm_questionnaires/public/questionnaire.html",
    "activity_check": "crm_support/public/check.html",
    "funding_form": "crm_funding/public/form.html",
    "circle": "crm_circle/public/space.html",
    "own_circle": "crm_circle/public/own.html",
    "discovery_day": "crm_visits/public/day.html",
    "forum_register": "crm_registrations/public/form.html",
    "forum_change": "crm_registrations/public/change.html",
    "own_card": "crm_network/public/own_card.html",
    "directory_card": "crm_network/public/card.html",
    "newsletter_from_the_footer": "crm_newsletter/public/subscribe.html",
    "newsletter_confirm": "crm_newsletter/public/confirm.html",
}
OURS = ("crm.", "editorial.views.report", "signin.")
SHOWN = re.compile(r"{% (?:told information|notice \"([\w-]+)\")[^%]*%}|{{ sentence }}")
KINDS = {
    "str": "faux",
    "slug": "faux",
    "int": 987_654_321,
    "slot": datetime(2026, 1, 5, 9, tzinfo=UTC),
    "uuid": UUID(int=0),
}
# Of the addresses written as regular expressions.
GROUPS = {"day": "2010-06-30", "kind": "csv"}


@pytest.fixture(autouse=True)
def _officer():
    legal = LegalSettings.for_site(Site.objects.get(is_default_site=True))
    legal.dpo_contact = "dpd@example.org"
    legal.save()


def public(resolver: URLResolver, below: str = "") -> Iterator[URLPattern]:
    """The public addresses that a room of the plugin, the site's own report or the door of agents serves."""
    for one in resolver.url_patterns:
        whole = below + str(one.pattern)
        if isinstance(one, URLResolver):
            if not whole.startswith("admin/"):
                yield from public(one, whole)
        elif one.name and str(getattr(one.callback, "__module__", "")).startswith(OURS):
            yield one


def answers_to_posts(client: Client, one: URLPattern) -> bool:
    args: list[object] = [
        next(value for name, value in KINDS.items() if name in type(converter).__name__.lower())
        for converter in one.pattern.converters.values()
    ]
    if isinstance(one.pattern, RegexPattern):
        named = {rank: name for name, rank in one.pattern.regex.groupindex.items()}
        ranks = range(1, one.pattern.regex.groups + 1)
        args = [GROUPS.get(named.get(rank, ""), "faux") for rank in ranks]
    return client.post(reverse(str(one.name), args=args)).status_code != 405


def test_each_public_address_that_takes_a_post_is_a_form_or_takes_nothing(client):
    client.raise_request_exception = False
    taking = {str(one.name) for one in public(get_resolver()) if answers_to_posts(client, one)}

    assert len(taking) > len(OPEN)
    assert taking - FORMS.keys() - NOTHING_TAKEN - OF_AGENTS == set()


def test_each_form_is_looked_at_by_one_of_these_tests():
    assert FORMS.keys() == {*OPEN, *TEMPLATES}


@pytest.mark.parametrize("name", OPEN)
def test_the_information_is_on_the_page(client, name):
    page = client.get(reverse(name)).content.decode()
    said = " ".join(re.sub(r"<[^>]+>", " ", page).split())

    assert "dpd@example.org" in said, "who looks after the data"
    assert re.search(r"CNIL", said)
    assert re.search(r"article \d|obligation légale", said), "the ground"
    assert re.search(r"Combien de temps|effacé au bout", said)
    assert re.search(r"<details\b", page), "the rest opens without a script"


@pytest.mark.parametrize("name", TEMPLATES)
def test_the_template_of_a_page_behind_a_link_shows_its_own_text(name):
    source = Path(get_template(TEMPLATES[name]).origin.name).read_text(encoding="utf-8")
    found = SHOWN.search(source)

    assert found is not None, TEMPLATES[name]
    assert found.group(1) in {None, *FORMS[name].notices}


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("follow", FOLLOWED), ("sign_half_day", SIGNING), ("questionnaire", OPINION),
        ("funding_form", FUNDS),
    ],
)  # fmt: skip
def test_the_version_kept_is_that_of_the_text_shown(name, code):
    assert FORMS[name].notices == (code,)


def test_each_information_says_all_that_it_must():
    for row in Wording.objects.exclude(code__in=AGREEMENTS):
        for needed in (
            "{responsable}",
            "{delegue}",
            "RGPD",
            "CNIL",
            "Combien de temps",
            "Vos droits",
        ):
            assert needed in row.text, f"{row}: {needed}"


def test_each_agreement_says_that_it_may_be_withdrawn():
    for row in Wording.objects.filter(code__in=AGREEMENTS):
        assert re.search(r"retirer|désinscrire", row.text), row


@pytest.mark.parametrize("name", OPEN)
def test_no_box_is_ticked_beforehand(client, name):
    page = client.get(reverse(name)).content.decode()
    boxes = re.findall(r"<input[^>]*type=\"checkbox\"[^>]*>", page)

    assert [box for box in boxes if re.search(r"\bchecked\b", box)] == []


@pytest.mark.parametrize(
    ("form", "field"),
    [
        (SendForm, "newsletter"), (AnswersForm, "wants_call"), (AnswersForm, "wants_invitations"),
    ],
)  # fmt: skip
def test_an_agreement_is_never_a_condition(form, field):
    found = form.base_fields[field]

    assert (found.required, bool(found.initial)) == (False, False)
