"""How many a day: counted, never stored."""

from __future__ import annotations

from datetime import datetime

from django.db import models, transaction
from django.db.models import F
from django.utils import timezone


class DailyCount(models.Model):
    """One number a day, of posts of which nothing is kept."""

    day = models.DateField("jour", primary_key=True)
    count = models.PositiveIntegerField("nombre", default=0)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.day:%d/%m/%Y} : {self.count}"

    @classmethod
    @transaction.atomic
    def count_one(cls, at: datetime | None = None) -> None:
        day = timezone.localdate(at or timezone.now())
        cls._default_manager.get_or_create(day=day)
        cls._default_manager.filter(day=day).update(count=F("count") + 1)
