from django.db.models import Model

from crm.consents.models import Suppression
from crm.mailings.models import Mailing, Recipient

from .vocabulary import DAY, KEY, Treatment, keep, texts

MAILINGS = [
    Treatment(
        Recipient,
        ("person",),
        erased=texts("email", "digest") | {"fields": {}},
        kept=keep(KEY, "id", "mailing", "person", "letter")
        | keep("tiré au hasard : ce que nomme le lien de désabonnement", "handle")
        | keep(DAY, "left_at"),
    ),
]

IMPERSONAL_MAILINGS: dict[type[Model], str] = {
    Mailing: "un message adressé à plusieurs ; à qui, ses destinataires le disent",
    Suppression: "une empreinte chiffrée : une adresse s’y reconnaît, et ne s’y lit pas",
}
