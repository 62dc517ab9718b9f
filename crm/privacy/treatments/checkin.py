from crm.checkin.models import Badge, CallBack, CheckIn

from .vocabulary import AGENT, DAY, KEY, STATE, STATISTIC, Treatment, keep, marks

CHECKIN = [
    Treatment(
        CheckIn,
        ("participant__registration__person",),
        erased=marks("undo_reason"),
        kept=keep(KEY, "id", "participant")
        | keep(DAY, "at", "undone_at")
        | keep(STATISTIC, "how", "door")
        | keep(AGENT, "by", "undone_by"),
    ),
    Treatment(Badge, ("participant__registration__person",), deleted=True),
    Treatment(
        CallBack,
        ("registration__person",),
        kept=keep(KEY, "id", "registration")
        | keep(STATE, "outcome")
        | keep(DAY, "at")
        | keep(AGENT, "by"),
    ),
]
