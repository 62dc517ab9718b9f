from . import jobs, public_hooks

__all__ = ["jobs", "public_hooks"]
