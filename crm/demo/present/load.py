from __future__ import annotations

from datetime import datetime

from django.db import transaction

from crm.journeys.planned_tasks import templates_shut
from crm.letters.services import outbox_shut
from crm.people.models import Person

from .applying import play_applying
from .appointments import play_appointments
from .around import play_around
from .arrivals import LONG_NAME, play_arrivals
from .bookings import play_bookings
from .candidates import play_candidates
from .checkin import play_checkin
from .compliance import play_compliance
from .desk import play_endings, play_views
from .doubles import play_doubles
from .funds import play_funds
from .households import play_households
from .imports import play_imports
from .leaflets import play_leaflets
from .lodging import play_lodging
from .messages import play_messages
from .network import play_circle, play_network
from .newsletter import play_newsletter
from .offices import play_offices
from .origins import play_origins
from .papers import play_documents
from .press import play_press
from .register import play_register
from .registrations import play_registrations
from .relays import play_relays
from .residences import play_residences
from .rights import play_rights
from .segments import play_segments
from .selection import play_selection
from .stage import set_scene
from .support import play_support
from .teaching import play_teaching
from .visits import play_visits


@transaction.atomic
def load_present(at: datetime) -> bool:
    """Load the present once, dated from a moment. False when it is there already."""
    if Person.objects.filter(last_name=LONG_NAME).exists():
        return False
    scene = set_scene(at)
    if not scene.crowd.home or not scene.crowd.country:
        return False
    with outbox_shut(), templates_shut():
        play_arrivals(scene)
        play_candidates(scene)
        play_selection(scene)
        play_teaching(scene)
        play_documents(scene)
        play_around(scene, play_households(scene))
        play_doubles(scene)
        play_messages(scene)
        play_applying(scene)
        play_views(scene)
        play_imports(scene)
        play_endings(scene)
        play_funds(scene)
        play_appointments(scene)
        play_bookings(scene)
        play_offices(scene)
        play_support(scene)
        play_network(scene)
        play_circle(scene)
        play_visits(scene, play_lodging(scene))
        play_residences(scene)
        play_registrations(scene)
        play_checkin(scene)
        play_newsletter(scene)
        play_segments(scene)
        play_press(scene)
        play_origins(scene, play_leaflets(scene))
        play_compliance(scene)
        play_rights(scene)
        play_register(scene)
    with outbox_shut():
        play_relays(scene)
    return True
