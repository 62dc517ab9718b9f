"""The site's own addresses, beside its pages."""

from django.urls import URLPattern, URLResolver, include, path

from editorial.views.frame import health, site_map
from editorial.views.open_data import open_data
from editorial.views.report import report, thanks
from editorial.views.robots import robots, security, sitemap
from editorial.views.search import search
from editorial.watch.views import alive, ready
from territory.views import communes

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("editorial.drawing.urls")),
    path("recherche/", search, name="search"),
    path("donnees-ouvertes/<slug:slug>.<slug:kind>", open_data, name="open_data"),
    path("nous-signaler-un-probleme-d-accessibilite/", report, name="accessibility_report"),
    path(
        "nous-signaler-un-probleme-d-accessibilite/merci/",
        thanks,
        name="accessibility_report_thanks",
    ),
    path("plan-du-site/", site_map, name="site_map"),
    path("communes/", communes, name="communes"),
    path("sante/", health, name="health"),
    path("sante/vivant/", alive, name="health_alive"),
    path("sante/pret/", ready, name="health_ready"),
    path("robots.txt", robots, name="robots"),
    path(".well-known/security.txt", security, name="security"),
    path("sitemap.xml", sitemap, name="sitemap"),
]
