from .absences import ExceptionalDate, OrganisationAbsence, PermanenceAbsence
from .pages import TelecentrePage, TelecentreTopicPage, Topic
from .places import Closure, OpeningHours, Site, Weekday
from .services import Mode, Organisation, Permanence, Pole, Weeks
from .services_house import Equipment, ServicesHousePage
from .spaces import Space, SpaceKind, Tariff, TariffProduct

__all__ = [
    "Closure",
    "Equipment",
    "ExceptionalDate",
    "Mode",
    "OpeningHours",
    "Organisation",
    "OrganisationAbsence",
    "Permanence",
    "PermanenceAbsence",
    "Pole",
    "ServicesHousePage",
    "Site",
    "Space",
    "SpaceKind",
    "Tariff",
    "TariffProduct",
    "TelecentrePage",
    "TelecentreTopicPage",
    "Topic",
    "Weekday",
    "Weeks",
]
