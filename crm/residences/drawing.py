"""An agreement and an agenda drawn from plain values, and from nothing else: the same values make the same file."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.template.loader import render_to_string

from crm.registers.written_texts import fill, laid_out
from editorial.dates import day
from editorial.models import IdentitySettings
from editorial.pdf import private_pdf
from editorial.typography import french

from .models import AgreementTemplate, Residence
from .money import euros

STYLESHEETS = ["crm_registers/paper.css"]
Facts = dict[str, Any]


def facts_of(row: Residence) -> Facts:
    """What an agreement says of a residence today. Dates are ISO texts, amounts cents."""
    return {
        "person": str(row.person),
        "place": str(row.person.commune or ""),
        "project": row.project,
        "kind": row.get_kind_display(),
        "starts_on": row.starts_on.isoformat(),
        "ends_on": row.ends_on.isoformat(),
        "persons": row.persons,
        "lodging": row.lodging_wanted,
        "office": row.office_wanted,
        "aid": [
            {
                "nature": line.get_nature_display(),
                "funder": line.funder,
                "detail": line.detail,
                "cents": line.cents,
            }
            for line in row.aid_lines.all()
        ],
        "sender": IdentitySettings.of_the_site().as_sender(),
    }


def values_of(facts: Facts, number: str, issued_on: date) -> dict[str, str]:
    sender = facts["sender"]
    return {
        "personne": facts["person"],
        "projet": facts["project"],
        "premier_jour": day(date.fromisoformat(facts["starts_on"])),
        "dernier_jour": day(date.fromisoformat(facts["ends_on"])),
        "accueil": _welcome(facts),
        "aides": euros(sum(line["cents"] for line in facts["aid"])),
        "organisme": sender["name"],
        "adresse": sender["address"],
        "telephone": sender["telephone"],
        "courriel": sender["email"],
        "numero": number,
        "jour": day(issued_on),
    }


def _welcome(facts: Facts) -> str:
    offered = []
    if facts["lodging"]:
        offered.append("un logement")
    if facts["office"]:
        offered.append("un bureau au télécentre")
    return " et ".join(offered) or "un accompagnement sur place"


def draw(template: AgreementTemplate, facts: Facts, number: str, issued_on: date) -> bytes:
    """Return the file (PDF/UA). `number` is "" for a trial."""
    values = values_of(facts, number, issued_on)
    context = {
        "title": french(fill(template.title, values)),
        "parties": [
            laid_out(template.community, values),
            laid_out(template.partner, values),
            french(_named(facts)),
        ],
        "articles": laid_out(template.articles, values),
        "facts": facts,
        "lines": [line | {"amount": euros(line["cents"])} for line in facts["aid"]],
        "total": values["aides"],
        "period": (values["premier_jour"], values["dernier_jour"]),
        "number": number,
        "issued_on": day(issued_on),
        "version": template.version,
    }
    return private_pdf(
        render_to_string("crm_residences/paper/agreement.html", context), STYLESHEETS, {}
    )


def _named(facts: Facts) -> str:
    lives = f", demeurant à {facts['place']}" if facts["place"] else ""
    return f"{facts['person']}{lives}, ci-après « la personne accueillie »"


def trial_facts() -> Facts:
    """Invented facts, to see what a text would look like."""
    return {
        "person": "Camille Exemple",
        "place": "Clermont-Ferrand",
        "project": "Ouvrir un atelier de traduction technique à distance.",
        "kind": "longue",
        "starts_on": "2012-03-01",
        "ends_on": "2012-05-31",
        "persons": 2,
        "lodging": True,
        "office": True,
        "aid": [
            {"nature": "loyer", "funder": "Région", "detail": "trois mois", "cents": 90_000},
            {"nature": "repas", "funder": "Collectivité", "detail": "", "cents": 18_050},
        ],
        "sender": IdentitySettings.of_the_site().as_sender(),
    }
