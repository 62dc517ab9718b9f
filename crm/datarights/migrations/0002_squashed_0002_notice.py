"""The text that the public reads beside the form of a request about one's data."""

import datetime

from django.db import migrations

NOTICE = """Qui est responsable de vos réponses : {responsable}.

À quoi elles servent : répondre à votre demande, et prouver que nous y avons répondu. La loi nous y oblige (articles 12 à 22 du RGPD, fondement : article 6.1.c).

Qui les lit : le délégué à la protection des données, et les agents qu’il charge de la réponse. Elles ne sont transmises à personne d’autre.

Combien de temps : trois ans après la réponse, le temps d’une réclamation. Ensuite, il ne reste que la nature de la demande, ses dates et son issue, sans votre nom. La réponse envoyée est effacée de nos courriers au bout de 6 mois. Aucune copie de pièce d’identité n’est demandée ni gardée.

Vos droits : vous pouvez compléter ou retirer votre demande. Écrivez au délégué à la protection des données : {delegue}. Si la réponse ne vous convient pas, vous pouvez saisir la CNIL (cnil.fr).

Ce qui est nécessaire : votre nom, ce que vous demandez, et un moyen de vous répondre."""


def add(apps, schema_editor):
    apps.get_model("crm_consents", "Wording").objects.get_or_create(
        code="droits",
        version=1,
        defaults={"text": NOTICE, "valid_from": datetime.date(2002, 1, 1)},
    )


class Migration(migrations.Migration):
    replaces = [("crm_datarights", "0002_dossiers")]
    dependencies = [
        ("crm_datarights", "0001_squashed_0002"),
        ("crm_consents", "0001_squashed_0008"),
    ]

    operations = [migrations.RunPython(add, migrations.RunPython.noop)]
