"""What editions share: speakers, rooms, strands, partners."""

from datetime import time

import pytest
from django.db import IntegrityError
from django.urls import reverse

from forum.models import Partner, Room, Speaker, Strand
from tests.forum.factories import AppearanceFactory, RoomFactory, SlotFactory, SpeakerFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("model", [Speaker, Room, Strand, Partner])
@pytest.mark.parametrize("view", ["list", "add"])
def test_each_register_opens(admin_client, model, view):
    assert admin_client.get(reverse(model.snippet_viewset.get_url_name(view))).status_code == 200


def test_a_room_of_a_programme_is_not_deleted(admin_client, page):
    room = RoomFactory()
    SlotFactory(page=page, room=room, title="Table ronde")

    response = admin_client.post(
        reverse(Room.snippet_viewset.get_url_name("delete"), args=[room.pk]), follow=True
    )

    assert Room.objects.filter(pk=room.pk).exists()
    assert "en dépend encore « Table ronde »" in response.content.decode()


def test_a_speaker_of_a_programme_is_not_deleted(admin_client, page):
    speaker = AppearanceFactory(slot=SlotFactory(page=page)).speaker

    admin_client.post(reverse(Speaker.snippet_viewset.get_url_name("delete"), args=[speaker.pk]))

    assert Speaker.objects.filter(pk=speaker.pk).exists()


def test_a_room_of_nothing_is_deleted(admin_client):
    room = RoomFactory()

    admin_client.post(reverse(Room.snippet_viewset.get_url_name("delete"), args=[room.pk]))

    assert not Room.objects.exists()


@pytest.mark.parametrize(
    ("name", "initials"),
    [
        ("Hélène Vidalenc", "HV"),
        ("Ingrid Van den Bossche-Montgolfier", "IB"),
        ("Zoé", "Z"),
        ("x", "X"),
    ],
)
def test_initials(name, initials):
    assert SpeakerFactory.build(name=name).initials == initials


@pytest.mark.parametrize(
    ("fields", "constraint"),
    [
        ({"ends_at": time(9)}, "slot_ends_after_it_starts"),
        ({"seats": 5, "open_entry": True}, "slot_open_to_all_counts_no_seats"),
        ({"seats": 0}, "slot_has_a_seat_at_least"),
    ],
)
def test_the_database_refuses_an_impossible_slot(page, fields, constraint):
    with pytest.raises(IntegrityError, match=constraint):
        SlotFactory(page=page, **fields)
