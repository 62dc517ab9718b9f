from django.db.models import Model

from crm.applications.models import RefusedPost, Roster, SessionSeat
from crm.consents.models import Consent, Wording
from crm.journal.models import Entry, Gate, RefusedSignIns
from crm.journeys.models import Batch, CalendarFeed, MorningRefusal, SavedView
from crm.letters.models import Letter, SecretLink
from crm.organisations.models import Organisation
from crm.people.models import FileNumberCounter
from crm.waiting.models import WaitingList
from crm.welcome.models import RefusedMessage

from .vocabulary import AGENT, DAY, KEY, STATE, Treatment, keep

WRITTEN_BY_THE_JOURNAL = "« Effacé », par le journal lui-même, qui seul peut se récrire"

GROUND = [
    Treatment(Consent, ("person",), deleted=True),
    Treatment(Letter, ("person",), deleted=True),
    Treatment(
        Entry,
        ("person",),
        kept=keep(KEY, "id", "person", "object_type", "object_id")
        | keep(STATE, "action", "before", "after")
        | keep("noms de champs, jamais de valeurs", "fields")
        | keep(WRITTEN_BY_THE_JOURNAL, "reason")
        | keep(DAY, "at")
        | keep(AGENT, "actor"),
    ),
]

# Models of the plugin that no row of which tells of a person.
IMPERSONAL_GROUND: dict[type[Model], str] = {
    Batch: "qui a fait une action groupée, jamais sur qui",
    CalendarFeed: "une empreinte, et l’agent à qui elle appartient",
    MorningRefusal: "un agent et une date",
    SavedView: "un filtre sans nom ni numéro de personne",
    FileNumberCounter: "un compteur par année",
    Gate: "une vanne",
    Organisation: "une personne morale ; ce qui la lie à quelqu’un part avec lui",
    RefusedMessage: "un nombre par jour",
    RefusedPost: "un nombre par jour",
    RefusedSignIns: "un nombre par jour, jamais ce qui a été tapé",
    Roster: "l’effectif d’une session",
    SecretLink: "une empreinte ; les liens d’une personne sont supprimés avec ses formulaires",
    SessionSeat: "une place numérotée",
    WaitingList: "ce que l’on attend, jamais qui",
    Wording: "un texte lu par le public",
}
