"""Residences: what was written of somebody goes; that a residence was asked for, granted and paid stays."""

from django.db.models import Model

from crm.residences.models import (
    Agreement,
    AgreementCounter,
    AgreementTemplate,
    AidLine,
    Assessment,
    Committee,
    PlaceDay,
    RefusedPost,
    Residence,
    ResidencePost,
    Signature,
)

from .vocabulary import AGENT, CATALOGUE, DAY, KEY, STATE, STATISTIC, Treatment, keep, marks, texts

RESIDENCES = [
    Treatment(
        Residence,
        ("person",),
        erased=texts("project", "instruction", "next_steps")
        | marks("reason", "ending_reason", "tried"),
        kept=keep(KEY, "id", "person", "journey", "stay")
        | keep(CATALOGUE, "committee")
        | keep(STATE, "state")
        | keep(STATISTIC, "kind", "persons", "lodging_wanted", "office_wanted", "outlook")
        | keep(
            DAY, "requested_at", "decision_due_at", "starts_on", "ends_on", "decided_at",
            "waiting_since", "renounced_at", "started_at", "ended_at", "review_due_on", "review_at",
            "reviewed_at",
        )
        | keep(AGENT, "decided_by", "reviewed_by"),
    ),
    Treatment(
        PlaceDay,
        ("residence__person",),
        kept=keep(KEY, "id", "residence") | keep(STATISTIC, "kind", "place") | keep(DAY, "day"),
    ),
    Treatment(
        Assessment,
        ("residence__person",),
        erased=texts("comment"),
        kept=keep(KEY, "id", "residence")
        | keep(STATISTIC, "territory", "usefulness", "sector")
        | keep(DAY, "noted_at")
        | keep(AGENT, "noted_by"),
    ),
    Treatment(
        AidLine,
        ("residence__person",),
        erased=texts("detail"),
        kept=keep(KEY, "id", "residence")
        | keep("rend compte de l’argent public, sans dire à qui", "nature", "funder", "cents")
        | keep(DAY, "added_at")
        | keep(AGENT, "added_by"),
    ),
    Treatment(
        Agreement,
        ("residence__person",),
        erased=texts("file") | {"facts": {}} | marks("reason"),
        kept=keep(KEY, "id", "residence", "replaces")
        | keep(CATALOGUE, "template")
        | keep(STATISTIC, "year", "rank", "size")
        | keep(
            "empreinte d’un fichier effacé : prouve qu’il a existé, ne dit rien de lui", "digest"
        )
        | keep(DAY, "issued_at", "replaced_at", "forgotten_at")
        | keep(AGENT, "issued_by"),
    ),
    Treatment(
        Signature,
        ("agreement__residence__person",),
        kept=keep(KEY, "id", "agreement", "paper")
        | keep(STATISTIC, "party")
        | keep(DAY, "signed_on", "noted_at")
        | keep(AGENT, "noted_by"),
    ),
    Treatment(
        ResidencePost,
        ("residence__person",),
        erased={"payload": {}},
        kept=keep(KEY, "id", "form_key", "residence")
        | keep(CATALOGUE, "wording")
        | keep(STATISTIC, "origin")
        | keep(STATE, "state")
        | keep(DAY, "received_at", "handled_at")
        | keep(AGENT, "handled_by"),
    ),
]  # fmt: skip

IMPERSONAL_RESIDENCES: dict[type[Model], str] = {
    AgreementCounter: "le dernier numéro donné dans l’année",
    AgreementTemplate: "un texte écrit d’avance",
    Committee: "une séance et ses membres ; son procès-verbal s’écrit sans nommer les demandeurs",
    RefusedPost: "un nombre par jour",
}
