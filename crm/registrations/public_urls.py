"""The Forum's pages are called by their year: none of these names is one."""

from django.urls import path

from .views import mine, public, tickets

urlpatterns = [
    path("forum/inscription/<int:number>/", public.register_group, name="forum_register"),
    path("forum/inscription/<int:number>/merci/", public.thanks, name="forum_registered"),
    path("forum/mon-lien/", public.lost_link, name="forum_lost_link"),
    path("forum/mon-inscription/<str:token>/", mine.mine, name="forum_mine"),
    path("forum/mon-inscription/<str:token>/changer/", mine.change_mine, name="forum_change"),
    path("forum/mon-inscription/<str:token>/billets/", tickets.printable, name="forum_tickets"),
    path("forum/mon-inscription/<str:token>/forum.ics", tickets.calendar, name="forum_calendar"),
    path("forum/billet/<slug:code>/", tickets.ticket, name="forum_ticket"),
]
