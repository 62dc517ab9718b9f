"""Grids: the one that is proposed, versions, and weights that make a hundred."""

import pytest
from django.urls import reverse
from django.utils import timezone

from crm.journal.refusal import Refused
from crm.selection.grids import Wording, Written, activate, grid_in_service, prepare, write
from crm.selection.models import Grid, GridState
from tests.crm.selection.acts import candidate, read
from tests.training.factories import CourseFactory

pytestmark = pytest.mark.django_db


def wording(*weights):
    return Wording([Written(f"Critère {n}", n) for n in weights], 20, 10)


def in_service(course):
    return grid_in_service(course, by=None, at=timezone.now())


def test_a_course_without_a_grid_gets_the_proposed_one_once():
    course = CourseFactory()

    first, second = in_service(course), in_service(course)

    assert first == second
    assert (first.version, first.state) == (1, GridState.ACTIVE)
    assert sum(one.weight for one in first.criteria.all()) == 100


@pytest.mark.parametrize(
    ("weights", "told"),
    [((60, 39), "il manque 1"), ((60, 41), "il y a 1 de trop"), ((100,), "au moins 2 critères")],
)
def test_a_grid_whose_weights_do_not_make_a_hundred_does_not_serve(weights, told):
    grid = write(prepare(CourseFactory(), by=None), wording(*weights), by=None)

    with pytest.raises(Refused, match=told):
        activate(grid, by=None)


def test_a_change_is_another_version_and_what_was_read_keeps_its_own(team, session):
    application = candidate(session)
    reading = read(application, team[0], 4)
    draft = write(prepare(session.course, by=None), wording(50, 50), by=None)
    activate(draft, by=None)

    reading.refresh_from_db()
    assert reading.examination.grid.version == 1
    assert reading.examination.grid.state == GridState.RETIRED
    assert in_service(session.course).version == 2
    with pytest.raises(Refused, match="nouvelle version"):
        write(reading.examination.grid, wording(50, 50), by=None)


def test_two_who_prepare_get_the_same_version():
    course = CourseFactory()

    assert prepare(course, by=None) == prepare(course, by=None)


def rows(*weights):
    typed = {"gap_allowed": "15", "reading_days": "8"}
    for place, weight in enumerate(weights):
        typed |= {f"c{place}-label": f"Critère {place}", f"c{place}-weight": str(weight)}
        typed[f"c{place}-guide"] = ""
    return typed


def test_a_manager_writes_a_grid_and_puts_it_in_service(desk, session):
    manager = desk[2]
    where = manager.post(reverse("crm_grid_new", args=[session.course_id])).url

    refused = manager.post(where, rows(60, 30) | {"activate": "1"})
    kept = manager.post(where, rows(60, 40) | {"activate": "1"})

    assert refused.status_code == 422
    assert "Les poids font 90 % : il manque 10." in refused.content.decode()
    assert 'value="60"' in refused.content.decode()
    assert kept.status_code == 302
    grid = Grid.objects.get()
    assert (grid.state, grid.gap_allowed, grid.reading_days) == (GridState.ACTIVE, 15, 8)
    assert [one.weight for one in grid.criteria.all()] == [60, 40]


def test_a_weight_without_a_name_is_told_beside_it(desk, session):
    where = desk[2].post(reverse("crm_grid_new", args=[session.course_id])).url

    answer = desk[2].post(where, rows(50, 50) | {"c2-weight": "12", "c3-weight": "beaucoup"})

    page = answer.content.decode()
    assert "Nommez ce critère" in page
    assert "Saisissez un nombre" in page
    assert answer.status_code == 422


def test_an_advisor_reads_grids_and_writes_none(desk, session):
    grid = prepare(session.course, by=None)
    address = reverse("crm_grid", args=[grid.pk])

    assert "Mettre en service" not in desk[0].get(address).content.decode()
    assert desk[0].post(address, rows(50, 50)).status_code == 302
    assert grid.criteria.count() == 5
