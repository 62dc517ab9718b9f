"""Each role does its work, and nothing beyond; nobody needs a superuser for the daily work."""

import pytest
from django.contrib.auth.models import Group, Permission, User
from django.core import mail
from django.test import Client
from django.urls import reverse
from wagtail.images.permissions import permission_policy
from wagtail.models import Collection, GroupPagePermission, Workflow

from desk.checks.examine import examine, pass_over
from editorial.models import StandardPage
from editorial.rights import collection_named, grant
from tests.desk.people import a_draft, a_site, at_work, page_at, someone

pytestmark = pytest.mark.django_db

HOME = "/admin/"
SCREENS = {
    "formations": ("courses:index", "sessions:index"),
    "télécentre": ("telecentre_sites:index", "spaces:index", "tariffs:index"),
    "Forum": ("editions:index",),
    "réglages": (
        "wagtailusers_users:index",
        "wagtailsites:index",
        "wagtailadmin_workflows:index",
        "wagtailadmin_collections:index",
        "wagtailredirects:index",
    ),
    "recherche": ("wagtailsearchpromotions:index",),
    "pages": ("wagtailadmin_explore_root",),
    "images": ("wagtailimages:index", "wagtaildocs:index"),
}
REACHED = {
    "Rédacteur": {"pages", "images", "formations", "Forum"},
    "Relecteur": {"pages", "images", "formations", "Forum", "recherche"},
    "Chargé de presse": {"pages", "images"},
    "Responsable formation": {"pages", "images", "formations"},
    "Responsable télécentre": {"pages", "images", "télécentre"},
    "Webmestre": set(SCREENS),
    "Lecteur": {"formations", "télécentre", "Forum"},
}


@pytest.fixture(autouse=True)
def _site():
    a_site()


def reaches(desk: Client, address: str) -> bool:
    """Whether a screen answers, or leads to one that does: the refused are led home."""
    answer = desk.get(address, follow=True)
    return answer.status_code == 200 and answer.request["PATH_INFO"] != HOME


@pytest.mark.parametrize("role", REACHED)
def test_a_role_reaches_its_screens_and_no_other(role):
    desk = at_work(someone(role))

    reached = {
        subject
        for subject, names in SCREENS.items()
        if all(reaches(desk, reverse(name)) for name in names)
    }

    assert reached == REACHED[role]


@pytest.mark.parametrize(
    ("role", "slug", "edits", "publishes"),
    [
        ("Rédacteur", "actualites", True, False),
        ("Rédacteur", "presse", True, False),
        ("Relecteur", "actualites", True, True),
        ("Chargé de presse", "presse", True, True),
        ("Chargé de presse", "actualites", False, False),
        ("Responsable formation", "formations", True, True),
        ("Responsable formation", "presse", False, False),
        ("Responsable télécentre", "telecentre", True, True),
        ("Responsable télécentre", "formations", False, False),
        ("Webmestre", "presse", True, True),
        ("Lecteur", "presse", False, False),
    ],
)
def test_who_edits_and_publishes_which_section(role, slug, edits, publishes):
    allowed = page_at(slug).permissions_for_user(someone(role))

    assert allowed.can_edit() is edits
    assert allowed.can_publish() is publishes


def test_a_writer_proposes_and_a_reviewer_is_told_in_french():
    someone("Relecteur")
    writer, page = someone("Rédacteur"), a_draft(title="Le forum approche")

    assert page.permissions_for_user(writer).can_submit_for_moderation()
    page.get_workflow().start(page, writer)

    assert [letter.to for letter in mail.outbox] == [["relecteur@example.org"]]
    assert "Le forum approche" in mail.outbox[0].subject
    assert "soumis" in mail.outbox[0].subject


def test_a_reviewer_approves_and_the_page_is_published():
    reviewer, page = someone("Relecteur"), a_draft()
    page.get_workflow().start(page, someone("Rédacteur"))
    task = page.current_workflow_task

    assert [name for name, *_ in task.get_actions(page, reviewer)].count("approve") == 2
    pass_over(page, reviewer, examine(page, reviewer).digests)
    task.on_action(page.current_workflow_task_state, reviewer, "approve")

    page.refresh_from_db()
    assert page.live


def test_nobody_else_approves():
    page = a_draft()
    writer = someone("Rédacteur")
    page.get_workflow().start(page, writer)

    assert page.current_workflow_task.get_actions(page, writer) == []


def test_the_workflow_is_made_once_and_the_one_that_staff_chose_is_kept():
    root = page_at("actualites").get_root()
    chosen = Workflow.objects.create(name="Double lecture")
    root.workflowpage.workflow = chosen
    root.workflowpage.save()

    grant()

    assert Workflow.objects.filter(name="Relecture").count() == 1
    assert page_at("actualites").get_workflow() == chosen


def test_the_english_groups_of_a_new_base_are_gone():
    assert not Group.objects.filter(name__in=["Moderators", "Editors"]).exists()
    assert list(Workflow.objects.active().values_list("name", flat=True)) == ["Relecture"]


def test_the_former_group_becomes_the_reviewers_with_its_people():
    Group.objects.get(name="Relecteur").delete()
    former = Group.objects.create(name="Communication")
    officer = User.objects.create_user("ancienne")
    officer.groups.add(former)

    grant()

    former.refresh_from_db()
    assert former.name == "Relecteur"
    assert page_at("actualites").permissions_for_user(officer).can_publish()


def test_a_section_made_later_is_granted_the_next_time():
    page_at("presse").delete()
    grant()
    assert not GroupPagePermission.objects.filter(group__name="Chargé de presse").exists()

    page_at("actualites").get_parent().add_child(instance=StandardPage(title="P", slug="presse"))
    grant()

    assert page_at("presse").permissions_for_user(someone("Chargé de presse")).can_publish()


def test_each_section_has_its_collection_once():
    grant()

    names = list(Collection.objects.filter(depth=2).values_list("name", flat=True))
    assert sorted(names) == ["Actualités", "Formations", "Forum", "Presse", "Télécentre"]


def test_a_press_officer_adds_files_to_the_press_collection_alone():
    officer = someone("Chargé de presse")
    open_to = permission_policy.collections_user_has_permission_for(officer, "add")

    assert list(open_to) == [collection_named("Presse")]


def test_no_role_of_the_site_makes_a_superuser_or_a_group():
    held = Permission.objects.filter(group__name__in=REACHED)

    assert not held.filter(codename__in=["add_group", "change_group", "delete_group"]).exists()
