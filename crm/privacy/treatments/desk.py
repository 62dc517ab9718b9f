from crm.needs.models import Need
from crm.organisations.models import Role
from crm.papers.models import Paper

from .vocabulary import Treatment

# The needs of a household and of its children go with its last adult, the files of papers with their
# rows: crm.privacy.erasure says how.
DESK = [
    Treatment(Need, ("member__person",), deleted=True),
    Treatment(Role, ("person",), deleted=True),
    Treatment(Paper, ("person",), deleted=True),
]
