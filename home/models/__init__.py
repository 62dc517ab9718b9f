from .home import HomePage
from .living import CommuneNote, LivingPage
from .settle import SettlePage

__all__ = ["CommuneNote", "HomePage", "LivingPage", "SettlePage"]
