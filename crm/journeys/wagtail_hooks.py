from wagtail_modeladmin.options import modeladmin_register

from .admin import JourneyRegister

modeladmin_register(JourneyRegister)
