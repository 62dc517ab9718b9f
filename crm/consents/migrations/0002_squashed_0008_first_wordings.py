"""The texts that the public reads from the first day. Later versions are added, never rewritten."""

import datetime

from django.db import migrations

NOTICE = """Qui est responsable de vos réponses : {responsable}.

À quoi elles servent : étudier votre candidature, vous répondre, et, si vous êtes admis, organiser votre formation et l’accompagnement qui la suit. Cette mission d’intérêt public en est le fondement (article 6.1.e du RGPD).

Qui les lit : les conseillers et l’équipe de formation. Elles ne sont ni vendues, ni transmises à qui que ce soit d’autre sans votre accord.

Combien de temps : le formulaire, 6 mois ; une candidature refusée ou retirée, 24 mois après la décision ; le dossier d’une personne formée, 60 mois ; sans nouvelles de vous, 36 mois après votre dernier signe. Ensuite, tout ce qui vous désigne est effacé.

Vos droits : lire vos données, les faire corriger ou effacer, en limiter l’usage, vous y opposer. Écrivez au délégué à la protection des données : {delegue}. Si la réponse ne vous convient pas, vous pouvez saisir la CNIL (cnil.fr).

Ce qui est nécessaire : les réponses qui ne portent pas la mention « facultatif ». Sans elles, la candidature ne peut pas être étudiée. La lettre d’information n’y change rien."""

NEWSLETTER = "Je souhaite aussi recevoir la lettre d’information. Je peux me désinscrire à tout moment."


def add(apps, schema_editor):
    wordings = apps.get_model("crm_consents", "Wording").objects
    for code, text in [("candidature", NOTICE), ("lettre-information", NEWSLETTER)]:
        wordings.get_or_create(
            code=code,
            version=1,
            defaults={"text": text, "valid_from": datetime.date(2002, 1, 1)},
        )


class Migration(migrations.Migration):
    replaces = [("crm_consents", "0003_first_wordings")]
    dependencies = [("crm_consents", "0001_squashed_0008")]

    operations = [migrations.RunPython(add, migrations.RunPython.noop)]
