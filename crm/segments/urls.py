from django.urls import path

from .views import segments

urlpatterns = [
    path("segments/", segments.segments, name="crm_segments"),
    path("segments/nouveau/", segments.new, name="crm_segment_new"),
    path("segments/<int:pk>/", segments.segment, name="crm_segment"),
    path("segments/<int:pk>/criteres/", segments.change, name="crm_segment_change"),
    path("segments/<int:pk>/supprimer/", segments.forget, name="crm_segment_forget"),
]
