"""The desk of questionnaires in Wagtail's admin."""

from django.urls import path

from .views import results, sets

urlpatterns = [
    path("questionnaires/", results.questionnaires, name="crm_questionnaires"),
    path("questionnaires/sessions/<int:pk>/", results.session_results, name="crm_session_results"),
    path("questionnaires/formations/<int:pk>/", results.course_results, name="crm_course_results"),
    path("questionnaires/questions/", sets.question_sets, name="crm_question_sets"),
    path("questionnaires/questions/<int:pk>/", sets.question_set, name="crm_question_set"),
    path("questionnaires/questions/<int:pk>/service/", sets.open_set, name="crm_question_set_open"),
    path(
        "questionnaires/questions/<slug:moment>/preparer/",
        sets.prepare_set,
        name="crm_question_set_prepare",
    ),
]
