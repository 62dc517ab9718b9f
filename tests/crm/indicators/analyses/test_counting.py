"""Each analysis of the cast, counted by hand."""

from dataclasses import replace
from datetime import date

from crm.indicators.analyses.cohorts import cohorts
from crm.indicators.analyses.delays import delays
from crm.indicators.analyses.funnel import funnel
from crm.indicators.analyses.origins import applicants, arrivals, contacts
from crm.indicators.analyses.spans import Span
from crm.indicators.analyses.stories import stories
from crm.indicators.analyses.tracks import tracks
from crm.journeys.models import CloseReason, Stage, Track
from crm.journeys.services import move
from crm.people.models import Person
from crm.privacy.services import anonymise
from tests.crm.factories import make_territory
from tests.crm.indicators.analyses.cast import SEEN, WINTER, opened
from tests.crm.indicators.factories import noon, settle


def test_the_funnel_tells_who_reached_each_step_and_after_how_long(people):
    found = funnel(WINTER)

    assert [stage.reached for stage in found.stages] == [7, 5, 4, 3, 2, 1, 1]
    # Decisions after 16, 16, 16 and 20 days; 1 February to 30 June; then ten days to an activity.
    assert [stage.gap for stage in found.stages] == [None, 0, 16, 0, 12, 149, 10]
    assert found.undated == 0


def test_the_funnel_tells_who_waits_since_when_and_who_is_gone(people):
    found = funnel(WINTER)

    assert [stage.waiting for stage in found.stages] == [1, 1, 0, 1, 1, 0, 0]
    # Fadi since 10 January, David since the 14th, Chloé since the 20th, Bruno since 1 February.
    assert [stage.waits for stage in found.stages] == [202, 198, None, 192, 180, None, None]
    assert [stage.left for stage in found.stages] == [0, 0, 1, 0, 0, 0, 0]
    assert [stage.aside for stage in found.stages] == [1, 0, 0, 0, 0, 0, 0]


def test_the_funnel_of_a_past_day_knows_nothing_of_what_came_after(people):
    found = funnel(replace(WINTER, seen=date(2010, 1, 22)))

    assert [stage.reached for stage in found.stages] == [7, 5, 3, 3, 0, 0, 0]
    # Emma is refused two days later: her journey is open, she waits.
    assert [stage.waiting for stage in found.stages] == [2, 2, 0, 3, 0, 0, 0]


def test_cohorts_tell_a_share_only_once_its_months_are_over_for_all(people):
    before, winter = cohorts(
        Span(date(2009, 10, 1), date(2010, 3, 31), SEEN), "started", quarterly=True
    )

    assert (before.size, before.reached, before.ever) == (1, [0, 0, None, None], 0)
    # Six months of the winter end on 30 September.
    assert (winter.size, winter.reached, winter.ever) == (7, [2, None, None, None], 2)
    assert winter.share(0) == 29


def test_cohorts_of_entry_begin_with_the_first_day_of_training(people):
    winter = cohorts(WINTER, "completed", basis="started", quarterly=True)[0]
    a_year_later = cohorts(
        replace(WINTER, seen=date(2011, 3, 31)), "completed", basis="started", quarterly=True
    )[0]

    # Ana came on 1 February and completed on 30 June: after three months, before six.
    assert (winter.size, winter.reached[0], winter.ever) == (2, 0, 1)
    assert a_year_later.reached == [0, 1, 1, None]


def test_tracks_tell_what_became_of_each_journey(people):
    lines = {line.track: line for line in tracks(WINTER, stages=False)}
    independent, relocation = lines[Track.INDEPENDENT], lines[Track.RELOCATION]

    assert (independent.opened, independent.under_way, independent.closed) == (6, 5, 1)
    assert (independent.median, dict(independent.reasons)) == (20, {CloseReason.REFUSED: 1})
    assert (relocation.opened, relocation.people, relocation.under_way) == (1, 1, 1)
    assert lines[Track.EMPLOYEE].opened == 0


def test_origins_are_those_frozen_on_the_first_day(people):
    Person.objects.filter(pk=people["fadi"].pk).update(commune=make_territory()["lyon"])
    found = contacts(WINTER)

    assert found.people == 7
    assert dict(found.kinds) == {
        "territory": 1,
        "region": 2,
        "country": 2,
        "abroad": 1,
        "unknown": 1,
    }
    assert dict(found.departments) == {"15": 1, "63": 1, "69": 2}
    assert dict(found.places["abroad"]) == {"BE": 1}
    assert dict(found.places["territory"]) == {"Murat": 1}
    assert applicants(WINTER).people == 5


def test_families_are_counted_where_they_settle_unless_they_were_there(people):
    places = make_territory()
    settle(people["fadi"], places["dienne"], date(2010, 5, 1), origin=places["murat"])
    found = arrivals(Span.of_year(2010, SEEN))

    assert (found.families, dict(found.communes), dict(found.left)) == (1, {"15138": 1}, {"63": 1})


def test_delays_keep_those_on_their_way_and_leave_out_those_who_gave_up(people):
    on_the_way = opened(date(2010, 2, 20), Track.RELOCATION)
    opened(date(2009, 6, 1), Track.RELOCATION)
    gone = opened(date(2010, 3, 1), Track.RELOCATION).journeys.get()
    move(gone, Stage.CLOSED, close_reason=CloseReason.GAVE_UP, at=noon(date(2010, 3, 20)))
    found = delays(WINTER)

    # Hana took from 15 January to 15 April; the other has been on the way from 20 February to 31 July.
    assert (found.arrived, found.under_way, found.given_up) == ([90], [161], 1)
    assert (found.median, found.expected) == (90, 90)
    assert on_the_way.journeys.get().stage == Stage.CONTACT


def test_a_family_that_was_there_before_its_first_contact_has_no_delay(people):
    places = make_territory()
    settle(people["bruno"], places["murat"], date(2010, 1, 2), origin=places["lyon"])

    assert delays(WINTER).undated == 1


def test_forgetting_who_they_are_changes_nothing_but_their_communes(people):
    def read():
        return (
            funnel(WINTER),
            cohorts(WINTER, "activity", quarterly=False),
            tracks(WINTER, stages=False),
            contacts(WINTER).kinds,
            delays(WINTER),
        )

    before = read()
    for person in people.values():
        anonymise(person)

    assert read() == before
    assert dict(contacts(WINTER).departments) == {}


def test_two_files_made_one_count_once(people):
    Person.objects.filter(pk=people["david"].pk).update(merged_into=people["fadi"])
    found = funnel(WINTER)

    # One journey opened on the 10th, one application sent on the 14th: one person who waits for a decision.
    assert [stage.reached for stage in found.stages[:3]] == [6, 5, 4]
    assert stories(WINTER)[people["fadi"].pk].contact == date(2010, 1, 10)


def test_a_reading_takes_as_many_queries_whatever_the_number_of_rows(
    people, django_assert_max_num_queries
):
    for day in range(1, 9):
        opened(date(2010, 3, day), Track.RELOCATION)
    readings = {
        lambda: funnel(WINTER): 8,
        lambda: cohorts(WINTER, "settled", quarterly=False): 8,
        lambda: tracks(WINTER, stages=True): 3,
        lambda: contacts(WINTER): 2,
        lambda: arrivals(WINTER): 1,
        lambda: delays(WINTER): 4,
    }

    for read, most in readings.items():
        with django_assert_max_num_queries(most):
            read()
