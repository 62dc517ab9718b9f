from django.urls import path

from .views import anonymising, forgetting, holds, notices, public, runs

urlpatterns = [
    path("", anonymising.retention, name="crm_retention"),
    path("<int:pk>/anonymiser/", anonymising.anonymise_person, name="crm_anonymise"),
    path("passages/", runs.runs, name="crm_runs"),
    path("passages/preparer/", runs.prepare, name="crm_run_prepare"),
    path("passages/<int:pk>/", runs.run, name="crm_run"),
    path("passages/<int:pk>/signer/", runs.sign, name="crm_run_sign"),
    path("passages/<int:pk>/abandonner/", runs.abandon, name="crm_run_abandon"),
    path("passages/<int:pk>/<int:line>/ecarter/", runs.exempt, name="crm_run_exempt"),
    path("passages/<int:pk>/rapport.pdf", runs.paper, name="crm_run_paper"),
    path("retenues/", holds.holds, name="crm_holds"),
    path("retenues/<int:pk>/lever/", holds.end_hold, name="crm_hold_lift"),
    path("<int:pk>/retenir/", holds.new_hold, name="crm_hold_new"),
    path("avis/", notices.notices, name="crm_notices"),
    path("a-prevenir/", notices.to_call, name="crm_notices_to_call"),
    path("a-prevenir/<int:pk>/<slug:act>/", notices.note, name="crm_notice_note"),
    path("oublis/", forgetting.forgetting, name="crm_forgetting"),
    path("comptes/", forgetting.idle_accounts, name="crm_idle_accounts"),
]
site_urls = [path("conservation/<str:token>/", public.ending_file, name="retention_notice")]
