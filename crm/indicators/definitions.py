"""What each figure means, in words that the public reads. A changed meaning is a new version."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date

AUTHOR = "Service télétravail de la communauté de communes"
FIRST = date(2011, 3, 23)


@dataclass(frozen=True)
class Definition:
    """counted: what is counted, "person" and "household" being hidden from the public under three."""

    code: str
    label: str
    text: str
    counted: str = "person"
    rate: bool = False
    version: int = 1
    author: str = AUTHOR
    since: date = FIRST

    def as_json(self) -> dict[str, object]:
        return asdict(self) | {"since": self.since.isoformat()}


_WRITTEN = [
    Definition(
        "I1",
        "personnes inscrites",
        "Les personnes distinctes qui ont envoyé au moins une candidature à une formation depuis le 1er janvier "
        "2007, jour demandé compris. Les candidatures retirées, refusées ou reportées comptent ; les brouillons "
        "et les envois indésirables ne comptent pas. Deux dossiers réunis comptent pour un.",
    ),
    Definition(
        "I1b",
        "candidatures",
        "Les candidatures envoyées par les personnes inscrites : une même personne peut en envoyer plusieurs.",
        counted="application",
    ),
    Definition(
        "I2",
        "personnes accueillies au télécentre",
        "Parmi les personnes inscrites, celles qui ont signé au moins une demi-journée sur place, sur écran ou sur "
        "feuille, jour demandé compris. Suivre les modules à distance ne suffit pas.",
    ),
    Definition(
        "I3",
        "ont créé leur activité",
        "Parmi les personnes accueillies, la part de celles qui ont créé ou repris une activité entre leur première "
        "demi-journée signée sur place et le jour demandé. Une activité commencée avant ne compte pas. Sont dites "
        "inconnues les personnes accueillies qui n’ont donné aucune nouvelle dans les douze derniers mois.",
        rate=True,
    ),
    Definition(
        "I3b",
        "ont créé leur activité, un an après la formation",
        "La même part, sur les seules personnes sorties de formation depuis douze mois au moins.",
        rate=True,
    ),
    Definition(
        "I4",
        "de public extérieur, dernières sessions",
        "Dans les sessions terminées depuis moins de douze mois, la part des stagiaires venus d’une autre région ou "
        "de l’étranger, d’après la commune déclarée à la candidature. Un stagiaire compte dès sa première demi-journée "
        "signée ou son premier module validé. Les origines inconnues sont laissées de côté, et comptées à part.",
        rate=True,
    ),
    Definition(
        "I4c",
        "de public extérieur, toutes sessions",
        "La même part, sur toutes les sessions terminées au jour demandé.",
        rate=True,
    ),
    Definition(
        "I5",
        "familles installées",
        "Les foyers venus d’une commune extérieure au territoire, qui ont emménagé dans l’une de ses communes depuis "
        "le 1er janvier 2009. Un foyer compte pour un, quelle que soit sa taille, même s’il est reparti depuis. "
        "Venir d’une autre commune du territoire ne compte pas ; une commune de départ inconnue est comptée à part.",
        counted="household",
    ),
    Definition(
        "I5_net",
        "familles toujours là",
        "Les familles installées, moins celles qui sont reparties au jour demandé.",
        counted="household",
    ),
    Definition(
        "I5_adults", "adultes installés", "Les adultes des familles installées, à leur arrivée."
    ),
    Definition(
        "I5_children", "enfants installés", "Les enfants des familles installées, à leur arrivée."
    ),
    Definition(
        "I5_schooled",
        "enfants scolarisés",
        "Parmi ces enfants, ceux qui allaient à l’école, au collège ou au lycée.",
    ),
    Definition(
        "I6",
        "télétravailleurs réguliers",
        "Les personnes présentes au télécentre au moins douze demi-journées dans les quatre-vingt-onze jours qui "
        "finissent au jour demandé, soit une par semaine. Version 1 : seules les demi-journées de présence comptent ; "
        "les réservations récurrentes s’y ajouteront quand le télécentre en tiendra.",
    ),
    Definition(
        "I6b",
        "dont salariés",
        "Parmi les télétravailleurs réguliers, ceux qui étaient en poste chez un employeur au jour demandé.",
    ),
    Definition(
        "I7",
        "habitants de retour à l’activité",
        "Les personnes du territoire ou de sa région, sans emploi, sans activité ou en formation à leur première "
        "candidature, qui exercent depuis une activité ou un emploi en télétravail. Certaines figurent aussi parmi les "
        "créations.",
    ),
    Definition(
        "I8",
        "bureaux",
        "Les places de bureau en service au jour demandé, tous sites réunis.",
        counted="place",
    ),
]

DEFINITIONS = {definition.code: definition for definition in _WRITTEN}
