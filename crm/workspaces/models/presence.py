from __future__ import annotations

from django.db import models

from crm.people.models import Person
from telecentre.models import Site


class HalfDay(models.TextChoices):
    MORNING = "am", "matin"
    AFTERNOON = "pm", "après-midi"


class PresenceSource(models.TextChoices):
    DESK = "desk", "accueil"
    SELF = "self", "elle-même"
    IMPORT = "import", "registre repris"


class Presence(models.Model):
    """Somebody worked at the telecentre one half-day."""

    person = models.ForeignKey(
        Person, models.PROTECT, related_name="presences", verbose_name="personne"
    )
    site = models.ForeignKey(Site, models.PROTECT, related_name="+", verbose_name="site")
    date = models.DateField("jour", db_index=True)
    half = models.CharField("demi-journée", max_length=2, choices=HalfDay)
    source = models.CharField(
        "notée par", max_length=6, choices=PresenceSource, default=PresenceSource.DESK
    )

    class Meta:
        verbose_name = "présence"
        ordering = ["-date", "half", "pk"]
        permissions = [("export_presence", "Peut exporter des présences")]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "date", "half"],
                name="presence_once_a_half_day",
                violation_error_message="Cette présence est déjà notée.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.person}, {self.date:%d/%m/%Y} {self.get_half_display()}"
