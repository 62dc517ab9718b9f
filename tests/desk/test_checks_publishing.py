"""Publishing waits for its findings, by whichever door: the editor, a creation, several pages, a review."""

import pytest
from django.urls import reverse
from wagtail.models import Page
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from desk.checks.examine import Stopped
from editorial.models import StandardPage
from tests.desk.people import a_site, at_work, page_at, someone

pytestmark = pytest.mark.django_db

SOUND = "<p>Un texte.</p>"


@pytest.fixture(autouse=True)
def home():
    return a_site()


@pytest.fixture
def reviewer():
    return someone("Relecteur")


def typed(title: str = "Une page", **more: object) -> dict[str, str]:
    """What the editor of a page posts."""
    fields = {
        "title": title,
        "slug": "une-page",
        "lead": "",
        "season": "summer",
        "landscape_seed": "",
        "body": streamfield([("paragraph", rich_text(SOUND))]),
        "comments": inline_formset([]),
    }
    return nested_form_data(fields | more)


def a_page(home: Page, live: bool = False) -> StandardPage:
    page = home.add_child(instance=StandardPage(title="Une page", slug="une-page", live=live))
    page.save_revision()
    return page


def edit(desk, page, **more):
    return desk.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), typed(**more))


def listed(desk, page) -> str:
    return desk.get(reverse("desk_checks", args=[page.pk])).content.decode()


BROKEN = {"body": streamfield([("paragraph", rich_text('<p><a href="/x/"> </a></p>'))])}


def test_a_blocking_point_stops_the_publication_and_nothing_typed_is_lost(home, reviewer):
    desk, page = at_work(reviewer), a_page(home)

    answer = edit(desk, page, title="Retapée", **BROKEN, **{"action-publish": "1"})

    page.refresh_from_db()
    assert answer.url == reverse("desk_checks", args=[page.pk])
    assert not page.live
    assert page.get_latest_revision_as_object().title == "Retapée"
    shown = listed(desk, page)
    assert "Un lien n’a pas de texte" in shown
    assert "quand même" not in shown


def test_a_blocking_point_cannot_be_passed_over(home, reviewer):
    desk, page = at_work(reviewer), a_page(home)
    edit(desk, page, **BROKEN)

    desk.post(reverse("desk_checks", args=[page.pk]), {"lu": ["x"]})

    page.refresh_from_db()
    assert not page.live


def test_advice_is_shown_then_passed_over_once_for_all(home, reviewer):
    desk, page = at_work(reviewer), a_page(home)
    answer = edit(desk, page, **{"action-publish": "1"})
    assert answer.url == reverse("desk_checks", args=[page.pk])

    shown = desk.get(answer.url)
    assert "Publier quand même" in shown.content.decode()
    desk.post(answer.url, {"lu": shown.context["found"].digests})
    page.refresh_from_db()
    assert page.live

    edit(desk, page, title="Encore", **{"action-publish": "1"})
    page.refresh_from_db()
    assert page.title == "Encore"


def test_advice_that_came_since_is_shown_before_anything_is_published(home, reviewer):
    desk, page = at_work(reviewer), a_page(home)

    answer = desk.post(reverse("desk_checks", args=[page.pk]), {"lu": []})

    page.refresh_from_db()
    assert "Publier quand même" in answer.content.decode()
    assert not page.live


def test_a_new_page_published_at_once_is_kept_back(home, reviewer):
    address = reverse("wagtailadmin_pages:add", args=["editorial", "standardpage", home.pk])

    answer = at_work(reviewer).post(address, typed(**BROKEN, **{"action-publish": "1"}))

    page = page_at("une-page")
    assert answer.url == reverse("desk_checks", args=[page.pk])
    assert not page.live
    assert page.has_unpublished_changes
    assert at_work(reviewer).get("/une-page/").status_code == 404


def test_an_autosave_is_never_stopped(home, reviewer):
    page = a_page(home)

    answer = at_work(reviewer).post(
        reverse("wagtailadmin_pages:edit", args=[page.pk]),
        typed(**BROKEN),
        headers={"accept": "application/json"},
    )

    assert answer.json()["success"]


