"""A base of any size, drawn from a seed: what screens, searches and figures are measured on."""

from .load import AlreadyFilled, NoTerritory, fill, take_stock
from .sizes import Sizes

__all__ = ["AlreadyFilled", "NoTerritory", "Sizes", "fill", "take_stock"]
