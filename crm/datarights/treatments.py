"""What anonymising somebody does to what they asked: the register stays, without them."""

from crm.privacy.treatments.vocabulary import AGENT, CATALOGUE, DAY, KEY, STATE, Treatment, keep

from .forgetting import emptied_once_over
from .models import Deed, RequestFile, RightsRequest

REGISTER = "registre des demandes : preuve de ce qui a été fait, sans nom"

REQUESTS = [
    Treatment(
        RightsRequest,
        ("files__person",),
        erased=emptied_once_over(),
        kept=keep(KEY, "id")
        | keep(CATALOGUE, "wording")
        | keep(AGENT, "registered_by")
        | keep(STATE, "state")
        | keep(REGISTER, "subject", "behalf", "channel", "identity_means")
        | keep(
            DAY, "received_at", "due_on", "confirmed_at", "identity_asked_at", "identified_at",
            "extended_at", "closed_at", "reminded_for", "forgotten_at",
        ),
    ),
    Treatment(
        RequestFile, ("person",), kept=keep(KEY, "id", "request", "person") | keep(DAY, "added_at")
    ),
    Treatment(
        Deed,
        ("person",),
        kept=keep(KEY, "id", "request", "person")
        | keep(REGISTER, "kind", "told")
        | keep(DAY, "at")
        | keep(AGENT, "by"),
    ),
]  # fmt: skip
