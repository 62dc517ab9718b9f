"""The informations that were still missing under public forms."""

import datetime

from django.db import migrations

NB = "\N{NO-BREAK SPACE}"
RIGHTS = (
    "Vos droits : lire vos données, les faire corriger ou effacer, en limiter l’usage, vous y opposer. "
    "Écrivez au délégué à la protection des données : {delegue}. Si la réponse ne vous convient pas, "
    "vous pouvez saisir la CNIL (cnil.fr)."
)
MISSION = "Cette mission d’intérêt public en est le fondement (article 6.1.e du RGPD)."

FOLLOWED = f"""Qui est responsable de vos réponses : {{responsable}}.

À quoi elles servent : suivre votre dossier et vous répondre. {MISSION}

Qui les lit : les conseillers et l’équipe qui vous suit. Elles ne sont ni vendues, ni transmises à qui que ce soit d’autre sans votre accord.

Combien de temps : avec votre dossier, jusqu’à 36 mois après votre dernier signe, 60 mois après une formation. Ensuite, tout ce qui vous désigne est effacé.

{RIGHTS}

Ce qui est nécessaire : les réponses qui ne portent pas la mention « facultatif »."""

LOST_LINK = f"""Qui est responsable de ce formulaire : {{responsable}}.

À quoi sert votre adresse : chercher ce que vous avez commencé chez nous et vous en envoyer le lien. {MISSION}

Qui la lit : personne. La machine compare, et le courrier part s’il y a lieu.

Combien de temps : l’adresse écrite ici n’est pas gardée ; le courrier envoyé, 6 mois.

{RIGHTS}

Ce qui est nécessaire : l’adresse. Sans elle, aucun lien ne peut partir."""

SIGNING = f"""Qui est responsable de cette signature : {{responsable}}.

À quoi elle sert : prouver que vous avez suivi cette demi-journée, comme le demande le code du travail. L’obligation légale en est le fondement (article 6.1.c du RGPD).

Qui la lit : vos formateurs, les conseillers, et les financeurs de la formation quand ils la contrôlent.

Combien de temps : 60 mois après votre sortie de formation ; la feuille d’émargement, 120 mois.

{RIGHTS}

Ce qui est nécessaire : votre nom. Sont gardés le jour, l’heure et la façon dont vous avez signé, rien d’autre."""

QUESTIONNAIRE = f"""Qui est responsable de vos réponses : {{responsable}}.

À quoi elles servent : améliorer la formation et publier des taux de satisfaction. {MISSION}

Qui les lit : l’équipe de formation, sans votre nom. Que vous ayez répondu est noté à votre dossier, jamais ce que vous avez répondu.

Combien de temps : les réponses, sans limite, car elles ne désignent personne.

{RIGHTS} Vos réponses, une fois envoyées, ne peuvent plus vous être rattachées.

Ce qui est nécessaire : rien n’oblige à répondre."""

FUNDS = """Qui est responsable de vos réponses : {responsable}.

À quoi elles servent : rendre compte à l’Union européenne, qui cofinance votre formation, de qui en a bénéficié. L’obligation légale en est le fondement (article 6.1.c du RGPD ; règlements (UE) 2021/1057 et 2021/1060).

Qui les lit : le service de l’État qui gère le fonds et ceux qui le contrôlent ; les conseillers, sauf les réponses sensibles, qu’aucun écran ne leur montre.

Combien de temps : jusqu’à la fin de la cinquième année qui suit le dernier paiement de l’opération. Elles ne peuvent pas être effacées avant.

Vos droits : lire vos données, les faire corriger, en limiter l’usage. Écrivez au délégué à la protection des données : {delegue}. Si la réponse ne vous convient pas, vous pouvez saisir la CNIL (cnil.fr).

Ce qui est nécessaire : les réponses qui ne portent pas la mention « facultatif ». Aux questions sensibles, vous pouvez toujours répondre « ne souhaite pas répondre »."""

CARD = """Qui est responsable de l’annuaire : {responsable}.

À quoi sert votre fiche : vous faire connaître, sur ce site, telle que vous l’avez écrite. Votre accord en est le fondement (article 6.1.a du RGPD) ; vous le retirez quand vous voulez, d’un geste, sur cette page.

Qui la lit : tout le monde, une fois relue par l’équipe. Votre adresse électronique n’y paraît jamais.

Combien de temps : jusqu’à ce que vous quittiez l’annuaire.

Vos droits : lire vos données, les faire corriger ou effacer, retirer votre accord. Écrivez au délégué à la protection des données : {delegue}. Si la réponse ne vous convient pas, vous pouvez saisir la CNIL (cnil.fr).

Ce qui est nécessaire : les réponses qui ne portent pas la mention « facultatif »."""

BOTH_PARENTS = (
    "Nous acceptons, tous les deux, que l’image ou le témoignage de notre enfant soit publié par la "
    "collectivité, sans son nom de famille. Chacun de nous peut retirer cet accord à tout moment."
)

TEXTS = {
    "suivi": FOLLOWED,
    "retrouver-lien": LOST_LINK,
    "emargement": SIGNING,
    "questionnaire": QUESTIONNAIRE,
    "fonds-europeens": FUNDS,
    "annuaire-fiche": CARD,
    "enfant": BOTH_PARENTS,
}


def spaced(text):
    for mark in ":;?!»":
        text = text.replace(f" {mark}", f"{NB}{mark}")
    return text.replace("« ", f"«{NB}")


def add(apps, schema_editor):
    wordings = apps.get_model("crm_consents", "Wording").objects
    for code, text in TEXTS.items():
        wordings.get_or_create(
            code=code,
            version=1,
            defaults={"text": spaced(text), "valid_from": datetime.date(2002, 1, 1)},
        )


class Migration(migrations.Migration):
    replaces = [("crm_consents", "0008_information_of_every_form")]
    dependencies = [("crm_consents", "0003_squashed_0008_circle_and_directory")]

    operations = [migrations.RunPython(add, migrations.RunPython.noop)]
