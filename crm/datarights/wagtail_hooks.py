from . import admin_hooks, public_hooks

__all__ = ["admin_hooks", "public_hooks"]