def under_review(home, writer):
    page = a_page(home)
    page.get_workflow().start(page, writer)
    return page


def test_an_approval_is_undone_until_its_findings_are_read(home, reviewer):
    page = under_review(home, someone("Rédacteur"))
    desk, state = at_work(reviewer), page.current_workflow_task_state
    approve = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "approve", state.pk])

    answer = desk.post(approve)

    page.refresh_from_db()
    assert not page.live
    assert page.workflow_in_progress
    shown = desk.get(answer.url)
    assert "Approuver et publier quand même" in shown.content.decode()

    desk.post(answer.url, {"lu": shown.context["found"].digests})
    page.refresh_from_db()
    assert page.live
    assert not page.workflow_in_progress


def test_an_approval_from_the_editor_keeps_what_was_typed(home, reviewer):
    page = under_review(home, someone("Rédacteur"))
    action = {"action-workflow-action": "1", "workflow-action-name": "approve"}

    answer = edit(at_work(reviewer), page, title="Corrigée", **BROKEN, **action)

    page.refresh_from_db()
    assert answer.url.startswith(reverse("desk_checks", args=[page.pk]))
    assert not page.live
    assert page.get_latest_revision_as_object().title == "Corrigée"


def test_wagtail_s_own_dialogue_is_led_to_the_list(home, reviewer):
    page = under_review(home, someone("Rédacteur"))
    state = page.current_workflow_task_state
    approve = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "approve", state.pk])

    answer = at_work(reviewer).post(approve, headers={"x-requested-with": "XMLHttpRequest"})

    assert answer.json()["redirect"].startswith(reverse("desk_checks", args=[page.pk]))


def test_code_that_approves_is_stopped_too(home, reviewer):
    page = under_review(home, someone("Rédacteur"))

    with pytest.raises(Stopped):
        page.current_workflow_task_state.approve(user=reviewer)


def test_the_api_of_the_admin_does_not_publish(home, reviewer):
    page = a_page(home)

    answer = at_work(reviewer).post(f"/admin/api/main/pages/{page.pk}/action/publish/")

    page.refresh_from_db()
    assert answer.status_code == 404
    assert not page.live


def test_several_pages_wait_for_the_one_that_is_wrong(home, reviewer):
    desk, page = at_work(reviewer), a_page(home)
    edit(desk, page, **BROKEN)
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])

    answer = desk.post(f"{address}?id={page.pk}")

    page.refresh_from_db()
    assert "Aucune de ces pages n’est publiée" in answer.content.decode()
    assert not page.live


def test_several_pages_are_published_once_their_advice_is_read(home, reviewer):
    desk, page = at_work(reviewer), a_page(home)
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])

    answer = desk.post(f"{address}?id={page.pk}")
    assert "Publier quand même" in answer.content.decode()
    desk.post(f"{address}?id={page.pk}", {"lu": "1"})

    page.refresh_from_db()
    assert page.live


def test_a_writer_sees_the_list_without_the_button(home):
    page = a_page(home)

    shown = listed(at_work(someone("Rédacteur")), page)

    assert "à vérifier" in shown
    assert "quand même" not in shown


def test_whoever_may_not_edit_the_page_sees_nothing_of_it(home):
    page = a_page(home)
    desk = at_work(someone("Chargé de presse"))

    for name in ("desk_checks", "desk_findings"):
        assert desk.get(reverse(name, args=[page.pk])).status_code in {302, 403}


def test_the_editor_shows_its_findings_and_a_sentence_that_helps(home, reviewer):
    page = a_page(home)
    desk = at_work(reviewer)

    editor = desk.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    fragment = desk.get(reverse("desk_findings", args=[page.pk])).content.decode()

    assert "Une page, un sujet." in editor
    assert "à vérifier" in editor
    assert "La page n’a pas de chapô" in fragment
    assert 'data-signs="65"' in editor
