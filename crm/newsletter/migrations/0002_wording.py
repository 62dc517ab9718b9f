"""What the public reads, and agrees to, when it asks for the newsletter."""

import datetime

from django.db import migrations

NB = "\N{NO-BREAK SPACE}"

NOTICE = f"""En confirmant votre adresse, vous acceptez de recevoir la lettre d’information par courriel, une dizaine de fois par an, et rien d’autre.

Qui est responsable{NB}: {{responsable}}. Le fondement est votre consentement (article 6.1.a du RGPD).

Ce qui est gardé{NB}: votre adresse, le jour où vous l’avez confirmée, et ce texte. Ni votre connexion, ni l’ouverture de la lettre, ni les liens que vous suivez ne sont enregistrés.

Qui les lit{NB}: les personnes chargées de la communication. Votre adresse n’est ni vendue, ni prêtée.

Combien de temps{NB}: tant que vous êtes abonné. Le jour où vous partez, votre adresse est effacée{NB}; seule une empreinte est gardée, le temps de prouver votre accord et de ne plus vous écrire. Une adresse qui n’est pas confirmée sous sept jours est effacée.

Vos droits{NB}: vous désabonner en deux gestes au pied de chaque lettre, lire vos données, les faire corriger ou effacer. Écrivez au délégué à la protection des données{NB}: {{delegue}}. Si la réponse ne vous convient pas, vous pouvez saisir la CNIL (cnil.fr)."""


def add(apps, schema_editor):
    apps.get_model("crm_consents", "Wording").objects.get_or_create(
        code="lettre-abonnement",
        version=1,
        defaults={"text": NOTICE, "valid_from": datetime.date(2002, 1, 1)},
    )


class Migration(migrations.Migration):
    dependencies = [
        ("crm_newsletter", "0001_initial"),
        ("crm_consents", "0001_squashed_0008"),
    ]

    operations = [migrations.RunPython(add, migrations.RunPython.noop)]
