from django.db.models import Model

from crm.newsletter.models import Subscriber

# Somebody's own subscription is another agreement than their file: it ends by itself, or by their word.
IMPERSONAL_NEWSLETTER: dict[type[Model], str] = {
    Subscriber: "une adresse sans dossier, effacée le jour où elle part ; l’empreinte qui reste ne désigne personne",
}
