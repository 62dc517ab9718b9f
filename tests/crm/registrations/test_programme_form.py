"""The editor of an edition, once people have places in its workshops."""

from __future__ import annotations

import pytest
from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield

from forum.models import EditionPage, Slot

from .coming import NOW, a_workshop, an_edition, came_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(time_machine):
    time_machine.move_to(NOW, tick=False)
    return an_edition()


def saved(client, page, *slots, publish=True):
    lines = [
        {
            "id": slot.pk,
            "title": slot.title,
            "day": slot.day.isoformat(),
            "starts_at": slot.starts_at.isoformat(),
            "ends_at": slot.ends_at.isoformat(),
            "kind": slot.kind,
            "strand": "",
            "room": "",
            "text": "",
            "seats": seats,
            "appearances": inline_formset([]),
        }
        | more
        for slot, seats, more in slots
    ]
    fields = {
        "title": page.title,
        "slug": page.slug,
        "lead": page.lead,
        "edition": page.edition_id,
        "season": "summer",
        "body": streamfield([]),
        "practical": streamfield([]),
        "report": streamfield([]),
        "slots": inline_formset(lines, initial=len(lines)),
        "partnerships": inline_formset([]),
        "comments": inline_formset([]),
    }
    data = nested_form_data(fields) | ({"action-publish": "1"} if publish else {})
    return client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), data)


@pytest.mark.parametrize("publish", [True, False])
def test_a_workshop_never_shrinks_below_those_who_have_a_place(admin_client, page, publish):
    shop = a_workshop(page, seats=3)
    came_in(page, 0, people=2, workshops=[shop])

    response = saved(admin_client, page, (shop, "1", {}), publish=publish)

    (line,) = response.context["form"].formsets["slots"].forms
    assert "2\u00a0personnes y ont une place" in line.errors["seats"][0]
    assert saved(admin_client, page, (shop, "2", {}), publish=publish).status_code == 302


def test_a_workshop_where_somebody_has_a_place_stays_in_the_programme(admin_client, page):
    shop, other = a_workshop(page, title="Votre offre"), a_workshop(page, begins=14)
    came_in(page, 0, workshops=[shop])

    response = saved(admin_client, page, (shop, "2", {"DELETE": "1"}), (other, "2", {}))

    (error,) = response.context["form"].non_field_errors()
    assert "Votre offre" in error
    assert "prévenez-les" in error
    kept = (shop, "2", {}), (other, "2", {"DELETE": "1"})
    assert saved(admin_client, page, *kept).status_code == 302
    EditionPage.objects.get(pk=page.pk).get_latest_revision().publish()
    assert [slot.pk for slot in Slot.objects.all()] == [shop.pk]
