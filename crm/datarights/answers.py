"""The answer as it is proposed: what was asked, what was done, what remains, and the ways of appeal."""

from __future__ import annotations

from django.utils import timezone

from editorial.dates import day as written
from editorial.models import IdentitySettings, LegalSettings
from editorial.typography import french

from .models import Deed, DeedKind, RightsRequest, Subject

APPEAL = (
    "Si cette réponse ne vous convient pas, écrivez-nous. Vous pouvez aussi saisir la Commission nationale de "
    "l’informatique et des libertés : www.cnil.fr, ou CNIL, 3 place de Fontenoy, TSA 80715, 75334 Paris Cedex 07."
)
SENTENCES: dict[DeedKind, str] = {
    DeedKind.HANDED: "Nous vous avons remis tout ce que nous tenons de vous, notes comprises.",
    DeedKind.RECTIFIED: "Nous avons corrigé : {told}.",
    DeedKind.RESTRICTED: "L’usage de vos données est limité : nous les gardons, et n’en faisons rien d’autre.",
    DeedKind.LIFTED: "La limitation de l’usage de vos données est levée.",
    DeedKind.OBJECTED: (
        "Plus aucun envoi ne vous parviendra. Seule une empreinte de votre adresse est gardée, pour tenir "
        "cette promesse."
    ),
    DeedKind.WITHDRAWN: "Votre accord est retiré : {told}.",
    DeedKind.ERASED: "Tout ce qui vous désigne est effacé de nos fichiers. Restent des chiffres, sans nom.",
    DeedKind.CLEARED: "Nous avons effacé ce que nous tenions de vous hors de tout dossier : {told}.",
}
NOTHING_HELD = "Après recherche par les indications que vous avez données, nous ne tenons aucune donnée sur vous."
KEPT_COPIES = "Nos sauvegardes s’effacent d’elles-mêmes ; si l’une servait, l’effacement serait aussitôt refait."
REFUSALS = {
    "unfounded": "La demande est manifestement infondée.",
    "repeated": "La demande est manifestement excessive : elle a déjà reçu une réponse.",
    "unknown": "Votre identité n’a pas pu être établie.",
    "owed": "La loi nous oblige à garder ces données.",
    "others": "La réponse porterait atteinte aux droits d’une autre personne.",
}


def proposed(row: RightsRequest, *, held: str = "", motive: str = "") -> str:
    """Return the text of an answer, or of a refusal when a motive is told. The officer changes what they like.

    held   what keeps a file that was to be erased
    """
    asked = written(timezone.localdate(row.received_at))
    told = [f"Le {asked}, vous nous avez demandé ceci : {row.wish}."]
    if motive:
        told.append(f"Nous ne pouvons pas y donner suite. {motive}")
    else:
        told += _done(row, held)
    if row.subject == Subject.ERASE and not motive:
        told.append(KEPT_COPIES)
    parts = ["Bonjour,", "\n".join(told), APPEAL, f"Bien à vous,\n{_signature()}"]
    return french("\n\n".join(parts))


def _done(row: RightsRequest, held: str) -> list[str]:
    deeds = list(row.deeds.all())
    told = list(dict.fromkeys(_sentence(deed) for deed in deeds))
    if held:
        told.append(f"Une partie doit être gardée : {held}")
    if not deeds and not row.files.exists():
        told.append(NOTHING_HELD)
    return told


def _sentence(deed: Deed) -> str:
    return SENTENCES[DeedKind(deed.kind)].format(told=deed.told)


def _signature() -> str:
    sender = IdentitySettings.of_the_site()
    name = sender.legal_name or sender.name or "La communauté de communes"
    legal = LegalSettings.objects.first()
    officer = legal.dpo_contact if legal else ""
    reach = officer or sender.email or sender.telephone
    return "\n".join(
        filter(None, [name, f"Délégué à la protection des données : {reach}" if reach else ""])
    )
