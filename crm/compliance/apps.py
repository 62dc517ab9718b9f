from django.apps import AppConfig


class ComplianceConfig(AppConfig):
    name = "crm.compliance"
    label = "crm_compliance"
    verbose_name = "Conformité"
