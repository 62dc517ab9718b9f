"""The screens of readings: blind before, open after, and the list of the day."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from crm.applications.models import ApplicationState
from crm.applications.services import move
from crm.journal.models import Action, Entry
from crm.journeys import day
from crm.selection.models import Reading
from tests.crm.factories import make_territory
from tests.crm.selection.acts import candidate, given, read

pytestmark = pytest.mark.django_db


def typed(reading, mark="3", comment="Un comptable m’a écrit."):
    said = {"opinion": ""}
    for one in reading.examination.grid.criteria.all():
        said |= {f"mark_{one.pk}": mark, f"comment_{one.pk}": comment}
    return said


def address(reading):
    return reverse("crm_reading", args=[reading.pk])


def test_who_must_read_sees_nothing_of_the_others(team, desk, session):
    application = candidate(session)
    mine, _ = given(application, team[0], team[1])
    read(application, team[1], 4)
    committee = reverse("crm_committee", args=[session.pk])
    pages = [
        reverse("crm_examination", args=[application.pk]),
        reverse("crm_application", args=[application.pk]),
        committee,
        address(mine),
    ]

    blind = [desk[0].get(page).content.decode() for page in pages]
    desk[0].post(address(mine), typed(mine) | {"send": "1"})
    after = desk[0].get(pages[0]).content.decode()

    assert not any("Dit pourquoi." in page or "80 sur 100" in page for page in blind)
    assert "Note masquée" in blind[0]
    assert "Note masquée" in blind[2]
    assert "Dit pourquoi." in after
    assert "80 sur 100" in after
    assert "<b>80</b>" not in blind[2]


def test_neither_origin_nor_needs_are_shown_to_who_marks(team, desk, session):
    communes = make_territory()
    application = candidate(session, commune=communes["lyon"], civility="f", birth_year=1971)
    application.needs = "Une chambre au rez-de-chaussée."
    application.save(update_fields=["needs"])
    (mine,) = given(application, team[0])

    page = desk[0].get(address(mine)).content.decode()

    assert "Un projet" in page
    for kept in ("Lyon", "d’une autre région", "1971", "rez-de-chaussée"):
        assert kept not in page


def test_a_draft_is_kept_as_it_was_typed_and_then_sent(team, desk, session):
    application = candidate(session)
    (mine,) = given(application, team[0])
    said = typed(mine)
    first = next(name for name in said if name.startswith("mark_"))

    desk[0].post(address(mine), said | {first: "", "draft": "1"})
    page = desk[0].get(address(mine)).content.decode()
    unmarked = desk[0].post(address(mine), said | {first: "", "send": "1"})
    sent = desk[0].post(address(mine), said | {"send": "1"})

    assert "Un comptable m’a écrit." in page
    assert unmarked.status_code == 422
    assert "Donnez une note de 0 à 5." in unmarked.content.decode()
    assert sent.status_code == 302
    assert Reading.objects.get().score == 60


def test_an_extreme_mark_without_a_word_comes_back_beside_its_field(team, desk, session):
    (mine,) = given(candidate(session), team[0])

    answer = desk[0].post(address(mine), typed(mine, mark="5", comment="") | {"send": "1"})

    assert answer.status_code == 422
    assert "Dites pourquoi 5." in answer.content.decode()


def test_words_on_health_warn_and_are_saved_when_meant(team, desk, session):
    (mine,) = given(candidate(session), team[0])
    said = typed(mine, comment="Parle de sa dépression.") | {"send": "1"}

    warned = desk[0].post(address(mine), said)
    meant = desk[0].post(address(mine), said | {"careful": "on"})

    assert warned.status_code == 422
    assert "Enregistrer quand même" in warned.content.decode()
    assert meant.status_code == 302


def test_nobody_opens_the_reading_of_another(team, desk, session):
    (mine,) = given(candidate(session), team[0])

    assert desk[1].get(address(mine)).status_code == 404
    assert desk[1].post(address(mine), typed(mine) | {"send": "1"}).status_code == 404


def test_reading_is_journalled(team, desk, session):
    application = candidate(session)
    (mine,) = given(application, team[0])

    desk[0].get(address(mine))

    assert Entry.objects.filter(
        action=Action.READ, person=application.person, actor=team[0]
    ).exists()


def test_a_correction_is_made_on_the_screen_with_its_reason(team, desk, session):
    application = candidate(session)
    mine = read(application, team[0], 2)
    where = reverse("crm_reading_correct", args=[mine.pk])

    without = desk[0].post(where, typed(mine))
    done = desk[0].post(where, typed(mine) | {"reason": "CV relu."})

    page = desk[0].get(done.url).content.decode()
    assert without.status_code == 422
    assert "60 sur 100" in page
    assert "40 sur 100" in page
    assert "CV relu." in page


def test_the_day_lists_what_is_to_read_and_what_is_to_settle(team, desk, session):
    far = candidate(session)
    read(far, team[0], 1)
    read(far, team[1], 5)
    (late,) = given(candidate(session), team[2])
    Reading.objects.filter(pk=late.pk).update(due_on=timezone.localdate() - timedelta(days=1))

    found = {block.name: block for block in day.blocks(team[2], timezone.now())}

    assert [line.url for line in found["lectures"].lines] == [address(late)]
    assert found["lectures"].lines[0].late
    assert found["ecarts"].lines[0].why == "80,0 points entre deux lectures."


def test_a_reading_is_no_longer_to_do_once_the_application_is_decided(team, session):
    application = candidate(session)
    given(application, team[0])
    move(application, ApplicationState.REFUSED, reason="Projet à mûrir.")

    assert not Reading.objects.to_do().exists()


def test_a_gap_is_settled_from_the_page(team, desk, session):
    application = candidate(session)
    read(application, team[0], 2)
    read(application, team[1], 4)
    where = reverse("crm_agreed_mark", args=[application.pk])

    wrong = desk[2].post(where, {"score": "140", "reason": "Vu ensemble."})
    desk[2].post(where, {"score": "62,5", "reason": "Vu ensemble."})

    page = desk[2].get(reverse("crm_examination", args=[application.pk])).content.decode()
    assert wrong.status_code == 422
    assert "62,5 sur 100" in page
    assert "note d’accord" in page
