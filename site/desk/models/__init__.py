from .advice import ReadAdvice
from .draft_links import DraftLink, DraftView

__all__ = ["DraftLink", "DraftView", "ReadAdvice"]
