"""Two members of a committee decide the same batch at the same moment."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connections

from crm.applications.models import Application, Enrolment
from crm.journal.refusal import Refused
from crm.letters.models import Letter
from crm.selection.examinations import examination_of
from crm.selection.models import Outcome, ProposalLine
from crm.selection.proposals import Choice, Overtaken, decide, proposal_of, save_proposal
from crm.selection.readings import send
from tests.crm.factories import UserFactory
from tests.crm.selection.acts import candidate, given, proposed, words

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*acts):
    """Do several things in threads that start together; return what each returned or was refused."""
    start = Barrier(len(acts))

    def run(act):
        start.wait()
        try:
            return act()
        except Refused as refusal:
            return refusal
        finally:
            connections.close_all()

    with ThreadPoolExecutor(max_workers=len(acts)) as members:
        return list(members.map(run, acts))


def test_two_who_decide_at_once_send_each_letter_once(session):
    session.seats_max = 4
    session.save()
    by = UserFactory()
    proposed(session, admitted=[candidate(session) for _ in range(5)], pooled=[candidate(session)])
    revision = proposal_of(session).revision

    at_once(*[lambda: decide(session, revision=revision, by=by)] * 3)

    assert Enrolment.objects.count() == 4
    assert Letter.objects.count() == 5
    assert set(Letter.objects.values_list("person", flat=True)) == set(
        Application.objects.exclude(state="under_review").values_list("person", flat=True)
    )
    assert ProposalLine.objects.to_decide().exclude(hindrance="").count() == 1


def test_two_who_save_at_once_do_not_both_win(session):
    row = candidate(session)

    def save(outcome):
        return lambda: save_proposal(session, {row.pk: Choice(outcome)}, revision=0, by=None)

    told = at_once(save(Outcome.ADMITTED), save(Outcome.POOLED))

    assert sum(isinstance(one, Overtaken) for one in told) == 1
    assert ProposalLine.objects.count() == 1
    assert proposal_of(session).revision == 1


def test_two_readings_sent_at_once_both_count(session):
    readers = [UserFactory(), UserFactory()]
    application = candidate(session)
    first, second = given(application, *readers)

    at_once(
        lambda: send(first, words(first, *[2] * 5), by=readers[0]),
        lambda: send(second, words(second, *[4] * 5), by=readers[1]),
    )

    assert (examination_of(application).score, examination_of(application).gap) == (60, 40)
