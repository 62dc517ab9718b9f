from .dossiers import Dossier, DossierState

__all__ = ["Dossier", "DossierState"]
