from django.urls import path

from .views import committee, examinations, grids, letters, pool, readings, sessions

urlpatterns = [
    path("selection/", sessions.sessions, name="crm_selection"),
    path("selection/lectures/", readings.mine, name="crm_readings"),
    path("selection/lectures/<int:pk>/", readings.reading, name="crm_reading"),
    path(
        "selection/lectures/<int:pk>/correction/", readings.correction, name="crm_reading_correct"
    ),
    path("selection/lectures/<int:pk>/retrait/", examinations.take, name="crm_reading_take_back"),
    path("selection/candidatures/<int:pk>/", examinations.examination, name="crm_examination"),
    path("selection/candidatures/<int:pk>/lecteur/", examinations.name, name="crm_reader_name"),
    path("selection/candidatures/<int:pk>/accord/", examinations.agreement, name="crm_agreed_mark"),
    path("selection/candidatures/<int:pk>/recours/", examinations.take_appeal, name="crm_appeal"),
    path("selection/sessions/<int:pk>/", committee.committee, name="crm_committee"),
    path("selection/sessions/<int:pk>/equilibre/", committee.balance, name="crm_committee_balance"),
    path("selection/sessions/<int:pk>/lecteurs/", sessions.share, name="crm_share_readings"),
    path("selection/sessions/<int:pk>/courriers/", letters.letters, name="crm_committee_letters"),
    path("selection/sessions/<int:pk>/releve/", letters.minutes, name="crm_committee_minutes"),
    path("selection/sans-session/", pool.pool, name="crm_pool"),
    path("selection/grilles/", grids.grids, name="crm_grids"),
    path("selection/grilles/<int:pk>/", grids.grid, name="crm_grid"),
    path("selection/formations/<int:pk>/grille/", grids.new_version, name="crm_grid_new"),
]
