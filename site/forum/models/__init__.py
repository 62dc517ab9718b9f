from .editions import Edition, EditionState

__all__ = ["Edition", "EditionState"]
