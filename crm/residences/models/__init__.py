from .agreement import (
    FOLDER,
    Agreement,
    AgreementCounter,
    AgreementTemplate,
    Party,
    Signature,
)
from .aid import MOST_CENTS, AidLine, AidNature
from .committee import Committee
from .examining import CRITERIA, HIGHEST_MARK, Assessment
from .kinds import (
    DAYS,
    GRANTED,
    LIVE,
    MONTHS,
    RESIDENCE_PATHS,
    STARTED,
    UNDECIDED,
    Outlook,
    ResidenceKind,
    ResidenceState,
)
from .place import PlaceDay
from .post import POST_PATHS, PostState, RefusedPost, ResidencePost
from .residence import Residence

__all__ = [
    "CRITERIA",
    "DAYS",
    "FOLDER",
    "GRANTED",
    "HIGHEST_MARK",
    "LIVE",
    "MONTHS",
    "MOST_CENTS",
    "POST_PATHS",
    "RESIDENCE_PATHS",
    "STARTED",
    "UNDECIDED",
    "Agreement",
    "AgreementCounter",
    "AgreementTemplate",
    "AidLine",
    "AidNature",
    "Assessment",
    "Committee",
    "Outlook",
    "Party",
    "PlaceDay",
    "PostState",
    "RefusedPost",
    "Residence",
    "ResidenceKind",
    "ResidencePost",
    "ResidenceState",
    "Signature",
]
