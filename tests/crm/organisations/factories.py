"""Organisations, and the desk from which they are written and read."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import User
from django.urls import reverse

from crm.organisations.models import Organisation
from crm.organisations.services import add_organisation
from tests.crm.desk import at_the_desk


def organisation(
    name: str = "Laiterie du Cantal", kind: str = "employer", **told: object
) -> Organisation:
    return add_organisation(name, kind, by=None, **told)  # type: ignore[arg-type]


def desk_post(name: str, data: dict[str, Any], *args: int, user: User | None = None) -> Any:
    return at_the_desk(user).post(reverse(name, args=args), data)


def page(name: str, *args: int, user: User | None = None, **asked: str) -> str:
    answer = at_the_desk(user).get(reverse(name, args=args), asked)
    assert answer.status_code == 200
    return answer.content.decode()
