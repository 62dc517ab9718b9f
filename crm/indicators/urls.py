from django.urls import path, re_path

from .views import results

DAY = r"(?P<day>\d{4}-\d{2}-\d{2})"

site_urls = [
    path("formations/resultats/", results.results, name="results"),
    path("formations/resultats/donnees.csv", results.results_data, name="results_data"),
    re_path(rf"^formations/resultats/{DAY}/$", results.results_on, name="results_on"),
    re_path(
        rf"^formations/resultats/{DAY}/donnees\.(?P<kind>csv|json)$",
        results.results_file,
        name="results_file",
    ),
]
