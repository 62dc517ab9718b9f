from .agenda import AgendaPage, EventPage
from .home import HomePage
from .leaflet import LeafletPage
from .living import CommuneNote, LivingPage
from .settle import SettlePage

__all__ = [
    "AgendaPage",
    "CommuneNote",
    "EventPage",
    "HomePage",
    "LeafletPage",
    "LivingPage",
    "SettlePage",
]
