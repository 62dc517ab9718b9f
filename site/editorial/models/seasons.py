from __future__ import annotations

from django.db import models


class Season(models.TextChoices):
    SPRING = "spring", "printemps"
    SUMMER = "summer", "été"
    AUTUMN = "autumn", "automne"
    WINTER = "winter", "hiver"
