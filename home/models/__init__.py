from .agenda import AgendaPage, EventPage
from .communes import CommunePage, CommunesIndexPage
from .figures import FiguresPage
from .home import HomePage
from .leaflet import LeafletPage
from .living import CommuneNote, LivingPage
from .settle import SettlePage
from .testimonies import TestimoniesIndexPage, TestimonyPage

__all__ = [
    "AgendaPage",
    "CommuneNote",
    "CommunePage",
    "CommunesIndexPage",
    "EventPage",
    "FiguresPage",
    "HomePage",
    "LeafletPage",
    "LivingPage",
    "SettlePage",
    "TestimoniesIndexPage",
    "TestimonyPage",
]
