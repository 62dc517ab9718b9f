from .editions import Edition, EditionState
from .pages import EditionPage, ForumPage

__all__ = ["Edition", "EditionPage", "EditionState", "ForumPage"]
