from django.urls import path

from .views import campaigns, exclusions, segments

urlpatterns = [
    path("segments/", segments.segments, name="crm_segments"),
    path("segments/nouveau/", segments.new, name="crm_segment_new"),
    path("segments/<int:pk>/", segments.segment, name="crm_segment"),
    path("segments/<int:pk>/criteres/", segments.change, name="crm_segment_change"),
    path("segments/<int:pk>/supprimer/", segments.forget, name="crm_segment_forget"),
    path("messages/", campaigns.campaigns, name="crm_campaigns"),
    path("messages/nouveau/", campaigns.new, name="crm_campaign_new"),
    path("messages/<int:pk>/", campaigns.campaign, name="crm_campaign"),
    path("messages/<int:pk>/apercu/<int:rank>/", campaigns.letter, name="crm_campaign_letter"),
    path("messages/<int:pk>/essai/", campaigns.send_test, name="crm_campaign_test"),
    path("messages/<int:pk>/lancer/", campaigns.launch, name="crm_campaign_launch"),
    path("messages/<int:pk>/abandonner/", campaigns.abandon, name="crm_campaign_abandon"),
    path("exclusions/", exclusions.lists, name="crm_exclusions"),
    path("exclusions/<int:pk>/", exclusions.one_list, name="crm_exclusion_list"),
    path("exclusions/<int:pk>/changer/", exclusions.change, name="crm_exclusion_change"),
    path("exclusions/<int:pk>/ajouter/", exclusions.put, name="crm_exclusion_put"),
    path("exclusions/<int:pk>/supprimer/", exclusions.close, name="crm_exclusion_close"),
    path("exclusions/<int:pk>/<int:entry>/oter/", exclusions.take_off, name="crm_exclusion_off"),
]
