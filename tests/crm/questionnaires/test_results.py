"""Counts, averages, published rates: by hand, and never of fewer than three people."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from crm.applications.models import EnrolmentState
from crm.journal.refusal import Refused
from crm.questionnaires.models import Invitation, Moment, QuestionSet
from crm.questionnaires.results import rates_of, results_of
from crm.questionnaires.services import answer, send_due
from crm.questionnaires.sets import current_set, prepare, put_in_service, rewrite
from editorial.dates import NBSP, day
from tests.crm.applications.lives import noon
from tests.crm.factories import UserFactory
from tests.site_pages import published, text_of
from training.models import CoursePage, Session

from .conftest import END, said, trained

pytestmark = pytest.mark.django_db
SIX = date(2012, 5, 30)


def answered(moment, told):
    rows = Invitation.objects.filter(moment=moment, state="sent").order_by("pk")
    for row, values in zip(rows, told, strict=False):
        answer(row, said(row.question_set, **values), at=noon(SIX))


def rates(session, day=SIX):
    return {rate.label: (rate.shown, rate.number) for rate in rates_of(session.course, day).rates}


def test_rates_are_those_counted_by_hand(session):
    """Marks 5, 4, 5, 3: 4.25. Eight of eleven to the end. Three of six at work."""
    trained(session, 8)
    trained(session, 3, EnrolmentState.ABANDONED)
    send_due(noon(END))
    answered(Moment.HOT, [{"mark": 5}, {"mark": 4}, {"mark": 5}, {"mark": 3}])
    send_due(noon(SIX))
    answered(Moment.COLD_6, [{"choice": rank} for rank in (0, 1, 0, 4, 3, 5)])

    assert rates(session) == {
        "Satisfaction à la fin": ("4,2 sur 5", 4),
        "Formation menée à terme": (f"73{NBSP}%", 11),
        "En activité six mois après": (f"50{NBSP}%", 6),
    }


def test_under_three_nothing_is_told(session):
    trained(session, 4)
    trained(session, 1, EnrolmentState.ABANDONED)
    send_due(noon(END))
    answered(Moment.HOT, [{"mark": 1, "text": "Trop long"}, {"mark": 2}])

    hot = results_of([session], comments=True)[0]

    assert (hot.asked, hot.answered, hot.told) == (4, 2, [])
    assert rates(session, END) == {
        "Satisfaction à la fin": ("", 2),
        "Formation menée à terme": ("", 5),
    }


def test_comments_are_for_those_who_may_read_them(session):
    trained(session, 3)
    send_due(noon(END))
    answered(Moment.HOT, [{"text": f"Mot {rank}"} for rank in range(3)])

    with_them = results_of([session], comments=True)[0].told
    without = results_of([session], comments=False)[0].told

    assert {word for told in with_them for word in told.comments} == {"Mot 0", "Mot 1", "Mot 2"}
    assert [told.comments for told in without if told.comments] == []
    assert without[0].average == 5


def test_old_sessions_leave_the_published_rates(session):
    trained(session, 3)

    assert rates(session, END + timedelta(days=3 * 366)) == {}


def test_the_screens_ask_the_same_number_of_questions(
    session, client, django_assert_max_num_queries
):
    client.force_login(UserFactory(groups=["Responsables"]))
    trained(session, 6)
    send_due(noon(END))
    answered(Moment.HOT, [{"text": "Oui"}] * 6)

    with django_assert_max_num_queries(30):
        page = client.get(reverse("crm_session_results", args=[session.pk])).content.decode()
    assert "moyenne 5,0 sur 5" in page
    with django_assert_max_num_queries(30):
        assert client.get(reverse("crm_questionnaires")).status_code == 200
    assert client.get(reverse("crm_course_results", args=[session.course_id])).status_code == 200


def test_advisors_read_no_comment(session, client):
    client.force_login(UserFactory(groups=["Conseillers"]))
    trained(session, 3)
    send_due(noon(END))
    answered(Moment.HOT, [{"text": "Un secret"}] * 3)

    page = client.get(reverse("crm_session_results", args=[session.pk])).content.decode()

    assert "Un secret" not in page
    assert "moyenne 5,0 sur 5" in page


def test_questions_in_service_are_frozen(db):
    with pytest.raises(Refused, match="nouvelle version"):
        rewrite(current_set(Moment.HOT), "", [], by=None)


def test_a_new_version_begins_with_the_questions_of_the_last(db):
    before = current_set(Moment.HOT)
    draft = prepare(Moment.HOT, by=None)
    with pytest.raises(Refused, match="déjà en préparation"):
        prepare(Moment.HOT, by=None)
    assert draft.questions.count() == before.questions.count()
    assert current_set(Moment.HOT) == before

    put_in_service(draft, by=None)

    assert current_set(Moment.HOT) == draft


def test_a_version_is_written_on_the_desk(client, db):
    client.force_login(UserFactory(groups=["Responsables"]))
    client.post(reverse("crm_question_set_prepare", args=["hot"]))
    draft = QuestionSet.objects.get(opened_at=None)
    address = reverse("crm_question_set", args=[draft.pk])
    assert "Question 10" in client.get(address).content.decode()
    told = {
        "q-TOTAL_FORMS": "2", "q-INITIAL_FORMS": "0", "introduction": "Trois mots.",
        "q-0-text": "Vous reviendriez ?", "q-0-kind": "choice", "q-1-text": "", "q-1-kind": "scale",
    }  # fmt: skip

    refused = client.post(address, told)
    assert refused.status_code == 422
    assert "une par ligne" in refused.content.decode()
    assert client.post(address, told | {"q-0-choices": "Oui\nNon"}).status_code == 302
    assert draft.questions.get().options == ["Oui", "Non"]
    client.post(reverse("crm_question_set_open", args=[draft.pk]))
    assert current_set(Moment.HOT) == draft
    assert client.get(address).status_code == 200


def test_the_public_reads_the_rates_with_their_number_and_their_day(session, client):
    trained(session, 4)
    today = timezone.localdate()
    Session.objects.update(ends_on=today - timedelta(days=2))
    page = published(
        CoursePage(title="Formation", course=session.course, results="Voici nos résultats.")
    )

    told = text_of(client, page)

    assert "Formation menée à terme&nbsp;: <b>100 %</b> (4 personnes)" in told
    assert f"Au {day(today).replace(NBSP, ' ')}" in told
