"""Views: one's own, bounded, shared to be read, opened first; and none of them breaks a screen."""

import pytest
from django.db import IntegrityError
from django.urls import reverse
from django.utils import timezone

from crm.journal.refusal import Refused
from crm.journeys import saved_views
from crm.journeys.models import SavedView, Screen
from tests.crm.desk import at_the_desk, colleague, due, journey_of
from tests.crm.factories import UserFactory

pytestmark = pytest.mark.django_db


def stored(user, name="Vue", screen=Screen.LIST, query="", **more):
    """A row as an older release, or a colleague's filter, may have left it."""
    return SavedView.objects.create(
        user=user, name=name, screen=screen, query=query, created_at=timezone.now(), **more
    )


def page(user, url, **asked):
    answer = at_the_desk(user).get(reverse(url), asked, follow=True)
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_filter_on_the_screen_is_kept_under_a_name():
    user = colleague()

    answer = at_the_desk(user).post(
        reverse("crm_view_new"),
        {"name": " Mes  retards ", "screen": "list", "query": "owner=moi&late=on&page=3"},
    )

    view = SavedView.objects.get()
    assert (view.name, view.query, view.user) == ("Mes retards", "owner=moi&late=on", user)
    assert answer.url == reverse("crm_journeys") + "?owner=moi&late=on"


def test_a_view_never_holds_what_was_searched_for():
    user = colleague()

    view = saved_views.keep(user, Screen.BOARD, "Vue", "q=Montaigu&track=t1")

    assert view.query == "track=t1"


def test_a_view_opens_its_screen_first_until_everything_is_asked_for():
    user = colleague()
    late, later = due(-2, owner=user), due(2, owner=user)
    saved_views.keep(user, Screen.LIST, "Retards", "late=on", opens_first=True)

    first, everything = page(user, "crm_journeys"), page(user, "crm_journeys", tout="1")

    assert late.person.last_name in first
    assert later.person.last_name not in first
    assert later.person.last_name in everything
    assert later.person.last_name in page(user, "crm_board")


def test_only_one_view_opens_a_screen_first():
    user = colleague()
    first = saved_views.keep(user, Screen.LIST, "Une", "late=on", opens_first=True)

    second = saved_views.keep(user, Screen.LIST, "Deux", "idle=on", opens_first=True)
    first.refresh_from_db()
    assert (first.opens_first, second.opens_first) == (False, True)

    with pytest.raises(IntegrityError):
        stored(user, "Trois", opens_first=True)


def test_a_shared_view_is_read_by_colleagues_and_changed_by_none():
    user, other = colleague(), colleague()
    shared = saved_views.keep(other, Screen.LIST, "De l’équipe", "late=on", shared=True)
    own = saved_views.keep(other, Screen.LIST, "À moi seul", "idle=on")

    listed = page(user, "crm_journeys", tout="1")

    assert "De l’équipe" in listed
    assert "À moi seul" not in listed
    desk = at_the_desk(user)
    for view in (shared, own):
        for url in ("crm_view_change", "crm_view_forget"):
            answer = desk.post(reverse(url, args=[view.pk]), {"name": "Prise"})
            assert answer.status_code == 404
    assert set(SavedView.objects.values_list("name", flat=True)) == {"De l’équipe", "À moi seul"}


def test_the_views_of_somebody_who_left_are_not_shown():
    other = UserFactory(is_active=False)
    stored(other, "Ancienne", shared=True)

    assert "Ancienne" not in page(colleague(), "crm_views")


def test_a_view_is_renamed_shared_and_deleted():
    user = colleague()
    view = saved_views.keep(user, Screen.LIST, "Vue", "late=on")
    desk = at_the_desk(user)

    desk.post(reverse("crm_view_change", args=[view.pk]), {"name": "Retards", "shared": "on"})
    view.refresh_from_db()
    assert (view.name, view.shared, view.opens_first) == ("Retards", True, False)

    desk.post(reverse("crm_view_forget", args=[view.pk]))
    assert not SavedView.objects.exists()


@pytest.mark.parametrize("typed", ["", "   ", "Retards", "a" * 61])
def test_a_name_that_cannot_be_is_refused_beside_its_field(typed):
    user = colleague()
    saved_views.keep(user, Screen.LIST, "Retards", "late=on")
    view = saved_views.keep(user, Screen.LIST, "Vue", "idle=on")
    desk = at_the_desk(user)
    new = {"name": typed, "screen": "list", "query": "late=on"}

    for url, told in (
        (reverse("crm_view_new"), new),
        (reverse("crm_view_change", args=[view.pk]), {"name": typed}),
    ):
        answer = desk.post(url, told)
        assert answer.status_code == 422
        assert "field--error" in answer.content.decode()
    assert SavedView.objects.count() == 2


def test_the_database_refuses_the_same_name_twice():
    user = colleague()
    stored(user, "Vue")

    with pytest.raises(IntegrityError):
        stored(user, "Vue", Screen.BOARD)


def test_the_number_of_views_is_bounded():
    user = colleague()
    for number in range(saved_views.MOST):
        stored(user, f"Vue {number}")

    with pytest.raises(Refused, match="au plus"):
        saved_views.keep(user, Screen.LIST, "Une de trop", "late=on")


@pytest.mark.parametrize(
    "query",
    ["", "&&&", "owner=999999", "owner=%00", "track=%3Cscript%3E&tri=zut", "page=3&next=//x.org",
     "tout=1", "stage=nulle&late=peut-être", "q=Montaigu", "%E9%FF=%"],
)  # fmt: skip
@pytest.mark.parametrize("screen", Screen.values)
def test_junk_in_a_stored_view_breaks_nothing(screen, query):
    user = colleague()
    journey_of(owner=user)
    view = stored(user, "Vieille", screen, query, opens_first=True)

    page(user, saved_views.ADDRESSES[screen])
    address = saved_views.address(view)
    assert address.startswith(reverse(saved_views.ADDRESSES[screen]) + "?")
    assert "script>" not in address
    assert "next" not in address
    assert "Montaigu" not in address
    assert at_the_desk(user).get(address).status_code == 200


def test_the_screen_offers_to_keep_a_filter_that_narrows_and_not_twice():
    user = colleague()

    assert "Garder cette vue" not in page(user, "crm_journeys", tout="1")
    assert "Garder cette vue" in page(user, "crm_journeys", late="on")
    saved_views.keep(user, Screen.LIST, "Retards", "late=on")
    kept = page(user, "crm_journeys", late="on")
    assert "Garder cette vue" not in kept
    assert 'aria-current="page"' in kept


def test_the_queries_do_not_grow_with_the_views(django_assert_max_num_queries):
    user = colleague()
    desk = at_the_desk(user)
    counts = []
    for more in (2, 15):
        for number in range(more):
            stored(UserFactory(), f"Vue {more} {number}", shared=True, query="late=on")
        counts.append([])
        for name in ("crm_journeys", "crm_board", "crm_views"):
            desk.get(reverse(name), {"tout": "1"})
            with django_assert_max_num_queries(60) as told:
                desk.get(reverse(name), {"tout": "1"})
            counts[-1].append(len(told))

    assert counts[0] == counts[1]
