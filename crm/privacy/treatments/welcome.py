from crm.welcome.models import ContactRequest

from .vocabulary import AGENT, CATALOGUE, DAY, KEY, STATE, STATISTIC, Treatment, keep, texts

WELCOME = [
    Treatment(
        ContactRequest,
        ("person",),
        erased={"payload": {}} | texts("email_key", "phone_key"),
        kept=keep(KEY, "id", "form_key", "person", "exchange", "task")
        | keep(CATALOGUE, "wording")
        | keep(STATISTIC, "kind", "topic", "origin")
        | keep(STATE, "state")
        | keep(DAY, "received_at", "handled_at")
        | keep(AGENT, "handled_by"),
    ),
]
