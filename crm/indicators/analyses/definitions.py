"""What each analysis counts, in words that its readers read. A changed meaning is a new version."""

from __future__ import annotations

from datetime import date

from ..definitions import AUTHOR, Definition

SINCE = date(2026, 11, 26)
_CONTACT = (
    "Le premier contact d’une personne est le jour où s’ouvre son premier parcours. Deux dossiers réunis comptent "
    "pour un ; une personne anonymisée compte toujours."
)


def _written(code: str, label: str, text: str, counted: str = "person") -> Definition:
    return Definition(code, label, text, counted=counted, author=AUTHOR, since=SINCE)


_WRITTEN = [
    _written(
        "A1",
        "l’entonnoir",
        "Les personnes dont le premier contact tombe dans la période, et parmi elles celles qui ont atteint chaque "
        "étape au jour de la lecture : candidature envoyée, décision rendue, place confirmée, formation commencée "
        "(première demi-journée signée ou premier module validé), menée à terme, puis activité ou emploi commencé, "
        "ou emménagement sur le territoire. Qui a atteint une étape a passé les précédentes. « Attendent » : celles "
        f"qui en sont là et dont un parcours est ouvert. Les délais sont des médianes, en jours. {_CONTACT}",
    ),
    _written(
        "A2",
        "les cohortes",
        "Les personnes dont le premier contact, ou le premier jour de formation, tombe dans une année ou un "
        "trimestre, et la part qui a atteint le jalon dans les 3, 6, 12 ou 24 mois qui suivent, comptés pour chacune "
        "depuis son propre jour. Tant que ces mois ne sont pas écoulés pour toute la cohorte, la case dit « pas "
        f"encore », jamais zéro. {_CONTACT}",
    ),
    _written(
        "A3",
        "les parcours",
        "Les parcours ouverts dans la période, par nature : en cours, terminés ou clos au jour de la lecture, d’après "
        "leurs dates. La durée est celle des parcours finis, de l’ouverture à la clôture. Une personne peut suivre "
        "deux parcours ; un parcours fusionné avec un autre n’est pas compté. Un parcours rouvert est en cours.",
        "journey",
    ),
    _written(
        "A4",
        "les origines",
        "D’où viennent les personnes dont le premier contact (ou la première candidature) tombe dans la période, "
        "d’après la commune et le pays notés ce jour-là, qui ne changent plus. La région est celle de la règle "
        "d’origine, telle qu’elle a été figée. Le département se lit dans la commune : un dossier anonymisé garde son "
        "origine, mais pas sa commune ; il est alors compté « département inconnu ».",
    ),
    _written(
        "A4b",
        "les communes d’arrivée",
        "Les foyers venus d’ailleurs qui ont emménagé dans la période, par commune du territoire. Un foyer compte pour "
        "un, à sa dernière installation de la période. Venir d’une autre commune du territoire ne compte pas.",
        "household",
    ),
    _written(
        "A5",
        "du premier contact à l’emménagement",
        "Les foyers venus d’ailleurs, du premier contact de l’un de leurs adultes au jour où ils emménagent. La "
        "médiane et les quartiles « parmi les arrivés » ne regardent que ceux qui ont emménagé. La médiane "
        "« attendue » compte aussi ceux qui suivent un parcours d’installation et n’ont pas emménagé, pour le "
        "temps déjà passé (estimation de Kaplan et Meier) ; elle n’est dite que si la moitié sont attendus. Ceux qui "
        "ont renoncé sont laissés de côté, et comptés à part.",
        "household",
    ),
    _written(
        "A6",
        "l’occupation du télécentre",
        "La part des demi-journées de bureau où quelqu’un a travaillé, sur les places en service multipliées par les "
        "demi-journées d’ouverture, fermetures et jours fériés déduits : la même règle que l’indicateur I9, par "
        "semaine ou par mois. Espace par espace, ce sont les réservations qui disent où ; une présence sans "
        "réservation est comptée dans un bureau, sans dire lequel.",
        "half_day",
    ),
    _written(
        "A7",
        "les bilans à temps",
        "Les bilans d’accompagnement prévus dans chaque trimestre : tenus au plus tard trente jours après leur date, "
        "tenus plus tard, non tenus, ou qui peuvent encore l’être à temps. Ce sont les bilans de l’indicateur I11.",
        "review",
    ),
    _written(
        "A8",
        "ce qui les amène",
        "Les contacts, candidatures, inscriptions et installations de la période, par ce qui a amené les personnes la "
        "première fois. Ce qu’on ne sait pas est une ligne.",
    ),
]

ANALYSES: dict[str, Definition] = {definition.code: definition for definition in _WRITTEN}
