from . import public_hooks

__all__ = ["public_hooks"]
