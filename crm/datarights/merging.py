"""Two files made one: a request that was tied to both is tied to the one that stays."""

from crm.people.merging.rules import Merge

from .models import RequestFile


def files(merge: Merge) -> None:
    held = RequestFile.objects.filter(person=merge.kept).values("request")
    RequestFile.objects.filter(person=merge.ended, request__in=held).delete()
