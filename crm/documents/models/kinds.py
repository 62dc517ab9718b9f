from django.db import models


class DocumentKind(models.TextChoices):
    AGREEMENT = "agreement", "convention de formation"
    CALL = "call", "convocation"
    PROGRAMME = "programme", "programme"
    SHEET = "sheet", "feuille d’émargement"
    CERTIFICATE = "certificate", "certificat de réalisation"
    ATTENDANCE = "attendance", "attestation d’assiduité"


OF_A_SESSION = [DocumentKind.PROGRAMME, DocumentKind.SHEET]
OF_A_PERSON = [kind for kind in DocumentKind if kind not in OF_A_SESSION]
SEVERAL = {
    DocumentKind.AGREEMENT: "conventions de formation",
    DocumentKind.CALL: "convocations",
    DocumentKind.CERTIFICATE: "certificats de réalisation",
    DocumentKind.ATTENDANCE: "attestations d’assiduité",
}


def counted_documents(number: int, kind: DocumentKind) -> str:
    """« 9 convocations », « 1 certificat de réalisation »."""
    return f"{number} {SEVERAL[kind] if number > 1 else kind.label}"
