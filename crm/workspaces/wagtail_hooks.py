from wagtail_modeladmin.options import modeladmin_register

from .admin import PresenceRegister

modeladmin_register(PresenceRegister)
