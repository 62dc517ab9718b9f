"""Groups and what each may do: the site’s own from fixtures/rights.toml, the plugins’ from theirs."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth.models import Group, Permission
from django.db import transaction
from wagtail import hooks
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page

RIGHTS = Path("fixtures/rights.toml")


@transaction.atomic
def grant() -> list[Group]:
    """Create each group and give it its rights. Rights added by hand are left in place."""
    offered = [register() for register in hooks.get_hooks("register_rights")]
    groups = []
    for path in (settings.BASE_DIR / RIGHTS, *offered):
        written = tomllib.loads(path.read_text(encoding="utf-8"))
        groups += [grant_group(name, given) for name, given in written.items()]
    return groups


def grant_group(name: str, given: dict[str, Any]) -> Group:
    group, _ = Group.objects.get_or_create(name=name)
    root, collection = Page.get_first_root_node(), Collection.get_first_root_node()
    for codename in given.get("pages", []):
        GroupPagePermission.objects.get_or_create(
            group=group, page=root, permission=permission("wagtailcore", codename)
        )
    for label in given.get("files", []):
        GroupCollectionPermission.objects.get_or_create(
            group=group, collection=collection, permission=permission(*label.split("."))
        )
    group.permissions.add(*(permission(*label.split(".")) for label in given.get("rights", [])))
    for label in given.get("models", []):
        app, model = label.split(".")
        verbs = ("view", "add", "change", "delete")
        group.permissions.add(*(permission(app, f"{verb}_{model}") for verb in verbs))
    return group


def permission(app: str, codename: str) -> Permission:
    return Permission.objects.get(content_type__app_label=app, codename=codename)
