from .pages import Equipment, ServicePole, ServicesHousePage, TelecentrePage
from .places import Closure, OpeningHours, Site, Weekday
from .spaces import Space, SpaceKind, Tariff, TariffProduct

__all__ = [
    "Closure",
    "Equipment",
    "OpeningHours",
    "ServicePole",
    "ServicesHousePage",
    "Site",
    "Space",
    "SpaceKind",
    "Tariff",
    "TariffProduct",
    "TelecentrePage",
    "Weekday",
]
