from wagtail_modeladmin.options import modeladmin_register

from . import admin_hooks, job_hooks, public_hooks
from .admin import ApplicationRegister, EnrolmentRegister

__all__ = ["admin_hooks", "job_hooks", "public_hooks"]

modeladmin_register(ApplicationRegister)
modeladmin_register(EnrolmentRegister)
