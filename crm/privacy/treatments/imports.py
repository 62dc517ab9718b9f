from django.db.models import Model

from crm.background.models import LongAction
from crm.imports.models import ImportBatch, ImportLine, Trace

from .vocabulary import KEY, STATE, Treatment, keep

IMPORTS = [
    Treatment(ImportLine, ("person",), deleted=True),
    Treatment(
        Trace,
        ("person",),
        kept=keep(KEY, "id", "batch", "person", "object_type", "object_id")
        | keep("rang dans un fichier qui n’existe plus", "number")
        | keep(STATE, "created")
        | keep("noms de champs, jamais de valeurs", "fields"),
    ),
]

IMPERSONAL_IMPORTS: dict[type[Model], str] = {
    LongAction: "un travail demandé par un agent ; son fichier est supprimé après un jour, ou dès un effacement",
    ImportBatch: "un fichier donné par un agent ; son contenu est supprimé une fois écrit, ou sept jours après",
}
