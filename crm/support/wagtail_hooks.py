from wagtail_modeladmin.options import modeladmin_register

from .admin import ActivityRegister, PlanRegister, SettlementRegister

modeladmin_register(ActivityRegister)
modeladmin_register(PlanRegister)
modeladmin_register(SettlementRegister)
