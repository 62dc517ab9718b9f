from .document import Document, DocumentCounter
from .kinds import OF_A_PERSON, OF_A_SESSION, DocumentKind
from .production import Production
from .template import DocumentTemplate

__all__ = [
    "OF_A_PERSON",
    "OF_A_SESSION",
    "Document",
    "DocumentCounter",
    "DocumentKind",
    "DocumentTemplate",
    "Production",
]
