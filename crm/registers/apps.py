from django.apps import AppConfig


class RegistersConfig(AppConfig):
    name = "crm.registers"
    label = "crm_registers"
    verbose_name = "Registres"
