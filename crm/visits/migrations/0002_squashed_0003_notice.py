"""The text that families read under the registration for a discovery day."""

import datetime

from django.db import migrations

NOTICE = """Qui est responsable de vos réponses : {responsable}.

À quoi elles servent : vous garder une place, vous écrire avant la journée et vous y accueillir. Cette mission d’intérêt public en est le fondement (article 6.1.e du RGPD).

Qui les lit : les conseillers. Elles ne sont ni vendues, ni transmises à qui que ce soit d’autre sans votre accord.

Combien de temps : 6 mois après la journée. Ensuite, tout ce qui vous désigne est effacé ; seul reste le nombre de personnes venues.

Vos droits : lire vos données, les faire corriger ou effacer, en limiter l’usage, vous y opposer. Écrivez au délégué à la protection des données : {delegue}. Si la réponse ne vous convient pas, vous pouvez saisir la CNIL (cnil.fr).

Ce qui est nécessaire : les réponses qui ne portent pas la mention « facultatif ». Sans elles, nous ne pourrions pas vous garder une place."""


def add(apps, schema_editor):
    apps.get_model("crm_consents", "Wording").objects.get_or_create(
        code="decouverte",
        version=1,
        defaults={"text": NOTICE, "valid_from": datetime.date(2002, 1, 1)},
    )


class Migration(migrations.Migration):
    replaces = [("crm_visits", "0002_notice_of_discovery_days"), ("crm_visits", "0003_origins")]
    dependencies = [
        ("crm_visits", "0001_squashed_0003"),
        ("crm_consents", "0001_squashed_0008"),
    ]

    operations = [migrations.RunPython(add, migrations.RunPython.noop)]
