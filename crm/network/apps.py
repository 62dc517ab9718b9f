from django.apps import AppConfig


class NetworkConfig(AppConfig):
    name = "crm.network"
    label = "crm_network"
    verbose_name = "Annuaire du réseau"

    def ready(self) -> None:
        from crm.journeys import day, panels, timeline
        from crm.people.merging import rules

        from . import file_panels, merging, moments, to_read
        from .models import Card, Introduction

        panels.register("network", file_panels.network, 62)
        timeline.register("network", moments.network)
        day.register("network", to_read.cards, 36)
        rules.settle_first(Card, "person", merging.cards)
        rules.settle_first(Introduction, "first", merging.introductions)
        rules.settled_elsewhere(Introduction, "second")
