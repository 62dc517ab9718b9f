from django.urls import path

from .views import results

site_urls = [
    path("formations/resultats/", results.results, name="results"),
    path("formations/resultats/donnees.csv", results.results_data, name="results_data"),
]
