from crm.people.models import DuplicatePair, MergeReport

from .vocabulary import AGENT, DAY, KEY, STATISTIC, Treatment, keep, marks

MERGING = [
    Treatment(DuplicatePair, ("first", "second"), deleted=True),
    Treatment(
        MergeReport,
        ("survivor",),
        erased=marks("previous_number"),
        kept=keep(KEY, "id", "survivor")
        | keep("noms de champs, jamais de valeurs", "taken")
        | keep(STATISTIC, "moved")
        | keep(DAY, "at")
        | keep(AGENT, "by"),
    ),
]
