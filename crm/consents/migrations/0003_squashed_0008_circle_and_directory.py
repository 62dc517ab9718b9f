"""What people agree to when they show themselves in the directory, or let a partner see something."""

import datetime

from django.db import migrations

NB = "\N{NO-BREAK SPACE}"

DIRECTORY = (
    "J’accepte que ma fiche, telle que je l’ai écrite, soit publiée dans l’annuaire des "
    "télétravailleurs, sur ce site, et que l’on puisse m’écrire par son formulaire sans connaître mon "
    "adresse. Je peux retirer cet accord à tout moment, par le lien de mes courriers ou auprès de "
    "l’équipe : ma fiche disparaît aussitôt."
).replace(" :", f"{NB}:")

MESSAGE = f"""Qui est responsable de ce formulaire{NB}: {{responsable}}.

À quoi servent vos réponses{NB}: transmettre votre message à la personne de l’annuaire que vous avez choisie, avec votre nom et votre adresse électronique, pour qu’elle puisse vous répondre si elle le souhaite. En l’envoyant, vous y consentez (article 6.1.a du RGPD).

Qui les lit{NB}: cette personne. L’équipe ne les ouvre que si elle signale un abus.

Combien de temps{NB}: 6 mois, puis tout est effacé.

Vos droits{NB}: lire vos données, les faire corriger ou effacer, retirer votre accord. Écrivez au délégué à la protection des données{NB}: {{delegue}}. Si la réponse ne vous convient pas, vous pouvez saisir la CNIL (cnil.fr)."""

SHARING = (
    "J’accepte que ce partenaire voie, sur une page protégée et jusqu’à la date dite, ce qui est "
    "énuméré ici, et rien d’autre. Je peux retirer cet accord à tout moment, par le lien de mon "
    "courrier ou auprès de l’équipe : plus rien ne lui est montré dès ce moment."
).replace(" :", f"{NB}:")

CIRCLE = f"""Qui est responsable de cet espace{NB}: {{responsable}}.

Ce qui est gardé de vous{NB}: votre nom, votre adresse électronique, le titre auquel vous aidez, vos mots et la date de vos visites. Cela sert à ouvrir cet espace et à montrer à la personne aidée qui a vu quoi (mission d’intérêt public, article 6.1.e du RGPD).

Combien de temps{NB}: 12 mois après la fin de votre accès.

Ce que vous lisez est confidentiel{NB}: la personne a accepté de vous le montrer, à vous seul, pour l’aider. Ne le copiez pas et ne le transmettez pas.

Vos droits{NB}: lire vos données, les faire corriger ou effacer, vous y opposer. Écrivez au délégué à la protection des données{NB}: {{delegue}}. Si la réponse ne vous convient pas, vous pouvez saisir la CNIL (cnil.fr)."""

TEXTS = {
    "annuaire": DIRECTORY,
    "annuaire-message": MESSAGE,
    "partage": SHARING,
    "cercle": CIRCLE,
}


def add(apps, schema_editor):
    wordings = apps.get_model("crm_consents", "Wording").objects
    for code, text in TEXTS.items():
        wordings.get_or_create(
            code=code, version=1, defaults={"text": text, "valid_from": datetime.date(2002, 1, 1)}
        )


class Migration(migrations.Migration):
    replaces = [("crm_consents", "0006_wordings_of_the_circle_and_the_directory")]
    dependencies = [("crm_consents", "0002_squashed_0008_first_wordings")]

    operations = [migrations.RunPython(add, migrations.RunPython.noop)]
