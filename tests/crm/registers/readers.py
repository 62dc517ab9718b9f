"""Who reads registers in the tests, and where."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import Permission
from django.test import Client

from tests.crm.factories import UserFactory


def url(register: type, action: str = "index", *args: Any) -> str:
    helper = register().url_helper
    return str(helper.index_url if action == "index" else helper.get_action_url(action, *args))


def reader(*labels: str) -> Client:
    user = UserFactory()
    for label in ("wagtailadmin.access_admin", *labels):
        app, codename = label.split(".")
        user.user_permissions.add(
            Permission.objects.get(content_type__app_label=app, codename=codename)
        )
    client = Client()
    client.force_login(user)
    return client
