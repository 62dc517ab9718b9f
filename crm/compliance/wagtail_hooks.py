from . import processing_hooks

__all__ = ["processing_hooks"]
