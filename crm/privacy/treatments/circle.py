from crm.circle.models import AccessCode, Helper, HelperWord, SharedItem

from .vocabulary import Treatment

# Nothing of a circle outlives the file: neither what was shown nor to whom.
CIRCLE = [
    Treatment(SharedItem, ("helper__journey__person",), deleted=True),
    Treatment(HelperWord, ("helper__journey__person",), deleted=True),
    Treatment(AccessCode, ("helper__journey__person",), deleted=True),
    Treatment(Helper, ("journey__person",), deleted=True),
]
