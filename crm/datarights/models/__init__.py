from .dossiers import Dossier, DossierState
from .requests import Deed, RequestFile, RightsRequest, RightsRequestQuerySet
from .vocabulary import (
    ENDS,
    OPEN,
    PATHS,
    Behalf,
    Channel,
    DeedKind,
    IdentityMeans,
    RightsState,
    Subject,
)

__all__ = [
    "ENDS",
    "OPEN",
    "PATHS",
    "Behalf",
    "Channel",
    "Deed",
    "DeedKind",
    "Dossier",
    "DossierState",
    "IdentityMeans",
    "RequestFile",
    "RightsRequest",
    "RightsRequestQuerySet",
    "RightsState",
    "Subject",
]
