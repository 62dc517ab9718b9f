"""Every register of the CRM, for the tests and the benches that walk them all."""

from crm.applications.admin import ApplicationRegister, EnrolmentRegister
from crm.consents.admin import ConsentRegister, WordingRegister
from crm.journeys.admin import JourneyRegister
from crm.letters.admin import LetterRegister
from crm.needs.admin import NeedRegister
from crm.organisations.admin import OrganisationRegister
from crm.people.admin import HouseholdRegister, PersonRegister
from crm.support.admin import ActivityRegister, PlanRegister, SettlementRegister
from crm.workspaces.admin import BookingRegister, PresenceRegister

REGISTERS = [
    PersonRegister,
    HouseholdRegister,
    NeedRegister,
    OrganisationRegister,
    JourneyRegister,
    ApplicationRegister,
    EnrolmentRegister,
    ActivityRegister,
    SettlementRegister,
    PlanRegister,
    PresenceRegister,
    BookingRegister,
    LetterRegister,
    ConsentRegister,
    WordingRegister,
]
