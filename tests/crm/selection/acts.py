"""What the tests of selection do again and again, through the doors."""

from datetime import timedelta

from django.utils import timezone

from crm.applications.models import ApplicationState
from crm.applications.services import move
from crm.selection.examinations import to_read
from crm.selection.models import Outcome, Reading
from crm.selection.proposals import Choice, proposal_of, save_proposal
from crm.selection.readings import Said, Words, send
from crm.selection.sharing import name_reader
from tests.crm.factories import make_application

LONG_AGO = timezone.now() - timedelta(days=20)
SOON = timezone.localdate() + timedelta(days=5)


def candidate(session, **known):
    application = make_application(session, **{"at": LONG_AGO} | known)
    return move(application, ApplicationState.UNDER_REVIEW, at=LONG_AGO)


def words(reading, *marks, opinion=""):
    """One mark for each criterion, in the order of the grid, each with its comment."""
    criteria = reading.examination.grid.criteria.all()
    said = {
        criterion.pk: Said(mark, "Dit pourquoi.")
        for criterion, mark in zip(criteria, marks, strict=True)
    }
    return Words(said, opinion)


def given(application, *readers):
    """The readings of an application, given to each reader by name."""
    examination = to_read([application], by=None, at=timezone.now())[application.pk]
    return [name_reader(examination, reader, due_on=SOON, by=None) for reader in readers]


def read(application, reader, mark):
    """A reading sent with the same mark everywhere: twenty points a mark."""
    reading = (
        Reading.objects.filter(
            examination__application=application, reader=reader, state="todo"
        ).first()
        or given(application, reader)[0]
    )
    return send(reading, words(reading, *[mark] * 5), by=reader)


def proposed(session, **choices):
    """Save what is proposed: proposed(session, admitted=[…], waitlisted=[…], refused=[…])."""
    told = {
        application.pk: Choice(Outcome(outcome))
        for outcome, applications in choices.items()
        for application in applications
    }
    return save_proposal(session, told, revision=proposal_of(session).revision, by=None)
