from django.apps import AppConfig


class HomeConfig(AppConfig):
    name = "home"
    verbose_name = "Accueil"
    # What the search files its pages under.
    facet = "Pages"
