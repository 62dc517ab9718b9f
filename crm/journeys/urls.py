from django.urls import path

from .views import (
    board,
    bulk,
    day,
    exchanges,
    file,
    first_contact,
    guide,
    journeys,
    load,
    morning,
    own_calendar,
    saved_views,
)

urlpatterns = [
    path("journee/", day.my_day, name="crm_day"),
    path("journee/courriel/", morning.choose, name="crm_morning"),
    path("agenda/", own_calendar.own_calendar, name="crm_own_calendar"),
    path("agenda/adresse/", own_calendar.renew, name="crm_feed_renew"),
    path("agenda/noms/", own_calendar.tell_names, name="crm_feed_names"),
    path("agenda/suppression/", own_calendar.revoke, name="crm_feed_revoke"),
    path("charge/", load.load, name="crm_load"),
    path("guide/", guide.guide, name="crm_guide"),
    path("premier-contact/", first_contact.first_contact, name="crm_first_contact"),
    path("premier-contact/ressemblances/", first_contact.alike, name="crm_alike"),
    path("parcours/", board.board, name="crm_board"),
    path("parcours/liste/", board.journey_list, name="crm_journeys"),
    path("parcours/vues/", saved_views.views, name="crm_views"),
    path("parcours/vues/nouvelle/", saved_views.keep, name="crm_view_new"),
    path("parcours/vues/<int:pk>/", saved_views.change, name="crm_view_change"),
    path("parcours/vues/<int:pk>/suppression/", saved_views.forget, name="crm_view_forget"),
    path("parcours/actions/", bulk.bulk, name="crm_bulk"),
    path("personnes/<int:pk>/", file.person_file, name="crm_person"),
    path("personnes/<int:pk>/echanges/", exchanges.log, name="crm_log"),
    path("personnes/<int:pk>/taches/", exchanges.new_task, name="crm_task_new"),
    path("personnes/<int:pk>/accords/", exchanges.consent, name="crm_consent"),
    path("personnes/<int:pk>/parcours/", journeys.open_another, name="crm_journey_open"),
    path("taches/<int:pk>/faite/", exchanges.task_done, name="crm_task_done"),
    path("taches/<int:pk>/report/", exchanges.task_postpone, name="crm_task_postpone"),
    path("parcours/<int:pk>/etape/", journeys.move_journey, name="crm_journey_move"),
    path("parcours/<int:pk>/etape/ici/", journeys.move_from_file, name="crm_journey_move_here"),
    path("parcours/<int:pk>/cloture/", journeys.close, name="crm_journey_close"),
    path("parcours/<int:pk>/pause/", journeys.pause_journey, name="crm_journey_pause"),
    path("parcours/<int:pk>/projet/", journeys.describe_journey, name="crm_journey_describe"),
    path("parcours/<int:pk>/suite/", exchanges.next_action, name="crm_next_action"),
    path("parcours/<int:pk>/report/", exchanges.postpone, name="crm_postpone"),
    path("parcours/<int:pk>/fait/", exchanges.done, name="crm_next_action_done"),
]

# Opened from a letter or by a calendar, without an account.
public_urlpatterns = [
    path("courriel-du-matin/<str:token>/", morning.stop, name="crm_morning_stop"),
    path("agenda-suivi/<str:token>.ics", own_calendar.read, name="crm_feed"),
]
