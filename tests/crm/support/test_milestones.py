"""Milestones: proposed, added, reached with evidence, missed, dropped with a reason."""

from datetime import date, timedelta

import pytest
from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction

from crm.journal.refusal import Refused
from crm.papers.models import PaperKind
from crm.papers.services import add_paper, remove_paper
from crm.support.milestones import add_milestone, move_milestone, postpone_milestone
from crm.support.models import Milestone, MilestoneState
from tests.crm.factories import make_person
from tests.crm.support.factories import START, on, plan_of

pytestmark = pytest.mark.django_db
NOW = on(date(2009, 9, 1))


def first():
    return plan_of().milestones.first()


def paper(person):
    upload = ContentFile(b"%PDF-1.4 %%EOF", name="kbis.pdf")
    return add_paper(person, PaperKind.OTHER, upload, title="Extrait Kbis", by=None)


def test_a_plan_opens_with_the_milestones_of_its_basis(settings):
    settings.SUPPORT_MILESTONES = {"trained": [(3, "Premier client"), (30, "Trop tard")]}

    assert list(plan_of().milestones.values_list("label", "due_on")) == [
        ("Premier client", date(2009, 5, 2))
    ]


def test_one_reached_shows_its_evidence():
    row = first()
    with pytest.raises(Refused, match="montre"):
        move_milestone(row, MilestoneState.DONE, evidence=" ", at=NOW)

    row = move_milestone(row, MilestoneState.DONE, evidence="facture vue", at=NOW)

    assert (row.state, row.done_on, row.evidence) == ("done", date(2009, 9, 1), "facture vue")


def test_a_paper_is_evidence_and_its_title_stays_when_it_goes():
    row = first()
    proof = paper(row.plan.person)
    move_milestone(row, MilestoneState.DONE, paper=proof, at=NOW)

    remove_paper(proof, by=None)

    row.refresh_from_db()
    assert (row.paper, row.evidence, row.state) == (None, "Extrait Kbis", "done")


def test_the_paper_of_somebody_else_shows_nothing():
    with pytest.raises(Refused, match="autre dossier"):
        move_milestone(first(), MilestoneState.DONE, paper=paper(make_person()), at=NOW)


def test_one_dropped_says_why_and_may_be_aimed_at_again():
    row = first()
    with pytest.raises(Refused, match="pourquoi"):
        move_milestone(row, MilestoneState.DROPPED, at=NOW)
    move_milestone(row, MilestoneState.DROPPED, reason="projet changé", at=NOW)

    again = move_milestone(row, MilestoneState.TODO, at=NOW)

    assert (again.state, again.reason) == ("todo", "")


def test_one_missed_may_still_be_reached_but_not_dropped():
    row = move_milestone(first(), MilestoneState.MISSED, at=NOW)

    with pytest.raises(Refused, match="ne devient pas"):
        move_milestone(row, MilestoneState.DROPPED, reason="trop tard", at=NOW)
    assert move_milestone(row, MilestoneState.DONE, evidence="vu", at=NOW).state == "done"


def test_nothing_is_reached_tomorrow_nor_added_outside_the_plan():
    row = first()
    with pytest.raises(Refused, match="passé"):
        move_milestone(row, MilestoneState.DONE, evidence="vu", on=date(2009, 9, 2), at=NOW)
    for day in (START - timedelta(days=1), date(2011, 2, 3), date.min, date.max):
        with pytest.raises(Refused, match="Choisissez un jour"):
            add_milestone(row.plan, "École", day, at=NOW)
        with pytest.raises(Refused, match="Choisissez un jour"):
            postpone_milestone(row, day, at=NOW)


@pytest.mark.parametrize(
    "values", [{"state": "done"}, {"state": "dropped"}, {"done_on": START}, {"label": ""}]
)
def test_the_database_asks_for_evidence_reasons_and_words(values):
    row = first()

    with pytest.raises(IntegrityError), transaction.atomic():
        Milestone.objects.filter(pk=row.pk).update(**values)
