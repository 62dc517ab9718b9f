"""The first version of each template."""

from django.db import migrations
from django.utils import timezone

TEXTS = {
    "agreement": (
        "Convention de formation",
        """Entre l’organisme de formation : {organisme}, {adresse}, et le ou la stagiaire : {personne}, il est convenu ce qui suit.

## Article 1. Objet
L’organisme assure la formation « {formation} », {dates}, pour une durée de {heures} : {heures_a_distance} à distance et {heures_sur_place} sur place.""",
        """## Article 2. Déroulement
Les modules à distance se suivent chez soi, à son rythme, avec un travail à rendre pour chacun. Les semaines sur place ont lieu {semaines}, à cette adresse : {lieu}.

## Article 3. Suivi
La présence sur place est signée par demi-journée, par le ou la stagiaire et par l’intervenant. Les heures à distance comptent lorsque le travail demandé est rendu ou validé.

## Article 4. Fin de la formation
Un certificat de réalisation est remis à qui a suivi la formation ; une attestation d’assiduité, à qui l’a interrompue.

## Article 5. Interruption
Le ou la stagiaire peut mettre fin à la convention par un simple message à {courriel} ou au {telephone}. Aucune somme ne lui est demandée pour cela.

## Article 6. Différend
En cas de difficulté, les parties cherchent d’abord un accord. À défaut, le tribunal administratif compétent est saisi.""",
    ),
    "call": (
        "Convocation",
        """Bonjour {personne},

Vous êtes attendu(e) à la formation « {formation} », {dates}. La première rencontre a lieu au début de la première semaine sur place.""",
        """## À prévoir
- Une pièce d’identité le premier jour.
- Votre ordinateur, si vous en avez un ; sinon, un poste vous est prêté.
- Votre convention signée, si elle n’est pas déjà revenue.

## Un empêchement, une question
Prévenez-nous dès que possible : {telephone}, {courriel}. Dites-nous aussi ce dont vous avez besoin pour suivre la formation dans de bonnes conditions : nous nous y adapterons.""",
    ),
    "programme": (
        "Programme de la formation",
        """La formation « {formation} » dure {heures} : {heures_a_distance} à distance, sur plusieurs mois, et {heures_sur_place} sur place.""",
        """## Comment on apprend
- À distance : un module à la fois, un travail à rendre, un retour écrit de l’intervenant.
- Sur place : ateliers en petit groupe, mises en situation, rencontres avec des télétravailleurs installés.

## Comment c’est évalué
Chaque module à distance est validé sur le travail rendu. La présence sur place est signée par demi-journée.

## Accès
Un besoin particulier lié à un handicap, à la garde d’un enfant ou au trajet ? Appelez le {telephone} : la formation s’adapte.""",
    ),
    "sheet": (
        "Feuille d’émargement",
        """Chaque demi-journée est signée par la personne et par l’intervenant. Une case vide est à signer à la main.""",
        """Feuille établie par {organisme}, le {jour}.""",
    ),
    "certificate": (
        "Certificat de réalisation",
        """{organisme} certifie que {personne} a suivi la formation « {formation} », {dates}, pour un total de {heures_suivies} sur {heures}.""",
        """Le détail des heures vient des présences signées et des travaux rendus. Les justificatifs sont tenus à la disposition des financeurs.""",
    ),
    "attendance": (
        "Attestation d’assiduité",
        """{organisme} atteste que {personne} a suivi une partie de la formation « {formation} », {dates} : {heures_suivies} sur {heures}.""",
        """La formation a été interrompue avant son terme. Le détail des heures vient des présences signées et des travaux rendus.""",
    ),
}


def write(apps, schema_editor):
    template = apps.get_model("crm_documents", "DocumentTemplate")
    template.objects.bulk_create(
        template(
            kind=kind, version=1, title=title, opening=opening, closing=closing,
            why="Première version.", written_at=timezone.now(),
        )
        for kind, (title, opening, closing) in TEXTS.items()
    )


class Migration(migrations.Migration):
    dependencies = [("crm_documents", "0001_training_documents")]

    operations = [migrations.RunPython(write, migrations.RunPython.noop, elidable=False)]
