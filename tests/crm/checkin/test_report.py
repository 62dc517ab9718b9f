"""What was counted at the doors, carried into the report of the edition's page."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from crm.checkin.entering import enter
from crm.checkin.models import How
from crm.checkin.reporting import carry
from crm.journal.refusal import Refused
from forum.models import EditionPage
from tests.crm.checkin.arriving import a_forum, in_charge, somebody, today_at
from tests.crm.checkin.reading import text_of
from tests.crm.factories import UserFactory

pytestmark = pytest.mark.django_db


def test_what_was_counted_goes_into_a_draft_of_the_report_and_nothing_is_published():
    page = a_forum()
    user = UserFactory(is_superuser=True)
    with pytest.raises(Refused, match="Personne n’a été pointé"):
        carry(page.edition, by=user)
    enter(somebody(page), how=How.NAME, at=today_at())

    with pytest.raises(Refused, match="ne pouvez pas modifier"):
        carry(page.edition, by=UserFactory(groups=["Conseillers"]))
    carry(page.edition, by=user)

    live = EditionPage.objects.get(pk=page.pk)
    draft = live.get_latest_revision_as_object()
    assert (live.participants, live.has_unpublished_changes) == (None, True)
    assert draft.participants == 1
    assert draft.figures_source.startswith("pointage à l’entrée, ")


def test_the_report_waits_for_the_last_day():
    page = a_forum(ends_on=timezone.localdate() + timedelta(days=1))
    enter(somebody(page), how=How.NAME, at=today_at())

    with pytest.raises(Refused, match="n’est pas fini"):
        carry(page.edition, by=UserFactory(is_superuser=True))


def test_the_screen_of_the_day_shows_who_came_and_carries_it_for_who_may_edit():
    page = a_forum()
    enter(somebody(page), how=How.NAME, at=today_at())

    answer = in_charge("Responsables").get(reverse("crm_forum_edition", args=[3]))

    assert "n = 1" in text_of(answer)
    assert answer.context["may_report"] is False
