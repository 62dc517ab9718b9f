from .dossier import dossier_hooks

__all__ = ["dossier_hooks"]
