"""What each figure means, in words that the public reads. A changed meaning is a new version."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date

AUTHOR = "Service télétravail de la communauté de communes"
FIRST = date(2011, 3, 23)
# When bookings, the waiting list and support came into the figures.
SECOND = date(2026, 11, 26)


@dataclass(frozen=True)
class Definition:
    """The words of a figure.

    counted  what is counted; persons, households and reviews are hidden from the public under three
    rate     True for a share of a denominator, in whole percent
    unit     of a mean over as many as its denominator says: "jour"; "" for what is counted
    """

    code: str
    label: str
    text: str
    counted: str = "person"
    rate: bool = False
    unit: str = ""
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
        "le 1er janvier 2009. Un foyer compte pour un, quelle que soit sa taille, même s’il est reparti depuis, ou "
        "s’est séparé en deux sur place. Venir d’une autre commune du territoire ne compte pas ; une commune de départ "
        "inconnue est comptée à part.",
        counted="household",
        version=2,
        since=SECOND,
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
        "finissent au jour demandé, soit une par semaine, et celles dont une réservation au mois, confirmée, court "
        "ce jour-là. Qui remplit les deux conditions compte pour un.",
        version=2,
        since=SECOND,
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
    Definition(
        "I8_planned",
        "bureaux de plus à venir",
        "Les places de bureau dont l’ouverture est inscrite dans les douze mois qui suivent le jour demandé, en plus "
        "des bureaux en service ce jour-là.",
        counted="place",
        since=SECOND,
    ),
    Definition(
        "I9",
        "d’occupation des bureaux",
        "Dans les quatre-vingt-onze jours qui finissent au jour demandé, la part des demi-journées de bureau où "
        "quelqu’un a travaillé : les présences notées, réservées ou non, sur les places de bureau en service "
        "multipliées par les demi-journées d’ouverture, fermetures et jours fériés déduits. Une réservation à "
        "laquelle personne n’est venu ne compte pas ; une présence dans une autre salle non plus.",
        counted="half_day",
        rate=True,
        since=SECOND,
    ),
    Definition(
        "I10",
        "personnes en attente d’un bureau",
        "Les personnes inscrites sur la liste d’attente des bureaux à la fin du jour demandé, y compris celles à "
        "qui l’on vient d’en proposer un et qui n’ont pas encore répondu.",
        since=SECOND,
    ),
    Definition(
        "I10_wait",
        "d’attente pour un bureau",
        "L’attente médiane, en jours, de ceux qui ont pris un bureau dans les douze derniers mois : de "
        "l’inscription sur la liste au oui. La moitié a attendu moins, l’autre moitié plus.",
        unit="jour",
        since=SECOND,
    ),
    Definition(
        "I11",
        "de bilans d’accompagnement tenus à temps",
        "Parmi les bilans prévus dans les douze mois qui finissent au jour demandé, la part de ceux qui ont été "
        "tenus au plus tard trente jours après la date prévue. Un bilan qu’une pause suspend est prévu après elle"
        " ; celui d’un accompagnement arrêté avant n’est plus prévu. Sont dits inconnus ceux qui peuvent encore "
        "être tenus à temps : ils comptent parmi les bilans prévus.",
        counted="review",
        rate=True,
        since=SECOND,
    ),
    Definition(
        "I11_plans",
        "personnes accompagnées",
        "Les personnes dont l’accompagnement de deux ans court au jour demandé. Les accompagnements en pause ce "
        "jour-là ne comptent pas.",
        since=SECOND,
    ),
    Definition(
        "I12",
        "articles parus autour du Forum",
        "Les articles et les émissions de la revue de presse qui se rapportent au Forum du télétravail ou à l’une de "
        "ses éditions, parus de trente jours avant son premier jour à trente jours après son dernier, jour demandé "
        "compris. Un article compte pour un, même s’il parle de deux éditions ; une édition annulée à cette date "
        "n’en a pas.",
        counted="article",
        since=SECOND,
    ),
    Definition(
        "I12_came",
        "personnes inscrites venues par le Forum et sa presse",
        "Parmi les personnes inscrites, celles dont une venue, au jour demandé compris, est notée par l’un de ces "
        "articles ou par l’une des éditions autour desquelles ils ont paru. Sont dites inconnues les personnes "
        "inscrites dont aucune venue n’est notée.",
        since=SECOND,
    ),
]

DEFINITIONS = {definition.code: definition for definition in _WRITTEN}
