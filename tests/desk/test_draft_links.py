"""A draft read without an account: seven days, revocable, counted, shown to no search engine."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import IntegrityError, connection
from django.urls import reverse
from django.utils import timezone
from wagtail.models import PageLogEntry

from desk.draft_links.services import KEPT_FOR, forget, make, revoke
from desk.models import DraftLink
from editorial.models import Embargo
from tests.desk.people import a_draft, a_site, at_work, someone

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _site():
    a_site()


@pytest.fixture
def draft():
    return a_draft(title="Le forum approche", slug="forum")


@pytest.fixture
def editor():
    return someone("Rédacteur")


def links_of(page) -> str:
    return reverse("desk_draft_links", args=[page.pk])


def test_the_holder_of_a_link_reads_the_latest_draft_under_a_banner(draft, editor, client):
    link = make(draft, editor)
    draft.title = "Le forum est là"
    draft.save_revision()

    answer = client.get(link.path)

    shown = answer.content.decode()
    assert answer.status_code == 200
    assert "Le forum est là" in shown
    assert "<b>Brouillon.</b>" in shown
    assert client.get("/actualites/forum/").status_code == 404


def test_nobody_keeps_nor_indexes_the_draft(draft, editor, client):
    answer = client.get(make(draft, editor).path)

    assert answer["Cache-Control"] == "no-store, private"
    assert answer["X-Robots-Tag"] == "noindex, nofollow"
    assert answer["Referrer-Policy"] == "no-referrer"
    assert "script-src 'self'" in answer["Content-Security-Policy"]


def test_a_page_under_embargo_is_read_by_its_link_alone(draft, editor, client):
    draft.embargoes.add(Embargo(until=timezone.now() + timedelta(days=1)))
    draft.save_revision().publish()

    assert client.get("/actualites/forum/").status_code == 404
    assert client.get(make(draft, editor).path).status_code == 200


def test_a_link_lives_seven_days(draft, editor, client, time_machine):
    time_machine.move_to(datetime(2026, 3, 1, 12, tzinfo=UTC), tick=False)
    link = make(draft, editor)

    time_machine.move_to(datetime(2026, 3, 8, 11, 59, tzinfo=UTC), tick=False)
    assert client.get(link.path).status_code == 200

    time_machine.move_to(datetime(2026, 3, 8, 12, tzinfo=UTC), tick=False)
    answer = client.get(link.path)
    assert answer.status_code == 410
    assert "Il ne valait que sept jours" in answer.content.decode()
    assert "no-store" in answer["Cache-Control"]


def test_a_revoked_link_shows_nothing(draft, editor, client):
    link = make(draft, editor)

    assert revoke(link, editor)
    assert not revoke(link, editor)

    answer = client.get(link.path)
    assert answer.status_code == 410
    assert "Le forum approche" not in answer.content.decode()


@pytest.mark.parametrize("token", ["x", "a" * 64, "é", "%27", "a" * 4000])
def test_an_unknown_link_leads_nowhere(client, token):
    assert client.get(f"/relecture/{token}/").status_code == 404


def test_a_link_only_reads(draft, editor, client):
    path = make(draft, editor).path

    for verb in (client.post, client.put, client.delete, client.patch):
        assert verb(path).status_code == 405


def test_the_database_does_not_hold_the_token(draft, editor):
    link = make(draft, editor)

    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM desk_draftlink")
        stored = " ".join(map(str, cursor.fetchall()))
    assert link.token not in stored


def test_each_reading_is_counted_and_logged_without_a_name(draft, editor, client):
    link = make(draft, editor, "La commission")

    client.get(link.path)
    client.get(link.path)
    client.head(link.path)

    assert DraftLink.objects.with_views().get().view_count == 2
    read = PageLogEntry.objects.filter(action="desk.draft_link.read")
    assert [(entry.user, entry.data) for entry in read] == [(None, {"reader": "La commission"})] * 2


def test_an_editor_makes_copies_and_revokes_a_link(draft, editor):
    desk = at_work(editor)

    desk.post(links_of(draft), {"reader": "La commission"})
    link = DraftLink.objects.get()
    shown = desk.get(links_of(draft)).content.decode()
    assert f"http://testserver{link.path}" in shown
    assert "La commission" in shown

    desk.post(reverse("desk_draft_link_shut", args=[draft.pk, link.pk]))
    assert "Aucun lien" in desk.get(links_of(draft)).content.decode()
    actions = PageLogEntry.objects.for_instance(draft).values_list("action", flat=True)
    assert {"desk.draft_link.make", "desk.draft_link.revoke"} <= set(actions)
    assert desk.get(reverse("wagtailadmin_pages:history", args=[draft.pk])).status_code == 200


def test_a_name_too_long_is_said_beside_its_field(draft, editor):
    answer = at_work(editor).post(links_of(draft), {"reader": "x" * 81})

    assert answer.status_code == 200
    assert not DraftLink.objects.exists()
    assert "80" in answer.content.decode()


def test_whoever_may_not_edit_the_page_makes_no_link(draft):
    desk = at_work(someone("Chargé de presse"))

    assert desk.post(links_of(draft)).status_code in {302, 403}
    assert not DraftLink.objects.exists()


def test_a_link_of_another_page_is_not_revoked_from_here(draft, editor):
    other = a_draft(title="Autre", slug="autre")
    link = make(other, editor)

    answer = at_work(editor).post(reverse("desk_draft_link_shut", args=[draft.pk, link.pk]))

    link.refresh_from_db()
    assert answer.status_code == 404
    assert link.is_alive()


def test_the_database_refuses_a_link_that_never_lived(draft, editor):
    link = make(draft, editor)
    link.expires_at = link.created_at

    with pytest.raises(IntegrityError):
        link.save()


def test_the_editor_leads_to_its_links(draft, editor):
    shown = at_work(editor).get(reverse("wagtailadmin_pages:edit", args=[draft.pk]))

    assert links_of(draft) in shown.content.decode()


def test_a_link_is_forgotten_a_month_after_its_end(draft, editor):
    now = timezone.now()
    make(draft, editor, at=now - KEPT_FOR - timedelta(days=8))
    fresh = make(draft, editor, at=now - KEPT_FOR)

    forget(now)

    assert list(DraftLink.objects.all()) == [fresh]
