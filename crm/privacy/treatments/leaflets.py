from django.db.models import Model

from crm.leaflets.models import BatchVisit, Drop, LeafletBatch

IMPERSONAL_LEAFLETS: dict[type[Model], str] = {
    LeafletBatch: "un tirage, et l’adresse courte qu’il porte",
    Drop: "un lieu et une quantité ; un organisme, jamais quelqu’un",
    BatchVisit: "un nombre par jour",
}
