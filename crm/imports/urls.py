from django.urls import path

from .views import batches, giving

urlpatterns = [
    path("", giving.imports, name="crm_imports"),
    path("modele.csv", giving.model_file, {"kind": giving.CSV}, name="crm_import_model_csv"),
    path("modele.xlsx", giving.model_file, {"kind": giving.XLSX}, name="crm_import_model_xlsx"),
    path("<int:pk>/", batches.batch, name="crm_import"),
    path("<int:pk>/colonnes/", giving.columns, name="crm_import_columns"),
    path("<int:pk>/decisions/", batches.decide, name="crm_import_decide"),
    path("<int:pk>/confirmer/", batches.confirm, name="crm_import_confirm"),
    path("<int:pk>/abandonner/", batches.discard, name="crm_import_discard"),
    path("<int:pk>/arreter/", batches.stop, name="crm_import_stop"),
    path("<int:pk>/relancer/", batches.take_up, name="crm_import_take_up"),
    path("<int:pk>/retirer/", batches.remove, name="crm_import_remove"),
    path("<int:pk>/a-corriger.csv", batches.refused_lines, name="crm_import_refused"),
]
