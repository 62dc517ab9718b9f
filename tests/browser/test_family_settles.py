"""A family from its first appointment to the office it pays for: on a telephone for them, at the desk for the team."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta

import pytest
import time_machine
from django.core import mail
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect

from crm.journeys.models import Stage
from crm.lodging.models import StayState
from crm.people.models import Person
from crm.residences import running
from crm.residences.models import ResidenceState
from crm.support.jobs import end_due_plans
from crm.support.models import PlanState, SupportPlan
from crm.workspaces.models import Booking
from crm.workspaces.occupancy import recurring_on
from tests.crm.applications.posted import make_postcodes
from tests.crm.appointments.given import a_reason, receives
from tests.crm.factories import UserFactory
from tests.crm.lodging.lodgings import dwelling
from tests.crm.workspaces.places import telecentre

pytestmark = pytest.mark.django_db(transaction=True)

PASSWORD = "une-phrase-de-passe-longue"
# A Monday, in a month without a public holiday.
MONDAY = date(2026, 3, 2)


def moment(days: int, hour: int = 10) -> datetime:
    return timezone.make_aware(datetime.combine(MONDAY + timedelta(days=days), time(hour)))


def day(days: int) -> str:
    return f"{MONDAY + timedelta(days=days)}"


@pytest.fixture
def advisor():
    user = UserFactory(username="conseillere", groups=["Conseillers", "Accueil du télécentre"])
    user.set_password(PASSWORD)
    user.save()
    return user


def sign_in(page: Page, site: str) -> None:
    page.context.clear_cookies()
    page.goto(f"{site}/admin/login/")
    page.locator("[name=username]").fill("conseillere")
    page.locator("[name=password]").fill(PASSWORD)
    page.locator("form [type=submit]").last.click()
    expect(page).to_have_url(re.compile(r"/admin/(?!login)"))


def fill(page: Page, **typed: str) -> None:
    """Fill in the fields of the form that is open, by their names."""
    for name, value in typed.items():
        field = page.locator(f"[name={name}]:visible").last
        if field.evaluate("one => one.tagName") == "SELECT":
            field.select_option(label=value)
        else:
            field.fill(value)


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).last.click()
    page.wait_for_load_state()


def open_and_press(page: Page, name: str, **typed: str) -> None:
    """Open a gesture, fill it in and send it: both carry the same words."""
    page.locator("summary", has_text=name).first.click()
    fill(page, **typed)
    press(page, name)


def last_link(address: str) -> str:
    """Send what waits, and return the personal address in the last letter that holds one."""
    call_command("worker", "--once")
    found = [re.search(rf"/{address}/[^\s/]+/", letter.body) for letter in mail.outbox]
    return next(one[0] for one in reversed(found) if one)


def book_an_appointment(phone: Page, site: str, traveller) -> None:
    phone.goto(f"{site}/prendre-rendez-vous/")
    phone.get_by_role("link", name=re.compile("^Sur place")).first.click()
    phone.get_by_role("link", name=re.compile(r"^10\sh.*mardi")).first.click()
    fill(phone, first_name="Ingrid", last_name="Van den Bossche", email="ingrid@example.org")
    fill(phone, adults="2", children="1", postcode="69001", words="Nous cherchons une école.")
    traveller.shift(timedelta(minutes=2))
    press(phone, "Prendre ce rendez-vous")
    expect(phone.locator("main")).to_contain_text("10 h")


def open_the_file(page: Page, site: str) -> Person:
    """The appointment was held: the advisor opens the file from what was typed on the site."""
    page.goto(site + reverse("crm_appointments") + f"?semaine={day(0)}")
    page.get_by_role("link", name=re.compile("Van den Bossche")).first.click()
    page.get_by_role("link", name="Ouvrir un dossier").click()
    page.get_by_label("indépendant", exact=False).first.check()
    fill(page, project="Traduire à distance.", horizon="dans l’année")
    page.locator("form#first-contact button[type=submit]").last.click()
    page.get_by_role("region", name="Rendez-vous").get_by_role("link", name="3 mars").click()
    page.get_by_label("Tenu").check()
    fill(page, note="Viendront voir l’école.")
    press(page, "Enregistrer")
    return Person.objects.get()


def sleep_in_the_lodging(page: Page, site: str, person: Person) -> None:
    page.goto(site + reverse("crm_person", args=[person.pk]))
    page.get_by_role("link", name="Demander un logement").click()
    fill(page, arrive=day(8), depart=day(10), persons="3")
    press(page, "Noter la demande")
    press(page, "Réserver les nuits")
    press(page, "Confirmer")
    assert person.stays.get().state == StayState.CONFIRMED


def plan_the_visit(page: Page, site: str, person: Person) -> None:
    page.goto(site + reverse("crm_person", args=[person.pk]))
    page.get_by_role("link", name="Préparer une visite").click()
    fill(page, starts_on=day(8), ends_on=day(9), purpose="Voir l’école et le télécentre.")
    press(page, "Enregistrer")
    page.get_by_role("link", name="Ajouter une étape").first.click()
    fill(page, date=day(8), starts_at="10:00", ends_at="11:00", title="Visite de l’école")
    press(page, "Enregistrer")
    press(page, "Confirmer et envoyer le programme")
    assert person.journeys.get().stage == Stage.VISITING


def take_a_residence(page: Page, site: str, person: Person) -> str:
    """Ask, grant, sign at three. Return the address of the residence."""
    page.goto(site + reverse("crm_person", args=[person.pk]))
    page.locator("summary", has_text="Demander une résidence").click()
    fill(page, starts_on=day(21), ends_on=day(25), persons="3", project="Essayer le télécentre.")
    press(page, "Enregistrer la demande")
    residence = person.residences.get()
    address = site + reverse("crm_residence", args=[residence.pk])
    page.goto(address)
    page.get_by_label("Accorder", exact=True).check()
    press(page, "Enregistrer la décision")
    press(page, "Établir la convention")
    for party in range(3):
        page.locator("summary", has_text="Noter une signature").click()
        page.locator("[name=party]:visible").select_option(index=party)
        press(page, "Noter une signature")
    expect(page.locator(".signing__party--done")).to_have_count(3)
    return address


def settle(page: Page, site: str, person: Person, moved_in: str) -> None:
    page.goto(site + reverse("crm_person", args=[person.pk]))
    panel = page.get_by_role("region", name="Installation")
    panel.locator("summary", has_text="Noter une intention").click()
    fill(page, commune="Dienne", adults="2", children="1")
    press(page, "Noter l’intention")
    panel.locator("summary", has_text="Noter l’emménagement").click()
    panel.locator("details[open] [name=on]").last.fill(moved_in)
    panel.get_by_role("button", name="Noter l’emménagement").click()
    page.wait_for_load_state()
    expect(page.get_by_role("region", name="Accompagnement")).to_contain_text("En cours")


def book_an_office(page: Page, site: str, person: Person, first: str, formula: str) -> Booking:
    page.goto(f"{site}{reverse('crm_booking_new')}?q={person.file_number}")
    page.get_by_label(re.compile("Van den Bossche")).check()
    page.get_by_label(formula).check()
    fill(page, jour=first)
    if formula.startswith("Au mois"):
        page.get_by_label("mardi matin").check()
    press(page, "Réserver")
    return person.bookings.latest("pk")


def test_a_family_comes_tries_settles_works_for_free_then_pays(
    live_server, phone, page, advisor, axe
):
    site = live_server.url
    with time_machine.travel(moment(0, 9), tick=True) as traveller:
        make_postcodes()
        receives(a_reason(label="Parler de son projet"), advisor)
        dwelling(beds=4, label="Le passerelle")
        telecentre()

        book_an_appointment(phone, site, traveller)
        phone.goto(site + last_link("rendez-vous"))
        axe(phone)

        traveller.move_to(moment(1, 12))
        sign_in(page, site)
        person = open_the_file(page, site)
        sleep_in_the_lodging(page, site, person)
        plan_the_visit(page, site, person)
        phone.goto(site + last_link("visite"))
        expect(phone.locator("main")).to_contain_text("Visite de l’école")
        axe(phone)

        traveller.move_to(moment(8, 15))
        sign_in(page, site)
        page.goto(site + reverse("crm_stay", args=[person.stays.get().pk]))
        open_and_press(page, "Noter l’arrivée", keys_to="Ingrid")
        traveller.move_to(moment(10, 9))
        sign_in(page, site)
        page.goto(site + reverse("crm_stay", args=[person.stays.get().pk]))
        open_and_press(page, "Noter le départ")
        assert person.stays.get().state == StayState.DONE

        address = take_a_residence(page, site, person)
        assert person.journeys.get().stage == Stage.RESIDENCE
        traveller.move_to(moment(21))
        running.follow_the_calendar(timezone.now())
        assert person.residences.get().state == ResidenceState.RUNNING
        traveller.move_to(moment(28))
        running.follow_the_calendar(timezone.now())
        sign_in(page, site)
        page.goto(address)
        open_and_press(
            page, "Tenir le bilan", tried="Un mois de traduction.", outlook="s’installe ici"
        )
        assert person.residences.get().state == ResidenceState.REVIEWED

        settle(page, site, person, day(28))
        free = book_an_office(page, site, person, day(35), "Au mois, un à deux jours par semaine")
        expect(page.locator("main")).to_contain_text("0 €")
        assert free.price_cents == 0
        assert all(free.slots.values_list("free", flat=True))
        assert person.pk in recurring_on(free.starts_on + timedelta(days=1))
        page.reload()
        axe(page)

        plan = SupportPlan.objects.get()
        traveller.move_to(timezone.make_aware(datetime.combine(plan.ends_on, time(10))))
        end_due_plans(timezone.now())
        plan.refresh_from_db()
        assert plan.state == PlanState.ENDED
        sign_in(page, site)
        tuesday = plan.ends_on + timedelta(days=(1 - plan.ends_on.weekday()) % 7)
        paid = book_an_office(page, site, person, tuesday.isoformat(), "À la journée")
        expect(page.locator("main")).to_contain_text("20 €")
        assert paid.price_cents == 2000
