"""The text that the public reads under the form of an appointment from the first day."""

import datetime

from django.db import migrations

NOTICE = """Qui est responsable de vos réponses : {responsable}.

À quoi elles servent : tenir ce rendez-vous, vous le rappeler et, si vous le souhaitez, ouvrir un dossier pour vous accompagner. Cette mission d’intérêt public en est le fondement (article 6.1.e du RGPD).

Qui les lit : les conseillers. Elles ne sont ni vendues, ni transmises à qui que ce soit d’autre sans votre accord.

Combien de temps : 6 mois après le rendez-vous ; si un dossier est ouvert, 36 mois après votre dernier signe. Ensuite, tout ce qui vous désigne est effacé.

Vos droits : lire vos données, les faire corriger ou effacer, en limiter l’usage, vous y opposer. Écrivez au délégué à la protection des données : {delegue}. Si la réponse ne vous convient pas, vous pouvez saisir la CNIL (cnil.fr).

Ce qui est nécessaire : les réponses qui ne portent pas la mention « facultatif ». Sans elles, nous ne pourrions pas tenir le rendez-vous."""


def add(apps, schema_editor):
    apps.get_model("crm_consents", "Wording").objects.get_or_create(
        code="rendez-vous",
        version=1,
        defaults={"text": NOTICE, "valid_from": datetime.date(2002, 1, 1)},
    )


class Migration(migrations.Migration):
    replaces = [("crm_appointments", "0002_notice_of_appointments"), ("crm_appointments", "0003_origins")]
    dependencies = [
        ("crm_appointments", "0001_squashed_0003"),
        ("crm_consents", "0001_squashed_0008"),
    ]

    operations = [migrations.RunPython(add, migrations.RunPython.noop)]
