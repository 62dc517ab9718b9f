from datetime import date

import pytest
from django.contrib.auth.models import Permission, User
from django.urls import reverse
from wagtail import hooks

from tests.training.factories import CourseFactory, ModuleFactory, SessionFactory
from training.models import Course, Session

pytestmark = pytest.mark.django_db

RIGHTS = ["add_course", "change_course", "delete_course", "change_session", "delete_session"]


@pytest.fixture
def officer(client):
    """Somebody who keeps the catalogue, by Django's rights alone."""
    user = User.objects.create_user("catalogue", "catalogue@example.org", "x")
    user.user_permissions.set(Permission.objects.filter(codename__in=[*RIGHTS, "access_admin"]))
    client.force_login(user)
    return user


def test_the_menu_names_formations(client, officer):
    assert "Formations" in client.get(reverse("wagtailadmin_home")).content.decode()


def test_the_list_of_sessions_shows_their_state_and_their_seats(client, officer):
    SessionFactory(starts_on=date(2007, 4, 2), seats_min=12, seats_max=14)

    shown = client.get(reverse("sessions:index")).content.decode()

    assert "Terminée" in shown
    assert "12 à 14" in shown


def test_the_list_of_sessions_is_filtered_by_state(client, officer):
    SessionFactory(label="ancienne", starts_on=date(2007, 4, 2))
    SessionFactory(label="annulée", starts_on=date(2007, 4, 2), cancelled=True)

    shown = client.get(reverse("sessions:index_results"), {"state": "cancelled"}).content.decode()

    assert "annulée" in shown
    assert "ancienne" not in shown


@pytest.mark.parametrize("query", [{"state": "zzz"}, {"course": "abc"}, {"p": "abc"}, {"x": "1"}])
def test_an_odd_parameter_is_not_a_server_error(client, officer, query):
    assert client.get(reverse("sessions:index"), query).status_code < 500


def test_the_list_of_sessions_costs_the_same_for_three_and_thirty(
    client, officer, django_assert_max_num_queries
):
    SessionFactory.create_batch(30)

    with django_assert_max_num_queries(30):
        client.get(reverse("sessions:index"))


def test_a_course_is_written_with_its_modules(client, officer):
    form = {
        "title": "Découverte", "code": "decouverte", "version": "1", "summary": "",
        "completion_threshold": "80",
        "modules-TOTAL_FORMS": "1", "modules-INITIAL_FORMS": "0",
        "modules-MIN_NUM_FORMS": "0", "modules-MAX_NUM_FORMS": "1000",
        "modules-0-number": "1", "modules-0-kind": "on_site", "modules-0-hours": "7",
        "modules-0-title": "Une journée", "modules-0-id": "",
    }  # fmt: skip

    client.post(reverse("courses:add"), form)

    assert Course.objects.get(code="decouverte").modules.get().hours == 7


def test_a_course_that_has_sessions_stays_and_says_why(client, officer):
    session = SessionFactory(label="printemps 2007")

    shown = client.post(reverse("courses:delete", args=[session.course_id]), follow=True)

    assert Course.objects.filter(pk=session.course_id).exists()
    assert "Suppression impossible" in shown.content.decode()
    assert "printemps 2007" in shown.content.decode()


def test_a_plugin_can_refuse_a_deletion(client, officer):
    session = SessionFactory()

    with hooks.register_temporarily(
        "register_capacity_check", lambda row, new: "Douze personnes y sont inscrites."
    ):
        shown = client.post(reverse("sessions:delete", args=[session.pk]), follow=True)

    assert Session.objects.filter(pk=session.pk).exists()
    assert "Douze personnes y sont inscrites." in shown.content.decode()


def test_a_free_course_is_deleted_with_its_modules(client, officer):
    module = ModuleFactory()

    client.post(reverse("courses:delete", args=[module.course_id]))

    assert not Course.objects.exists()


def test_without_rights_the_list_is_closed(client):
    user = User.objects.create_user("passant", "passant@example.org", "x")
    user.user_permissions.set(Permission.objects.filter(codename="access_admin"))
    client.force_login(user)
    CourseFactory()

    assert client.get(reverse("courses:index")).status_code == 302
