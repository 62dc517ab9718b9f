"""Documents of training: what they say goes, that they were made stays."""

from django.db.models import Model

from crm.documents.models import Document, DocumentCounter, DocumentTemplate, Production

from .vocabulary import AGENT, CATALOGUE, DAY, KEY, STATISTIC, Treatment, keep, marks, texts

DOCUMENTS = [
    Treatment(
        Document,
        # A sheet names a whole group: it goes with the first of them.
        ("named__application__person",),
        erased=texts("file") | {"facts": {}} | marks("reason"),
        kept=keep(KEY, "id", "enrolment", "named", "replaces", "signed_paper")
        | keep(CATALOGUE, "session", "template")
        | keep(STATISTIC, "kind", "year", "rank", "size")
        | keep(
            "empreinte d’un fichier effacé : prouve qu’il a existé, ne dit rien de lui", "digest"
        )
        | keep(DAY, "made_at", "replaced_at", "shared_at", "signed_on", "forgotten_at")
        | keep(AGENT, "made_by"),
    ),
]

IMPERSONAL_DOCUMENTS: dict[type[Model], str] = {
    DocumentCounter: "le dernier numéro donné dans l’année",
    DocumentTemplate: "un texte écrit d’avance",
    Production: "combien de documents sont établis pour un groupe, sans dire pour qui",
}
