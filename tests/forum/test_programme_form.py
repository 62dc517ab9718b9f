"""The editor of an edition: free while it is a draft, strict when it is published."""

from datetime import date, time

import pytest
from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield

from forum.models import EditionPage, Slot
from tests.forum.factories import PartnerFactory, RoomFactory, SlotFactory, SpeakerFactory

pytestmark = pytest.mark.django_db
SLOT = {
    "title": "Table ronde",
    "day": "2010-10-07",
    "starts_at": "10:00",
    "ends_at": "11:00",
    "kind": "talk",
    "strand": "",
    "room": "",
    "text": "",
    "seats": "",
}


@pytest.fixture
def editor(admin_client):
    return admin_client


def slot(*speakers, **changes):
    people = [{"speaker": one.pk, "role": "", "organisation": ""} for one in speakers]
    return SLOT | {"appearances": inline_formset(people)} | changes


def posted(page, *slots, partners=(), **changes):
    lines = [{"partner": one.pk, "kind": "helper"} for one in partners]
    fields = {
        "title": page.title,
        "slug": page.slug,
        "lead": page.lead,
        "edition": page.edition_id,
        "season": "summer",
        "body": streamfield([]),
        "practical": streamfield([]),
        "report": streamfield([]),
        "slots": inline_formset(list(slots)),
        "partnerships": inline_formset(lines),
        "comments": inline_formset([]),
    }
    return nested_form_data(fields | changes)


def saved(client, page, *slots, publish=True, **changes):
    data = posted(page, *slots, **changes) | ({"action-publish": "1"} if publish else {})
    return client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), data)


def publish_what_was_saved(page):
    """The checks before publishing are the desk's: what the form let through is what they read."""
    EditionPage.objects.get(pk=page.pk).get_latest_revision().publish()


def errors_of(response):
    """What the form says, by field of each slot."""
    form = response.context["form"]
    return [dict(below.errors) for below in form.formsets["slots"].forms]


def test_a_whole_programme_is_published(editor, page):
    room, speaker = RoomFactory(), SpeakerFactory()

    response = saved(
        editor,
        page,
        slot(speaker, room=room.pk),
        slot(speaker, room=room.pk, starts_at="11:00", ends_at="12:00"),
    )

    assert response.status_code == 302
    publish_what_was_saved(page)
    assert [one.starts_at for one in page.slots.all()] == [time(10), time(11)]
    assert Slot.objects.get(starts_at=time(10)).appearances.get().speaker == speaker


def test_what_is_already_there_keeps_its_identity(editor, page):
    kept = SlotFactory(page=page, title="Avant")

    response = saved(editor, page, slot(id=kept.pk, title="Après"), **initial(1))

    assert response.status_code == 302
    publish_what_was_saved(page)
    kept.refresh_from_db()
    assert kept.title == "Après"


def initial(count):
    return {"slots-INITIAL_FORMS": str(count)}


@pytest.mark.parametrize(
    ("changes", "field", "sentence"),
    [
        ({"day": "2010-10-08"}, "day", "Le Forum a lieu le 7 octobre 2010."),
        ({"ends_at": "09:00"}, "ends_at", "Un créneau finit après avoir commencé."),
        ({"day": ""}, "day", "Champ requis."),
        ({"title": ""}, "title", "Champ requis."),
        ({"seats": "0"}, "seats", "Indiquez au moins une place, ou laissez vide."),
        ({"seats": "5", "open_entry": "on"}, "seats", "ne compte pas de places."),
    ],
)
def test_a_slot_that_cannot_be_is_refused_beside_its_field(editor, page, changes, field, sentence):
    response = saved(editor, page, slot(**changes))

    assert response.status_code == 200
    (found,) = errors_of(response)
    assert sentence in found[field][0].replace("\u00a0", " ")
    assert page.slots.count() == 0


def test_two_slots_in_one_room_are_refused_beside_the_second(editor, page):
    room = RoomFactory()

    response = saved(
        editor, page, slot(room=room.pk), slot(room=room.pk, starts_at="10:30", ends_at="12:00")
    )

    first, second = errors_of(response)
    assert first == {}
    assert "La salle est déjà prise par « Table ronde »" in second["room"][0]


def test_somebody_in_two_places_is_refused_beside_their_name(editor, page):
    speaker = SpeakerFactory()

    response = saved(editor, page, slot(speaker), slot(SpeakerFactory(), speaker))

    second = response.context["form"].formsets["slots"].forms[1]
    untouched, refused = second.formsets["appearances"].forms
    assert untouched.errors == {}
    assert "Déjà à la même heure dans « Table ronde »" in refused.errors["speaker"][0]


def test_the_same_hour_of_another_day_is_no_clash(editor, page):
    page.edition.ends_on = date(2010, 10, 8)
    page.edition.save()
    room = RoomFactory()

    response = saved(editor, page, slot(room=room.pk), slot(room=room.pk, day="2010-10-08"))

    assert response.status_code == 302


def test_a_slot_taken_away_clashes_with_nothing(editor, page):
    room = RoomFactory()

    response = saved(editor, page, slot(room=room.pk), slot(room=room.pk, DELETE="1"))

    assert response.status_code == 302


def test_a_draft_may_clash_and_stay_incomplete(editor, page):
    room, speaker = RoomFactory(), SpeakerFactory()

    response = saved(
        editor,
        page,
        slot(speaker, room=room.pk, day="2010-12-24"),
        slot(speaker, room=room.pk, day="", starts_at="", ends_at="", title=""),
        publish=False,
    )

    assert response.status_code == 302
    draft = EditionPage.objects.get(pk=page.pk).get_latest_revision_as_object()
    assert [one.title for one in draft.slots.all()] == ["", "Table ronde"]


@pytest.mark.parametrize("publish", [True, False])
def test_nobody_is_listed_twice(editor, page, publish):
    speaker, partner = SpeakerFactory(), PartnerFactory()

    response = saved(
        editor, page, slot(speaker, speaker), partners=[partner, partner], publish=publish
    )

    assert response.status_code == 200
    assert "Ce partenaire est déjà dans la liste." in response.content.decode()
    assert "Cette personne est déjà à ce créneau." in response.content.decode()


def test_a_figure_says_where_it_comes_from(editor, page):
    response = saved(editor, page, participants="210")

    assert response.context["form"].errors == {
        "figures_source": ["Un chiffre publié dit d’où il vient."]
    }


def test_nothing_typed_is_lost(editor, page):
    response = saved(editor, page, slot(title="Un titre tapé", ends_at="09:00"))

    assert "Un titre tapé" in response.content.decode()


def test_the_programme_of_a_draft_can_be_looked_at(editor, page):
    saved(editor, page, slot(SpeakerFactory(name="Ada")), publish=False)
    page = EditionPage.objects.get(pk=page.pk)

    response = editor.get(reverse("wagtailadmin_pages:view_draft", args=[page.pk]))
    draft = page.get_latest_revision_as_object()
    shown = draft.make_preview_request(preview_mode="programme")

    assert response.status_code == 200
    assert "Ada" in shown.content.decode()
    assert "Table ronde" in shown.content.decode()
