"""The site's own addresses, beside its pages."""

from django.urls import URLPattern, URLResolver, include, path
from wagtail.contrib.sitemaps.views import sitemap

from editorial.views.frame import health, robots, site_map
from editorial.views.search import search
from territory.views import communes

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("editorial.drawing.urls")),
    path("recherche/", search, name="search"),
    path("plan-du-site/", site_map, name="site_map"),
    path("communes/", communes, name="communes"),
    path("sante/", health, name="health"),
    path("robots.txt", robots, name="robots"),
    path("sitemap.xml", sitemap, name="sitemap"),
]
