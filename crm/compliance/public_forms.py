"""The public forms that take personal data, and the texts that are read under each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class PublicForm:
    """label   what people call it; notices  codes of the texts that stand on its page"""

    label: str
    notices: tuple[str, ...]


# Name of the address → its form. Those of the site's own rooms carry their text in their template.
FORMS: Mapping[str, PublicForm] = {
    "write_to_us": PublicForm("Nous écrire", ("message",)),
    "call_me_back": PublicForm("Être rappelé", ("message",)),
    "book_slot": PublicForm("Prendre rendez-vous", ("rendez-vous",)),
    "book_seat": PublicForm("S’inscrire à un rendez-vous collectif", ("rendez-vous",)),
    "invited_slot": PublicForm("Répondre à une invitation à un rendez-vous", ("rendez-vous",)),
    "apply_any": PublicForm("Commencer une candidature", ("candidature",)),
    "apply": PublicForm("Candidater à une session", ("candidature",)),
    "apply_step": PublicForm(
        "Envoyer une candidature (dernière étape)", ("candidature", "lettre-information")
    ),
    "apply_resume": PublicForm("Reprendre une candidature", ("retrouver-lien",)),
    "follow": PublicForm("Suivre sa candidature : pièces, messages", ("suivi",)),
    "follow_modules": PublicForm("Rendre un module", ("suivi",)),
    "sign_half_day": PublicForm("Signer une demi-journée", ("emargement",)),
    "sign_on_tablet": PublicForm("Signer une demi-journée sur la tablette", ("emargement",)),
    "questionnaire": PublicForm("Donner son avis sur une formation", ("questionnaire",)),
    "activity_check": PublicForm("Dire ce que devient son activité", ("suivi",)),
    "funding_form": PublicForm("Questionnaire des fonds européens", ("fonds-europeens",)),
    "circle_ask": PublicForm("Retrouver son espace de partenaire", ("cercle",)),
    "circle": PublicForm("Espace de partenaire", ("cercle",)),
    "own_circle": PublicForm("Accepter de montrer son projet", ("partage",)),
    "ask_office": PublicForm("Demander un bureau", ("bureau",)),
    "request_residence": PublicForm("Demander une résidence", ("residence",)),
    "discovery_day": PublicForm("S’inscrire à une journée découverte", ("decouverte",)),
    "forum_register": PublicForm("S’inscrire au Forum", ("forum", "forum-invitations")),
    "forum_change": PublicForm("Changer son inscription au Forum", ("forum",)),
    "forum_lost_link": PublicForm("Retrouver son inscription au Forum", ("retrouver-lien",)),
    "own_card_ask": PublicForm("Retrouver sa fiche de l’annuaire", ("retrouver-lien",)),
    "own_card": PublicForm("Écrire sa fiche de l’annuaire", ("annuaire-fiche", "annuaire")),
    "directory_card": PublicForm("Écrire à quelqu’un de l’annuaire", ("annuaire-message",)),
    "newsletter_subscribe": PublicForm("Recevoir la lettre", ("lettre-abonnement",)),
    "newsletter_from_the_footer": PublicForm("Relire son adresse", ("lettre-abonnement",)),
    "newsletter_confirm": PublicForm("Confirmer son abonnement", ("lettre-abonnement",)),
    "accessibility_report": PublicForm("Signaler un problème d’accessibilité", ()),
    "your_data": PublicForm("Demander ses données", ("droits",)),
}
# They post as well, and take nothing about anybody: a gesture confirmed, a code, a wish to leave.
# Below « vos données » and « conservation »: « c’est moi », the code of a dossier, keep my file or erase it.
NOTHING_TAKEN = frozenset(
    {
        "apply_discard", "apply_later", "follow_act", "follow_files", "follow_message", "follow_withdraw",
        "follow_hand_in", "sign_tablet", "appointment_cancel", "appointment_move",
        "appointment_invitation", "discovery_cancel", "follow_residence_act", "office_request_act",
        "own_card_withdraw", "report_message", "circle_out", "circle_word", "circle_leave",
        "own_circle_agree", "own_circle_stop", "forum_mine", "unsubscribe", "unsubscribe_one_click",
        "my_desk_note", "my_desk_give_back", "morning_stop", "apply_draft", "your_data_follow",
        "your_data_identity", "my_data", "retention_notice",
    }
)  # fmt: skip

# The door of those who have an account. What it takes is theirs alone, and told in the activity « connexion ».
OF_AGENTS = frozenset(
    {
        "account_login", "account_logout", "account_change_password", "account_reset_password",
        "account_reset_password_from_key", "account_reset_password_from_key_done", "signin_confirm",
        "mfa_authenticate", "mfa_login_webauthn", "mfa_index", "mfa_activate_totp",
        "mfa_deactivate_totp", "mfa_view_recovery_codes", "mfa_generate_recovery_codes",
        "mfa_download_recovery_codes", "mfa_add_webauthn", "mfa_remove_webauthn",
    }
)  # fmt: skip


def forms_with(notice: str) -> list[PublicForm]:
    return [form for form in FORMS.values() if notice in form.notices]
