"""What an edition's page still lacks, at each time of its life."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import TYPE_CHECKING

from editorial import dates
from editorial.findings.finding import Finding, advice, blocking
from forum.models.editions import Edition, EditionState
from forum.models.programme import Slot

if TYPE_CHECKING:
    from forum.models.edition_pages import EditionPage

# From then on, those who hesitate look for the programme and for where to register.
SOON = timedelta(days=60)
REPORT_WITHIN = timedelta(days=30)
STOPPED = {EditionState.CANCELLED, EditionState.POSTPONED}


def findings_of(page: EditionPage, day: date) -> Iterator[Finding]:
    if page.edition is None:
        yield blocking("Choisissez l’édition : les dates et le lieu viennent d’elle.", "edition")
        return
    state = page.edition.state_on(day)
    if state == EditionState.ENDED:
        yield from after(page, page.edition, day)
    elif state not in STOPPED:
        yield from before(page, page.edition, day)


def before(page: EditionPage, edition: Edition, day: date) -> Iterator[Finding]:
    slots = list(page.slots.all())
    if not slots and edition.starts_on - day <= SOON:
        yield advice("Le Forum approche et son programme est vide.", "slots")
    yield from about_slots(slots)
    if not page.partnerships.exists():
        yield advice("Aucun partenaire n’est nommé.", "partnerships")
    if not page.practical:
        yield advice("Dites comment venir : accès, repas, logement.", "practical")
    opens, closes = edition.registration_opens_on, edition.registration_closes_on
    if opens is None and edition.starts_on - day <= SOON:
        yield advice("L’édition n’a pas de dates d’inscription.", "edition")
    if closes and closes < day < edition.starts_on:
        told = dates.day(closes)
        yield advice(
            f"Les inscriptions sont closes depuis le {told} : le texte le dit-il ?", "body"
        )


def about_slots(slots: list[Slot]) -> Iterator[Finding]:
    roomless = [slot for slot in slots if not slot.room_id and not slot.is_pause]
    if roomless:
        yield advice(f"Sans salle : {named(roomless)}.", "slots")
    unset = [slot for slot in slots if not slot.is_set]
    if unset:
        yield blocking(f"Sans jour ou sans heures : {named(unset)}.", "slots")
    uncounted = [slot for slot in slots if slot.kind == "workshop" and not counts(slot)]
    if uncounted:
        yield advice(f"Combien de places, ou ouvert à tous : {named(uncounted)} ?", "slots")


def counts(slot: Slot) -> bool:
    return slot.seats is not None or slot.open_entry


def after(page: EditionPage, edition: Edition, day: date) -> Iterator[Finding]:
    if not page.report and day - edition.ends_on > REPORT_WITHIN:
        yield advice("Le Forum a eu lieu il y a plus d’un mois : son bilan manque.", "report")
    if (page.participants or page.exhibitors) and not page.figures_source:
        yield blocking("Un chiffre publié dit d’où il vient.", "figures_source")


def named(slots: list[Slot]) -> str:
    """Three titles at most."""
    titles = ", ".join(f"« {slot} »" for slot in slots[:3])
    return f"{titles} et {len(slots) - 3} de plus" if len(slots) > 3 else titles
