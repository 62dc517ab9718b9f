"""Appointments, visits, the telecentre, lodging and residences."""

from __future__ import annotations

from django.db.models import Q

from crm.appointments.forgetting import unfiled
from crm.appointments.models import Appointment, AppointmentParty, AppointmentSeat, Invitation
from crm.lodging.models import Stay, StayNight
from crm.residences.models import Agreement, AidLine, Assessment, PlaceDay, Residence, Signature
from crm.visits.models import (
    DiscoveryRegistration,
    DiscoverySeat,
    Visit,
    VisitCost,
    VisitStop,
)
from crm.workspaces.models import Booking, BookingSlot, MonthStatement, Presence

from ..subject import Subject
from .asking import COMPARED
from .vocabulary import ANOTHER, SAID_ELSEWHERE, TECHNICAL, Rule, Section, Told, Untold, hide


def booked_without_a_file(subject: Subject) -> Q:
    return Q(pk__in=unfiled(subject.ids).values("pk"))


def appointments_without_a_file(subject: Subject) -> Q:
    return Q(parties__in=unfiled(subject.ids).values("pk"))


PLACES: list[Rule] = [
    Told(Appointment, Section.APPOINTMENTS, "Vos rendez-vous", also=appointments_without_a_file),
    Told(
        AppointmentParty,
        Section.APPOINTMENTS,
        "Comment vous les avez pris",
        also=booked_without_a_file,
        hidden=COMPARED,
    ),
    Untold(AppointmentSeat, "une place numérotée ; le rendez-vous est donné"),
    Told(Invitation, Section.APPOINTMENTS, "Les rendez-vous proposés"),
    Told(Visit, Section.APPOINTMENTS, "Vos visites"),
    Told(
        VisitStop,
        Section.APPOINTMENTS,
        "Les étapes de vos visites",
        hidden=hide(ANOTHER, "host", "host_phone", "host_email"),
    ),
    Told(VisitCost, Section.APPOINTMENTS, "Les dépenses de vos visites"),
    Told(
        DiscoveryRegistration,
        Section.APPOINTMENTS,
        "Vos journées découverte",
        also=lambda subject: Q(person__isnull=True, email__in=subject.emails),
        tells=("day",),
    ),
    Told(DiscoverySeat, Section.APPOINTMENTS, "Vos places aux journées découverte"),
    Told(
        Booking,
        Section.BOOKINGS,
        "Vos réservations",
        hidden=hide(SAID_ELSEWHERE, "pattern"),
    ),
    Told(BookingSlot, Section.BOOKINGS, "Les demi-journées réservées"),
    Told(Presence, Section.BOOKINGS, "Vos présences au télécentre"),
    Told(MonthStatement, Section.BOOKINGS, "Vos relevés", hidden=hide(TECHNICAL, "digest")),
    Told(Stay, Section.BOOKINGS, "Vos séjours"),
    Told(StayNight, Section.BOOKINGS, "Vos nuits"),
    Told(Residence, Section.BOOKINGS, "Vos résidences d’entrepreneur"),
    Told(PlaceDay, Section.BOOKINGS, "Les jours de vos résidences"),
    Told(Assessment, Section.BOOKINGS, "Les avis du comité"),
    Told(AidLine, Section.BOOKINGS, "Les aides de vos résidences"),
    Told(
        Agreement,
        Section.PAPERS,
        "Vos conventions de résidence",
        hidden=hide(TECHNICAL, "digest") | hide(SAID_ELSEWHERE, "facts"),
        file="file",
    ),
    Told(Signature, Section.PAPERS, "Les signatures de vos conventions"),
]
