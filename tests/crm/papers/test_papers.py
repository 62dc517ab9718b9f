"""The papers of a file: checked as they come in, read by those who may, gone with their person."""

from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from crm.journal.models import Action, Entry
from crm.journeys import timeline
from crm.journeys.models import Visibility
from crm.papers.models import Paper, PaperKind, private_storage
from crm.papers.services import add_paper, forget_lost_files, lost_files, remove_paper
from crm.people.models import Person
from crm.privacy.services import anonymise
from tests.crm.desk import at_the_desk, colleague
from tests.crm.factories import make_person
from tests.crm.papers.files import PDF, upload

SECRET = "Lettre confidentielle"


def added(person=None, *, by=None, title="CV", visibility=Visibility.TEAM, **file):
    person = person or make_person()
    return add_paper(
        person, PaperKind.CV, upload(**file), title=title, visibility=visibility, by=by
    )


def exists(paper):
    return private_storage().exists(paper.file.name)


def exists_among_lost(paper, at):
    return paper.file.name in lost_files(at)


def address(name, paper, person=None):
    return reverse(name, args=[person or paper.person_id, paper.pk])


@pytest.mark.django_db
def test_a_paper_is_added_from_the_file_and_named_nowhere_on_the_disk():
    person = make_person(last_name="Montaigu")

    at_the_desk().post(
        reverse("crm_paper_new", args=[person.pk]),
        {"kind": "cv", "file": upload("CV Montaigu.pdf")},
    )

    paper = Paper.objects.get()
    assert (paper.title, paper.name, paper.size) == ("CV Montaigu", "CV Montaigu.pdf", len(PDF))
    assert "montaigu" not in paper.file.name.lower()
    assert exists(paper)
    assert (
        "CV Montaigu" in at_the_desk().get(reverse("crm_person", args=[person.pk])).content.decode()
    )


@pytest.mark.django_db
@pytest.mark.parametrize(
    "typed",
    [
        {},
        {"kind": "cv"},
        {"kind": "fusée", "file": upload()},
        {"kind": "cv", "file": upload("cv.pdf", b"faux")},
        {"kind": "cv", "file": upload(), "title": "x" * 161},
        {"kind": "cv", "file": "un texte"},
    ],
)
def test_a_refused_paper_says_why_beside_its_field(typed):
    person = make_person()

    answer = at_the_desk().post(
        reverse("crm_paper_new", args=[person.pk]), {"title": "Mon intitulé"} | typed
    )

    assert answer.status_code == 422
    assert 'id="paper-file"' in answer.content.decode()
    assert not Paper.objects.exists()


@pytest.mark.django_db
def test_a_paper_is_handed_over_and_never_shown_or_kept_by_a_browser():
    user = colleague()
    paper = added(name="Été.pdf")

    answer = at_the_desk(user).get(address("crm_paper", paper))

    assert b"".join(answer.streaming_content) == PDF
    assert answer["Content-Disposition"] == "attachment; filename*=utf-8''%C3%89t%C3%A9.pdf"
    assert "no-store" in answer["Cache-Control"]
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"].startswith("default-src 'none'")
    line = Entry.objects.about(paper).get(action=Action.READ)
    assert (line.actor, line.person) == (user, paper.person)


@pytest.mark.django_db
def test_a_paper_is_not_found_in_the_file_of_somebody_else():
    paper, other = added(), make_person()

    for name in ("crm_paper", "crm_paper_drop"):
        assert at_the_desk().get(address(name, paper, other.pk)).status_code == 404
        assert at_the_desk().get(address(name, paper, 99999999)).status_code == 404


@pytest.mark.django_db
@pytest.mark.parametrize("group", ["Conseillers", "Responsables"])
def test_a_restricted_paper_is_read_by_its_author_alone(group):
    author = colleague()
    paper = added(by=author, title=SECRET, visibility=Visibility.AUTHOR)
    desk = at_the_desk(colleague(group))

    page = desk.get(reverse("crm_person", args=[paper.person_id])).content.decode()

    assert SECRET not in page
    assert "lecture réservée" in page
    assert desk.get(address("crm_paper", paper)).status_code == 404
    assert desk.post(address("crm_paper_drop", paper)).status_code == 404
    assert at_the_desk(author).get(address("crm_paper", paper)).status_code == 200
    told = timeline.moments(paper.person, colleague(group))
    assert SECRET not in str(told)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "group", ["Formateurs", "Accueil du télécentre", "Délégué à la protection des données", "Élus"]
)
def test_those_who_follow_nobody_read_no_paper(group):
    paper = added()

    answer = at_the_desk(colleague(group)).get(address("crm_paper", paper))

    assert answer.status_code in {302, 403}
    assert not Entry.objects.about(paper).filter(action=Action.READ).exists()


@pytest.mark.django_db
def test_a_paper_whose_file_is_lost_says_so():
    paper = added()
    private_storage().delete(paper.file.name)

    answer = at_the_desk().get(address("crm_paper", paper), follow=True)

    assert "introuvable" in answer.content.decode()


@pytest.mark.django_db(transaction=True)
def test_a_paper_goes_once_asked_twice_and_its_file_with_it():
    paper = added()
    desk = at_the_desk()

    asked = desk.get(address("crm_paper_drop", paper))
    assert "sans retour possible" in asked.content.decode()
    assert exists(paper)

    desk.post(address("crm_paper_drop", paper))
    assert not exists(paper)
    assert not Paper.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_a_removal_that_fails_keeps_the_file():
    paper = added()

    def fail_afterwards():
        with transaction.atomic():
            remove_paper(paper, by=None)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail_afterwards()

    assert exists(paper)
    assert Paper.objects.filter(pk=paper.pk).exists()


@pytest.mark.django_db(transaction=True)
def test_the_papers_of_somebody_go_with_their_name():
    person, other = make_person(), added()
    papers = [added(person), added(person, visibility=Visibility.AUTHOR)]

    anonymise(person)

    assert [exists(paper) for paper in papers] == [False, False]
    assert list(Paper.objects.all()) == [other]
    assert exists(other)


@pytest.mark.django_db
def test_a_file_that_no_row_names_goes_after_a_day():
    paper = added()
    Paper.objects.filter(pk=paper.pk).delete()
    kept = added()

    assert not exists_among_lost(paper, timezone.now())
    later = timezone.now() + timedelta(days=2)
    assert exists_among_lost(paper, later)
    assert not exists_among_lost(kept, later)
    assert forget_lost_files(later) >= 1
    assert not exists(paper)
    assert exists(kept)


@pytest.mark.django_db
def test_the_paper_of_an_anonymised_or_merged_file_is_not_found():
    paper, kept = added(), make_person()
    Person.objects.filter(pk=paper.person_id).update(merged_into=kept)

    assert at_the_desk().get(address("crm_paper", paper)).status_code == 404


@pytest.mark.django_db
def test_the_queries_of_a_file_do_not_grow_with_its_papers():
    few, many, desk = make_person(), make_person(), at_the_desk()
    added(few, by=colleague())
    added(few, by=colleague(), visibility=Visibility.AUTHOR)
    for _ in range(20):
        added(many, by=colleague())
        added(many, by=colleague(), visibility=Visibility.AUTHOR)

    def counted(person):
        page = reverse("crm_person", args=[person.pk])
        desk.get(page)
        with CaptureQueriesContext(connection) as told:
            assert desk.get(page).status_code == 200
        return len(told)

    assert counted(many) == counted(few)
