from .places import OpeningHours, Site, Space, SpaceKind, Tariff, TariffProduct, Weekday

__all__ = [
    "OpeningHours",
    "Site",
    "Space",
    "SpaceKind",
    "Tariff",
    "TariffProduct",
    "Weekday",
]
