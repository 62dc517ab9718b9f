"""What is asked, by whom, how, and where a request stands."""

from django.db import models


class Subject(models.TextChoices):
    ACCESS = "access", "voir ses données"
    RECTIFY = "rectify", "corriger ses données"
    RESTRICT = "restrict", "limiter l’usage de ses données"
    OBJECT = "object", "s’opposer à l’usage de ses données"
    ERASE = "erase", "faire effacer ses données"
    WITHDRAW = "withdraw", "retirer un accord"
    CARRY = "carry", "emporter ses données dans un fichier"
    OTHER = "other", "autre demande"


class Behalf(models.TextChoices):
    SELF = "self", "pour moi-même"
    CHILD = "child", "pour mon enfant mineur"
    OTHER = "other", "pour quelqu’un que je représente"


class Channel(models.TextChoices):
    SITE = "site", "formulaire du site"
    MAIL = "mail", "courriel"
    POST = "post", "courrier"
    PHONE = "phone", "téléphone"
    DESK = "desk", "sur place"


class RightsState(models.TextChoices):
    RECEIVED = "received", "reçue"
    IDENTITY = "identity", "identité à vérifier"
    UNDERWAY = "underway", "en cours"
    EXTENDED = "extended", "prolongée"
    ANSWERED = "answered", "répondue"
    REFUSED = "refused", "refusée"
    CLOSED = "closed", "sans suite"


OPEN = [
    RightsState.RECEIVED,
    RightsState.IDENTITY,
    RightsState.UNDERWAY,
    RightsState.EXTENDED,
]
ENDS = {RightsState.ANSWERED, RightsState.REFUSED, RightsState.CLOSED}
# An answer that was sent is never taken back: somebody who asks again makes another request.
PATHS: dict[RightsState, set[RightsState]] = {
    RightsState.RECEIVED: {
        RightsState.IDENTITY,
        RightsState.UNDERWAY,
        RightsState.EXTENDED,
        *ENDS,
    },
    RightsState.IDENTITY: {RightsState.UNDERWAY, RightsState.EXTENDED, *ENDS},
    RightsState.UNDERWAY: {RightsState.IDENTITY, RightsState.EXTENDED, *ENDS},
    RightsState.EXTENDED: {RightsState.IDENTITY, *ENDS},
    RightsState.ANSWERED: set(),
    RightsState.REFUSED: set(),
    RightsState.CLOSED: set(),
}


class IdentityMeans(models.TextChoices):
    LINK = "link", "lien envoyé à l’adresse du dossier"
    ADDRESS = "address", "adresse confirmée, la même que celle du dossier"
    CALL_BACK = "call", "rappel au numéro du dossier"
    SEEN = "seen", "vue en personne"
    KNOWN = "known", "reconnue par un conseiller"
    QUESTIONS = "questions", "réponses que seule la personne connaît"


class DeedKind(models.TextChoices):
    HANDED = "handed", "dossier remis"
    RECTIFIED = "rectified", "données corrigées"
    RESTRICTED = "restricted", "traitement limité"
    LIFTED = "lifted", "limitation levée"
    OBJECTED = "objected", "opposition aux envois"
    WITHDRAWN = "withdrawn", "accord retiré"
    ERASED = "erased", "dossier effacé"
    CLEARED = "cleared", "effacé hors dossier"
