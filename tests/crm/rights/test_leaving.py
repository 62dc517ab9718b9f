"""What leaves the desk in a file: its purpose is asked, one line of the journal says who took it."""

from __future__ import annotations

import pytest
from django.db import transaction
from django.http import HttpResponse

from crm.journal.models import Action, Entry

from .conftest import Desk
from .rows import SUPERUSER
from .table import Cell, cells

pytestmark = pytest.mark.django_db

WHY = "Bilan annuel pour le conseil"
# Files in which nobody is, or only the person whose page it is: opening them is a reading, where it is one.
OF_ONE_ROW_OR_NOBODY = {
    "crm_session_sheet": "la feuille d’émargement, que le financeur impose d’imprimer ; la lecture est au journal",
    "crm_session_programme": "le programme, sans stagiaires",
    "crm_document_file": "le document d’une personne, lu",
    "crm_paper": "la pièce d’une personne, lue",
    "crm_import_model_csv": "un modèle vide",
    "crm_import_model_xlsx": "un modèle vide",
    "crm_import_refused": "les lignes de son propre fichier, à corriger ; l’export est au journal",
    "crm_submission_file": "la pièce d’une personne, lue",
    "crm_scan": "une feuille signée, lue",
    "crm_module_work": "le travail d’une personne, lu",
    "crm_transmission": "le fichier déjà fait pour un motif, que le journal répète",
    "crm_statement_pdf": "le relevé d’une personne, lu",
    "crm_residence_agenda": "l’agenda d’un comité",
    "crm_residence_agreement": "la convention d’une personne, lue",
    "crm_residence_aid_csv": "des sommes par financeur",
    "crm_lodging_value_file": "des nuits et des sommes",
    "crm_visit_file": "le programme d’une famille, lu",
    "crm_settlements_csv": "des nombres par commune",
    "crm_forum_paper": "la liste des portes, que l’on imprime ; l’export est au journal",
    "crm_leaflet_code": "le dessin d’une adresse courte",
    "crm_origins_csv": "des nombres par origine",
    "crm_run_paper": "un rapport de conservation : des nombres, sans nom",
    "crm_processing_workbook": "le registre des traitements, où personne n’est nommé",
    "crm_breach_sheet": "une violation, où personne n’est nommé",
    "crm_work_file": "le fichier déjà demandé pour un motif, que le journal répète",
    "crm_analysis_csv": "des nombres, retenus quand ils désigneraient quelqu’un ; l’export est au journal",
    "crm_report_pdf": "des nombres, retenus pour tous ; l’export est au journal",
    "crm_report_sheet": "des nombres, retenus pour tous ; l’export est au journal",
}


def is_a_file(answer: HttpResponse) -> bool:
    kind = answer.headers.get("Content-Type", "")
    return answer.status_code == 200 and not kind.startswith(("text/html", "application/json"))


def taken(desk: Desk, cell: Cell) -> tuple[bool, list[str]]:
    """Whether a file left, and the reasons of the exports that the journal holds since."""
    client, address = desk.clients[SUPERUSER], cell.address(desk.rows)
    with transaction.atomic():
        mark = Entry.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
        answer = client.get(address)
        if not answer.streaming and b'name="purpose"' in answer.content:
            answer = client.post(address, {"purpose": WHY})
        left = is_a_file(answer)
        if answer.streaming:
            b"".join(answer.streaming_content)  # type: ignore[attr-defined]
        since = Entry.objects.filter(pk__gt=mark, action=Action.EXPORTED)
        told = list(since.values_list("reason", flat=True))
        transaction.set_rollback(True)
    return left, told


def test_every_file_of_several_people_leaves_for_a_purpose_that_is_journalled(desk: Desk) -> None:
    left_untold = []
    for cell in cells():
        if cell.posts or cell.name.partition("?")[0] in OF_ONE_ROW_OR_NOBODY:
            continue
        left, told = taken(desk, cell)
        if left and not any(WHY in reason for reason in told):
            left_untold.append(f"{cell.name} {told}")
    assert left_untold == []


def test_no_exception_is_made_for_a_file_that_is_gone() -> None:
    known = {cell.name.partition("?")[0] for cell in cells()}

    assert OF_ONE_ROW_OR_NOBODY.keys() - known == set()
