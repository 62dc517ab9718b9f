"""The declared treatment of every personal field. A test fails for a field that is not here."""

from django.db.models import Model

from .appointments import APPOINTMENTS, IMPERSONAL_APPOINTMENTS
from .checkin import CHECKIN
from .circle import CIRCLE
from .desk import DESK
from .documents import DOCUMENTS, IMPERSONAL_DOCUMENTS
from .following import FOLLOWING
from .funding import FUNDING, IMPERSONAL_FUNDING
from .ground import GROUND, IMPERSONAL_GROUND
from .imports import IMPERSONAL_IMPORTS, IMPORTS
from .leaflets import IMPERSONAL_LEAFLETS
from .lodging import IMPERSONAL_LODGING, LODGING
from .mailings import IMPERSONAL_MAILINGS, MAILINGS
from .merging import MERGING
from .network import NETWORK
from .newsletter import IMPERSONAL_NEWSLETTER
from .offices import IMPERSONAL_OFFICES, OFFICES
from .people import PEOPLE
from .press import IMPERSONAL_PRESS
from .questionnaires import IMPERSONAL_QUESTIONNAIRES, QUESTIONNAIRES
from .registrations import IMPERSONAL_REGISTRATIONS, REGISTRATIONS
from .residences import IMPERSONAL_RESIDENCES, RESIDENCES
from .segments import IMPERSONAL_SEGMENTS, SEGMENTS
from .selection import IMPERSONAL_SELECTION, SELECTION
from .signatures import IMPERSONAL_TEACHING
from .stages import IMPERSONAL_STAGES, STAGES
from .support import SUPPORT
from .training import TRAINING
from .visits import IMPERSONAL_VISITS, VISITS
from .vocabulary import Treatment
from .welcome import WELCOME
from .workspaces import WORKSPACES

TREATMENTS: list[Treatment] = [
    *TRAINING,
    *DOCUMENTS,
    *QUESTIONNAIRES,
    *SELECTION,
    *WELCOME,
    *SUPPORT,
    *FOLLOWING,
    *STAGES,
    *FUNDING,
    *DESK,
    *GROUND,
    *PEOPLE,
    *MERGING,
    *IMPORTS,
    *WORKSPACES,
    *OFFICES,
    *APPOINTMENTS,
    *CIRCLE,
    *CHECKIN,
    *NETWORK,
    *RESIDENCES,
    *LODGING,
    *VISITS,
    *MAILINGS,
    *REGISTRATIONS,
    *SEGMENTS,
]

# Models of the plugin that no row of which tells of a person.
IMPERSONAL: dict[type[Model], str] = {
    **IMPERSONAL_GROUND,
    **IMPERSONAL_STAGES,
    **IMPERSONAL_FUNDING,
    **IMPERSONAL_IMPORTS,
    **IMPERSONAL_DOCUMENTS,
    **IMPERSONAL_QUESTIONNAIRES,
    **IMPERSONAL_TEACHING,
    **IMPERSONAL_SELECTION,
    **IMPERSONAL_OFFICES,
    **IMPERSONAL_APPOINTMENTS,
    **IMPERSONAL_RESIDENCES,
    **IMPERSONAL_LODGING,
    **IMPERSONAL_VISITS,
    **IMPERSONAL_PRESS,
    **IMPERSONAL_MAILINGS,
    **IMPERSONAL_REGISTRATIONS,
    **IMPERSONAL_NEWSLETTER,
    **IMPERSONAL_SEGMENTS,
    **IMPERSONAL_LEAFLETS,
}


def declare(*treatments: Treatment, impersonal: dict[type[Model], str] | None = None) -> None:
    """Called from AppConfig.ready of a room above this one, for its own models; they go before all others."""
    known = {one.model for one in TREATMENTS}
    TREATMENTS[:0] = [one for one in treatments if one.model not in known]
    IMPERSONAL.update(impersonal or {})


__all__ = ["IMPERSONAL", "TREATMENTS", "Treatment", "declare"]
