"""« Préparer l’édition » and « Dupliquer cette édition », by somebody who only writes pages."""

from datetime import date

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.exceptions import ValidationError
from django.urls import reverse
from wagtail.models import GroupPagePermission

from forum.models import Edition, EditionPage, Partnership
from forum.preparation import Wanted, prepare
from tests.forum.factories import (
    AppearanceFactory,
    PartnerFactory,
    RoomFactory,
    SlotFactory,
    StrandFactory,
)

pytestmark = pytest.mark.django_db
WANTED = {
    "number": "4",
    "title": "4e Forum du télétravail",
    "starts_on": "2012-10-04",
    "ends_on": "2012-10-05",
    "place": "Maison des services, Murat",
}
PREPARE = "forum_prepare_edition"


@pytest.fixture
def writer(client, django_user_model, forum):
    """Somebody who may add and edit pages, and has no right on any row."""
    group = Group.objects.create(name="Plumes")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    for codename in ("add_page", "change_page"):
        GroupPagePermission.objects.create(
            group=group,
            page=forum,
            permission=Permission.objects.get(
                codename=codename, content_type__app_label="wagtailcore"
            ),
        )
    user = django_user_model.objects.create_user("plume", "plume@example.org", "x")
    user.groups.add(group)
    client.force_login(user)
    return client


@pytest.fixture
def source(page):
    """The edition of 2010 with a programme of one day, a partner and a report."""
    slot = SlotFactory(
        page=page, room=RoomFactory(), strand=StrandFactory(), seats=12, kind="workshop"
    )
    AppearanceFactory(slot=slot, role="formatrice")
    Partnership.objects.create(page=page, partner=PartnerFactory(), kind="organiser")
    page.report = [("paragraph", "<p>Ce qui s’est dit.</p>")]
    page.participants, page.figures_source = 210, "émargement"
    page.save()
    return page


def duplicated(client, source, **changes):
    address = reverse("forum_duplicate_edition", args=[source.pk])
    return client.post(address, WANTED | changes)


def test_the_form_proposes_the_next_edition(writer, page):
    form = writer.get(reverse(PREPARE)).context["form"]

    assert form.initial["number"] == page.edition.number + 1
    assert form.initial["place"] == page.edition.place
    assert form.initial["starts_on"].weekday() == page.edition.starts_on.weekday()


def test_an_edition_is_prepared_and_its_page_opens(writer, forum):
    response = writer.post(reverse(PREPARE), WANTED)

    page = EditionPage.objects.get(slug="2012")
    assert response["Location"] == reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert not page.live
    assert page.get_parent().specific == forum
    assert page.edition.ends_on == date(2012, 10, 5)
    assert writer.get(response["Location"]).status_code == 200


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"ends_on": "2012-10-03"}, "ends_on"),
        ({"starts_on": ""}, "starts_on"),
        ({"starts_on": "bientôt"}, "starts_on"),
        ({"starts_on": "2010-10-04"}, "starts_on"),
        ({"number": "1"}, "number"),
        ({"number": "-1"}, "number"),
        ({"title": ""}, "title"),
    ],
)
def test_what_cannot_be_is_refused_beside_its_field(writer, page, changes, field):
    page.edition.number = 1
    page.edition.save()

    response = writer.post(reverse(PREPARE), WANTED | changes)

    assert list(response.context["form"].errors) == [field]
    assert Edition.objects.count() == 1


def test_nobody_prepares_what_they_may_not_add(client, django_user_model, forum, source):
    user = django_user_model.objects.create_user("lecteur", "lecteur@example.org", "x")
    user.user_permissions.add(Permission.objects.get(codename="access_admin"))
    client.force_login(user)

    client.post(reverse(PREPARE), WANTED)
    duplicated(client, source)

    assert Edition.objects.count() == 1


def test_without_the_page_of_the_forum_one_is_told_to_create_it(admin_client):
    response = admin_client.get(reverse(PREPARE), follow=True)

    assert "Créez d’abord la page du Forum" in response.content.decode()


def test_a_duplicate_keeps_the_structure_at_its_new_days(writer, source):
    duplicated(writer, source)

    page = EditionPage.objects.get(slug="2012")
    (slot,) = page.slots.all()
    original = source.slots.get()
    assert slot.day == date(2012, 10, 4)
    kept = ("title", "starts_at", "ends_at", "kind", "room", "strand", "seats")
    assert [getattr(slot, name) for name in kept] == [getattr(original, name) for name in kept]
    assert page.partnerships.get().kind == "organiser"
    assert page.lead == source.lead


def test_a_duplicate_forgets_what_belongs_to_its_year(writer, source):
    source.edition.registration_opens_on = date(2010, 6, 1)
    source.edition.registration_closes_on = date(2010, 10, 1)
    source.edition.cancelled_on, source.edition.reason = date(2010, 9, 1), "Neige."
    source.edition.save()

    duplicated(writer, source)

    page = EditionPage.objects.get(slug="2012")
    assert not page.live
    assert (len(page.report), page.participants, page.figures_source) == (0, None, "")
    edition = page.edition
    assert (edition.registration_opens_on, edition.cancelled_on, edition.reason) == (None, None, "")
    assert edition.uuid != source.edition.uuid
    assert page.slots.get().appearances.count() == 0


def test_a_duplicate_takes_the_speakers_when_asked(writer, source):
    duplicated(writer, source, with_speakers="on")

    (one,) = EditionPage.objects.get(slug="2012").slots.get().appearances.all()
    assert one.role == "formatrice"
    assert source.slots.get().appearances.count() == 1


def test_a_shorter_edition_leaves_out_what_falls_after_it(writer, source):
    SlotFactory(page=source, day=date(2010, 10, 9))

    response = duplicated(writer, source)

    assert EditionPage.objects.get(slug="2012").slots.count() == 1
    messages = [str(one) for one in writer.get(response["Location"]).context["messages"]]
    assert any("ils ne sont pas repris" in one for one in messages)


def test_the_duplicate_of_a_duplicate_can_be_published(admin_client, source):
    duplicated(admin_client, source, with_speakers="on")
    page = EditionPage.objects.get(slug="2012")

    page.get_latest_revision().publish()

    assert EditionPage.objects.get(slug="2012").slots.get().appearances.count() == 1


def test_wagtails_own_copy_leads_to_the_duplicate(admin_client, source):
    response = admin_client.get(reverse("wagtailadmin_pages:copy", args=[source.pk]))

    assert response["Location"] == reverse("forum_duplicate_edition", args=[source.pk])


def test_the_page_of_an_edition_offers_its_duplicate(writer, forum, source):
    address = reverse("forum_duplicate_edition", args=[source.pk])

    edited = writer.get(reverse("wagtailadmin_pages:edit", args=[source.pk]))
    listed = writer.get(reverse("wagtailadmin_explore", args=[forum.pk]))

    assert address in edited.content.decode()
    assert address in listed.content.decode()


def test_a_page_that_is_no_edition_has_no_duplicate(admin_client, forum):
    assert admin_client.get(reverse("forum_duplicate_edition", args=[forum.pk])).status_code == 404


def test_half_an_edition_is_never_left_behind(page, forum, admin_user):
    day = page.edition.starts_on

    with pytest.raises(ValidationError):
        prepare(forum, Wanted(9, "Le même jour", day, day, "Murat"), admin_user)

    assert Edition.objects.count() == 1
