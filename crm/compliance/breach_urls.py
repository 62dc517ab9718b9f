from django.urls import path

from .views import affected, breach_acts, breaches

urlpatterns = [
    path("incident/", breaches.report, name="crm_incident"),
    path("violations/", breaches.breaches, name="crm_breaches"),
    path("violations/export/", breaches.export, name="crm_breaches_export"),
    path("violations/<int:pk>/", breaches.breach, name="crm_breach"),
    path("violations/<int:pk>/fiche.pdf", breaches.sheet, name="crm_breach_sheet"),
    path("violations/<int:pk>/description/", breach_acts.describe, name="crm_breach_describe"),
    path("violations/<int:pk>/decision/", breach_acts.decide, name="crm_breach_decide"),
    path("violations/<int:pk>/notification/", breach_acts.notified, name="crm_breach_notified"),
    path("violations/<int:pk>/information/", breach_acts.informed, name="crm_breach_informed"),
    path("violations/<int:pk>/notes/", breach_acts.note, name="crm_breach_note"),
    path("violations/<int:pk>/etat/<slug:to>/", breach_acts.move, name="crm_breach_move"),
    path("violations/<int:pk>/personnes/", affected.affected, name="crm_breach_affected"),
    path(
        "violations/<int:pk>/personnes/export/", affected.export, name="crm_breach_affected_export"
    ),
]
