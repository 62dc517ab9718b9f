"""Everything of the house that is forgotten by itself: what, after how long, by which job, and its last pass.

A delay is read where it is decided, a setting or a constant of its room: this list states, it decides nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings

from crm.applications.drafts.expiry import LASTS
from crm.background.services import FILE_KEPT
from crm.background.services import KEPT as WORKS_KEPT
from crm.imports.services import KEPT as IMPORTS_KEPT
from desk.draft_links.services import KEPT_FOR as LINKS_KEPT
from editorial.legal.reports import KEPT_FOR as REPORTS_KEPT
from editorial.models import ScheduledJob
from editorial.readings.counting import KEPT_FOR as COUNTS_KEPT
from editorial.retention import HISTORY_KEPT_FOR

from .purges import FORM_MONTHS, LETTER_MONTHS

PURGE = "privacy.purge"
SITE = "site-retention"


def months(number: int) -> str:
    return f"{number} mois"


def days(number: int) -> str:
    return f"{number} jour{'s' if number > 1 else ''}"


def years(number: int) -> str:
    return f"{number} an{'s' if number > 1 else ''}"


@dataclass(frozen=True)
class Forgotten:
    """setting: the environment variable that changes the delay, "" for none."""

    what: str
    after: Callable[[], str]
    since: str
    job: str
    setting: str = ""


FORGOTTEN = [
    Forgotten(
        "Formulaires et messages traités : ce qui y est écrit",
        lambda: months(FORM_MONTHS), "leur réception", PURGE,
    ),
    Forgotten(
        "Formulaires et messages que personne n’a traités",
        lambda: months(settings.UNHANDLED_KEPT_MONTHS), "leur réception", PURGE, "UNHANDLED_KEPT_MONTHS",
    ),
    Forgotten(
        "Coordonnées données pour un rendez-vous", lambda: months(FORM_MONTHS), "le rendez-vous", PURGE
    ),
    Forgotten("Courriers envoyés, accusés et adresses des envois", lambda: months(LETTER_MONTHS), "leur envoi", PURGE),
    Forgotten("Liens secrets", lambda: "400 jours au plus", "leur création", PURGE),
    Forgotten(
        "Journal : consultations, exports, refus et connexions",
        lambda: months(settings.JOURNAL_MONTHS), "chaque ligne", PURGE, "JOURNAL_MONTHS",
    ),
    Forgotten("Fichiers qu’aucune pièce ne nomme plus", lambda: days(1), "leur abandon", PURGE),
    Forgotten("Sessions de connexion finies", lambda: "un jour au plus", "leur fin", SITE),
    Forgotten(
        "Historique de l’administration, pages exceptées", lambda: days(HISTORY_KEPT_FOR.days),
        "chaque ligne", SITE,
    ),
    Forgotten("Fichiers et saisies laissés en route dans l’administration", lambda: days(1), "leur abandon", SITE),
    Forgotten(
        "Candidatures commencées et jamais envoyées", lambda: days(LASTS.days),
        "la dernière modification", "applications.drafts",
    ),
    Forgotten(
        "Feuilles d’émargement numérisées", lambda: months(settings.ATTENDANCE["scans_kept"]),
        "la fin de la session", "applications.sheets-forgotten", "SHEETS_KEPT_MONTHS",
    ),
    Forgotten(
        "Fichiers des longs exports", lambda: f"{FILE_KEPT // timedelta(hours=1)} heures", "leur fin",
        "background.tend",
    ),
    Forgotten("Longs travaux demandés", lambda: days(WORKS_KEPT.days), "leur fin", "background.tend"),
    Forgotten("Fichiers donnés à importer", lambda: days(IMPORTS_KEPT.days), "leur dépôt", "imports.tidy"),
    Forgotten(
        "Inscriptions au Forum", lambda: months(settings.FORUM_KEPT_MONTHS), "la fin de l’édition",
        "registrations.forgetting", "FORUM_KEPT_MONTHS",
    ),
    Forgotten("Badges du Forum et passages aux portes", lambda: months(settings.FORUM_KEPT_MONTHS),
        "la fin de l’édition", "checkin.forgetting", "FORUM_KEPT_MONTHS"),
    Forgotten(
        "Partenaires du cercle d’aide", lambda: months(settings.CIRCLE["kept_months"]),
        "la fin de leur accès", "circle.forget", "CIRCLE_KEPT_MONTHS",
    ),
    Forgotten(
        "Messages relayés par l’annuaire, fiches retirées", lambda: months(settings.RELAYED_MESSAGES_MONTHS),
        "leur réception, leur retrait", "network.forget", "RELAYED_MESSAGES_MONTHS",
    ),
    Forgotten(
        "Journalistes", lambda: months(settings.PRESS_KEPT_MONTHS), "le dernier échange",
        "press.forgetting", "PRESS_KEPT_MONTHS",
    ),
    Forgotten(
        "Ceux qui reçoivent une famille en visite", lambda: months(settings.VISIT_HOSTS_MONTHS), "la visite",
        "visits.forgetting", "VISIT_HOSTS_MONTHS",
    ),
    Forgotten(
        "Inscrits aux journées découverte", lambda: months(settings.DISCOVERY_KEPT_MONTHS), "la journée",
        "visits.forgetting", "DISCOVERY_KEPT_MONTHS",
    ),
    Forgotten(
        "Abonnements à la lettre jamais confirmés", lambda: days(settings.NEWSLETTER["confirm_days"]),
        "la demande", "newsletter.subscriptions", "NEWSLETTER_CONFIRM_DAYS",
    ),
    Forgotten(
        "Preuves d’un abonnement retiré (empreintes)", lambda: months(settings.NEWSLETTER["proof_months"]),
        "le départ", "newsletter.subscriptions", "NEWSLETTER_PROOF_MONTHS",
    ),
    Forgotten(
        "Adresses écartées (empreintes)", lambda: months(settings.SUPPRESSION_MONTHS), "l’opposition",
        "consents.suppressions", "SUPPRESSION_MONTHS",
    ),
    Forgotten(
        "Adresses seules des listes d’exclusion", lambda: months(settings.SEGMENTS["address_months"]),
        "leur ajout", "segments.forget", "EXCLUDED_ADDRESS_MONTHS",
    ),
    Forgotten("Traces des tâches d’envoi", lambda: days(14), "leur fin", "letters.tasks"),
    Forgotten("Fichiers de résidence sans convention", lambda: days(1), "leur abandon", "residences.files"),
    Forgotten(
        "Enfants d’un foyer : année de naissance et classe", lambda: months(settings.MINORS_MONTHS),
        "la fin du dernier parcours du foyer", "support.minors", "MINORS_MONTHS",
    ),
    Forgotten(
        "Demandes sur ses données : qui les a faites, ce qui a été dit",
        lambda: months(settings.RIGHTS_REQUESTS_MONTHS), "leur clôture", "datarights.requests",
        "RIGHTS_REQUESTS_MONTHS",
    ),
    Forgotten(
        "Dossiers préparés pour être remis", lambda: days(settings.DOSSIER_KEPT_DAYS), "leur préparation",
        "datarights.dossiers", "DOSSIER_KEPT_DAYS",
    ),
    Forgotten(
        "Violations closes : leurs textes", lambda: years(settings.BREACH_YEARS), "leur clôture",
        "compliance.breaches", "BREACH_YEARS",
    ),
    Forgotten("Signalements d’accessibilité", lambda: days(REPORTS_KEPT.days), "leur réception", SITE),
    Forgotten("Fréquentation du site, sans aucune personne", lambda: days(COUNTS_KEPT.days), "chaque jour", SITE),
    Forgotten(
        "Questions posées à la recherche du site", lambda: days(settings.WAGTAILSEARCH_HITS_MAX_AGE), "chacune", SITE
    ),
    Forgotten("Liens de relecture d’une page", lambda: days(LINKS_KEPT.days), "leur fin", "draft-links"),
]  # fmt: skip


@dataclass(frozen=True)
class Passage:
    """A line of the list, with what its job last did."""

    of: Forgotten
    delay: str
    ran_at: datetime | None
    next_at: datetime | None
    count: int | None
    failed: bool


def passages() -> list[Passage]:
    jobs = {row.name: row for row in ScheduledJob.objects.all()}
    return [
        Passage(
            of=one,
            delay=one.after(),
            ran_at=row.ran_at if row else None,
            next_at=row.next_at if row else None,
            count=row.last_count if row else None,
            failed=bool(row and row.failed),
        )
        for one in FORGOTTEN
        for row in [jobs.get(one.job)]
    ]
