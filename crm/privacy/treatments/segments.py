from django.db.models import Model

from crm.segments.models import Campaign, Excluded, ExclusionList, Segment

from .vocabulary import Treatment

SEGMENTS = [
    Treatment(Excluded, ("person",), deleted=True),
]

IMPERSONAL_SEGMENTS: dict[type[Model], str] = {
    Segment: "une question posée au fichier, jamais sa réponse",
    Campaign: "un message écrit pour plusieurs ; ses destinataires sont ceux des envois",
    ExclusionList: "le nom d’une liste ; les personnes y sont des lignes à part",
}
