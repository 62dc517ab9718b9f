from django.urls import path

from . import views

urlpatterns = [
    path("", views.works, name="crm_works"),
    path("<int:pk>/", views.work, name="crm_work"),
    path("<int:pk>/avancement/", views.advance, name="crm_work_progress"),
    path("<int:pk>/annuler/", views.cancel, name="crm_work_cancel"),
    path("<int:pk>/fichier/", views.take, name="crm_work_file"),
]
