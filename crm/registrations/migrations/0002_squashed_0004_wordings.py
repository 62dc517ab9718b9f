"""What people read under the registration for the Forum, and what they agree to when they wish to be invited again."""

import datetime

from django.db import migrations

NB = "\N{NO-BREAK SPACE}"

NOTICE = f"""Qui est responsable de vos réponses{NB}: {{responsable}}.

À quoi elles servent{NB}: vous garder une place, vous écrire avant le Forum et vous y accueillir, avec ce qu’il faut prévoir pour chacun. Cette mission d’intérêt public en est le fondement (article 6.1.e du RGPD). Être rappelé et être invité aux prochaines éditions ne se font qu’avec votre accord (article 6.1.a), que vous retirez quand vous voulez.

Qui les lit{NB}: l’équipe qui prépare le Forum et celle qui tient l’accueil le jour même. Elles ne sont ni vendues, ni transmises à qui que ce soit d’autre.

Vous inscrivez d’autres personnes{NB}: dites-le-leur, et montrez-leur cette page.

Combien de temps{NB}: 12 mois après le Forum. Ensuite, tout ce qui désigne quelqu’un est effacé ; seuls restent des nombres.

Vos droits{NB}: lire vos données, les faire corriger ou effacer, en limiter l’usage, vous y opposer. Écrivez au délégué à la protection des données{NB}: {{delegue}}. Si la réponse ne vous convient pas, vous pouvez saisir la CNIL (cnil.fr).

Ce qui est nécessaire{NB}: les réponses qui ne portent pas la mention «{NB}facultatif{NB}». Sans elles, nous ne pourrions pas vous garder une place.""".replace(
    " ;", f"{NB};"
)

INVITATIONS = (
    "Je souhaite être invité aux prochaines éditions du Forum, par courriel. Je peux retirer cet accord "
    "à tout moment, par le lien de chaque invitation ou depuis la page de mon inscription."
)


def add(apps, schema_editor):
    wordings = apps.get_model("crm_consents", "Wording").objects
    for code, text in (("forum", NOTICE), ("forum-invitations", INVITATIONS)):
        wordings.get_or_create(
            code=code,
            version=1,
            defaults={"text": text, "valid_from": datetime.date(2002, 1, 1)},
        )


class Migration(migrations.Migration):
    replaces = [("crm_registrations", "0003_wordings_of_the_forum"), ("crm_registrations", "0004_roster_goes_with_its_edition")]
    dependencies = [
        ("crm_registrations", "0001_squashed_0004"),
        ("crm_consents", "0001_squashed_0008"),
    ]

    operations = [migrations.RunPython(add, migrations.RunPython.noop)]
