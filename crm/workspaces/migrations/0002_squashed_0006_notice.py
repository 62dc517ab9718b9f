"""The text that the public reads under « Demander un bureau » from the first day."""

import datetime

from django.db import migrations

NOTICE = """Qui est responsable de vos réponses : {responsable}.

À quoi elles servent : vous répondre, tenir la liste d’attente et vous réserver un bureau. Cette mission d’intérêt public en est le fondement (article 6.1.e du RGPD).

Qui les lit : l’accueil du télécentre et les conseillers. Elles ne sont ni vendues, ni transmises à qui que ce soit d’autre sans votre accord.

Combien de temps : la demande, 6 mois ; si un dossier est ouvert, 36 mois après votre dernier signe. Ensuite, tout ce qui vous désigne est effacé. Les relevés, pièces comptables, restent sans votre nom.

Vos droits : lire vos données, les faire corriger ou effacer, en limiter l’usage, vous y opposer. Écrivez au délégué à la protection des données : {delegue}. Si la réponse ne vous convient pas, vous pouvez saisir la CNIL (cnil.fr).

Ce qui est nécessaire : les réponses qui ne portent pas la mention « facultatif ». Sans elles, nous ne pourrions pas vous répondre."""


def add(apps, schema_editor):
    apps.get_model("crm_consents", "Wording").objects.get_or_create(
        code="bureau",
        version=1,
        defaults={"text": NOTICE, "valid_from": datetime.date(2002, 1, 1)},
    )


class Migration(migrations.Migration):
    replaces = [("crm_workspaces", "0005_notice_of_offices")]
    dependencies = [
        ("crm_workspaces", "0001_squashed_0006"),
        ("crm_consents", "0001_squashed_0008"),
    ]

    operations = [migrations.RunPython(add, migrations.RunPython.noop)]
