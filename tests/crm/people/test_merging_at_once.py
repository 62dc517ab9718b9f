"""Two colleagues merge at the same moment: one wins, the other one is told."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connections

from crm.journal.refusal import Refused
from crm.journeys.models import Interaction, InteractionKind
from crm.journeys.services import log
from crm.people.merging.services import gather_strays, merge
from crm.people.models import MergeReport, Person
from tests.crm.people.doubles import FIRST, LATER, NOW, followed, two_files


def at_once(*couples):
    """Merge several couples from as many threads; return what each was answered, "" when it won."""

    def one(couple):
        kept, ended = (Person.objects.get(pk=pk) for pk in couple)
        try:
            merge(kept, ended, by=None, at=NOW)
        except Refused as refusal:
            return str(refusal)
        finally:
            connections.close_all()
        return ""

    with ThreadPoolExecutor(max_workers=len(couples)) as colleagues:
        return list(colleagues.map(one, couples))


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("turned", [False, True], ids=["the same way", "each their way"])
def test_of_two_mergings_of_a_pair_one_wins_and_the_other_is_told(turned):
    kept, ended = two_files()
    followed(kept, FIRST)
    followed(ended, LATER)
    couple = (kept.pk, ended.pk)

    answers = at_once(couple, couple[::-1] if turned else couple)

    assert sorted(bool(answer) for answer in answers) == [False, True]
    assert any("a déjà été fusionné" in answer for answer in answers)
    assert MergeReport.objects.count() == 1
    alive = Person.objects.alive().get()
    assert Interaction.objects.filter(person=alive).count() == 2


@pytest.mark.django_db
def test_what_was_written_on_a_file_while_it_was_merged_is_brought_along():
    kept, ended = two_files()
    merge(kept, ended, by=None, at=NOW)
    log(ended, InteractionKind.CALL, by=None, text="Trop tard", at=NOW)

    assert gather_strays(NOW) == 1

    assert Interaction.objects.get().person == kept
    assert gather_strays(NOW) == 0
