"""The first version of the agreement, and what the public reads under the request of a residence."""

import datetime

from django.db import migrations
from django.utils import timezone

AGREEMENT = {
    "title": "Convention de résidence d’entrepreneur",
    "community": "{organisme}, {adresse}, représentée par son président ou sa présidente, ci-après « la collectivité »",
    "partner": "la région ou son agence de développement, représentée par la personne qu’elle désigne, ci-après « le partenaire »",
    "articles": """## Article 1. Objet
La collectivité et le partenaire accueillent {personne} en résidence d’entrepreneur, pour essayer ce projet sur place :

{projet}

## Article 2. Durée
La résidence dure du {premier_jour} au {dernier_jour}, ces deux jours compris.

## Article 3. Accueil
La collectivité propose {accueil}. Elle désigne une personne référente, que {personne} rencontre à son arrivée et autant que de besoin.

## Article 4. Aides
Les aides accordées figurent au tableau ci-dessous, pour un total de {aides}. Elles sont versées par le financeur nommé sur chaque ligne, sur justificatifs.

## Article 5. Engagements de la personne
{personne} vit sur place pendant la résidence, y travaille à son projet, et prévient sans attendre d’un empêchement. Le logement et le bureau sont rendus dans l’état où ils ont été trouvés.

## Article 6. Bilan
Un bilan se tient à la fin de la résidence : ce qui a été essayé, la décision de s’installer ou non, les étapes suivantes.

## Article 7. Fin anticipée
Chaque partie peut mettre fin à la résidence par un simple écrit motivé, à {courriel} ou au {telephone}. Les aides sont alors dues pour les jours passés.

## Article 8. Données personnelles
Les données de la résidence servent à l’étudier, à la suivre et à rendre compte des aides. Elles sont conservées pendant la durée de l’accompagnement et selon les obligations de chaque financeur.

## Article 9. Différend
En cas de difficulté, les parties cherchent d’abord un accord. À défaut, le tribunal administratif compétent est saisi.""",
}

NOTICE = """Qui est responsable de vos réponses : {responsable}.

À quoi elles servent : étudier votre demande de résidence, vous répondre et, si elle est accordée, l’organiser. Cette mission d’intérêt public en est le fondement (article 6.1.e du RGPD).

Qui les lit : les conseillers et, pour une résidence longue, les membres du comité, qui réunit la collectivité et les financeurs. Elles ne sont pas vendues.

Combien de temps : 36 mois après votre dernier signe ; une demande que personne n’a pu rattacher à un dossier, 6 mois. Ensuite, tout ce qui vous désigne est effacé.

Vos droits : lire vos données, les faire corriger ou effacer, en limiter l’usage, vous y opposer. Écrivez au délégué à la protection des données : {delegue}. Si la réponse ne vous convient pas, vous pouvez saisir la CNIL (cnil.fr).

Ce qui est nécessaire : les réponses qui ne portent pas la mention « facultatif ». Sans elles, nous ne pourrions pas étudier votre demande."""


def add(apps, schema_editor):
    apps.get_model("crm_residences", "AgreementTemplate").objects.get_or_create(
        version=1, defaults=AGREEMENT | {"written_at": timezone.now()}
    )
    apps.get_model("crm_consents", "Wording").objects.get_or_create(
        code="residence",
        version=1,
        defaults={"text": NOTICE, "valid_from": datetime.date(2002, 1, 1)},
    )


class Migration(migrations.Migration):
    replaces = [("crm_residences", "0002_first_texts")]
    dependencies = [
        ("crm_residences", "0001_squashed_0004"),
        ("crm_consents", "0001_squashed_0008"),
    ]

    operations = [migrations.RunPython(add, migrations.RunPython.noop)]
