from . import admin_hooks, public_hooks
from .dossier import dossier_hooks

__all__ = ["admin_hooks", "dossier_hooks", "public_hooks"]
