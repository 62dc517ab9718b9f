from .home import HomePage, HomeStep
from .living import CommuneNote, LivingPage
from .settle import SettlePage, SettleStep

__all__ = ["CommuneNote", "HomePage", "HomeStep", "LivingPage", "SettlePage", "SettleStep"]
