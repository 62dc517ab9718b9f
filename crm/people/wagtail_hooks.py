from wagtail_modeladmin.options import modeladmin_register

from .admin import HouseholdRegister, PersonRegister

modeladmin_register(HouseholdRegister)
modeladmin_register(PersonRegister)
