"""The public addresses of applications."""

from django.urls import path

from .views import follow, follow_modules, follow_parts, public, signing, steps, trainer_space

urlpatterns = [
    path("candidater/", public.apply_any, name="apply_any"),
    path("candidater/merci/", public.thanks, name="apply_thanks"),
    path("candidater/reprendre/", public.resume, name="apply_resume"),
    path("candidater/reprendre/envoye/", public.resume_sent, name="apply_resume_sent"),
    path("candidater/<int:pk>/", public.apply, name="apply"),
    path("suivi/<str:token>/modules/", follow_modules.modules, name="follow_modules"),
    path("suivi/<str:token>/modules/<int:pk>/", follow_modules.hand_in_work, name="follow_hand_in"),
    path("suivi/<str:token>/formation.ics", follow_modules.calendar, name="follow_calendar"),
    path("candidater/suite/<str:token>/", steps.draft, name="apply_draft"),
    path("candidater/suite/<str:token>/plus-tard/", steps.later, name="apply_later"),
    path("candidater/suite/<str:token>/effacer/", steps.discard, name="apply_discard"),
    path("candidater/suite/<str:token>/<slug:slug>/", steps.step, name="apply_step"),
    path("suivi/<str:token>/", follow.follow, name="follow"),
    path("suivi/<str:token>/pieces/", follow_parts.send_file, name="follow_files"),
    path("suivi/<str:token>/message/", follow_parts.send_message, name="follow_message"),
    path("suivi/<str:token>/accords/", follow_parts.withdraw, name="follow_withdraw"),
    path("suivi/<str:token>/<slug:action>/", follow.act, name="follow_act"),
    path("emargement/<str:token>/", signing.by_link, name="sign_half_day"),
    path("emargement/tablette/<str:token>/", signing.on_tablet, name="sign_tablet"),
    path(
        "emargement/tablette/<str:token>/<int:pk>/",
        signing.sign_on_tablet,
        name="sign_on_tablet",
    ),
    path("agenda-formateur/<str:token>.ics", trainer_space.read_calendar, name="trainer_calendar"),
]
