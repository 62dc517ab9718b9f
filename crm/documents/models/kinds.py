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
