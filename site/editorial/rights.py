"""Groups and what each may do: the site’s own from fixtures/rights.toml, the plugins’ from theirs."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth.models import Group, Permission
from django.db import transaction
from wagtail import hooks
from wagtail.models import (
    Collection,
    GroupCollectionPermission,
    GroupPagePermission,
    Page,
    Site,
)

from editorial.review import hold_review, retire_groups_of_wagtail

RIGHTS = Path("fixtures/rights.toml")
VERBS = ("view", "add", "change", "delete")


# Every permission of the base: {(app label, codename): primary key}.
Known = dict[tuple[str, str], int]


@transaction.atomic
def grant() -> list[Group]:
    """Create each group and give it its rights. Rights added by hand are left in place.

    Sections are named by their address: those that do not exist yet are granted the next time.
    """
    offered = [register() for register in hooks.get_hooks("register_rights")]
    known = known_permissions()
    groups = []
    for path in (settings.BASE_DIR / RIGHTS, *offered):
        written = tomllib.loads(path.read_text(encoding="utf-8"))
        groups += [grant_group(name, given, known) for name, given in written.items()]
    retire_groups_of_wagtail()
    return groups


def known_permissions() -> Known:
    rows = Permission.objects.values_list("content_type__app_label", "codename", "pk")
    return {(app, codename): pk for app, codename, pk in rows}


def site_roles() -> list[str]:
    """The names of the site's own groups: nothing in them reaches what a plugin holds."""
    return list(tomllib.loads((settings.BASE_DIR / RIGHTS).read_text(encoding="utf-8")))


def grant_group(name: str, given: dict[str, Any], known: Known) -> Group:
    group = group_named(name, given.get("succeeds", ""))
    grant_pages(group, Page.get_first_root_node(), given.get("pages", []), known)
    for address, verbs in given.get("sections", {}).items():
        grant_pages(group, section(address), verbs, known)
    grant_files(group, Collection.get_first_root_node(), given.get("files", []), known)
    for title, labels in given.get("collections", {}).items():
        grant_files(group, collection_named(title), labels, known)
    labels = [*given.get("rights", []), *on_rows(given.get("models", []), VERBS)]
    labels += on_rows(given.get("reads", []), VERBS[:1])
    group.permissions.add(*(permission(known, *label.split(".")) for label in labels))
    if "reviews" in given:
        hold_review(given["reviews"], group)
    return group


def group_named(name: str, former: str) -> Group:
    """The group of this name; on a base already in place, the one that had the former name takes it."""
    if former and not Group.objects.filter(name=name).exists():
        Group.objects.filter(name=former).update(name=name)
    return Group.objects.get_or_create(name=name)[0]


def grant_pages(group: Group, page: Page | None, verbs: list[str], known: Known) -> None:
    if page is None:
        return
    wanted = (permission(known, "wagtailcore", codename) for codename in verbs)
    GroupPagePermission.objects.bulk_create(
        [GroupPagePermission(group=group, page=page, permission_id=pk) for pk in wanted],
        ignore_conflicts=True,
    )


def section(address: str) -> Page | None:
    """The page at an address of the site, or None while nobody has made it."""
    site = Site.objects.filter(is_default_site=True).select_related("root_page").first()
    if site is None:
        return None
    return Page.objects.filter(url_path=site.root_page.url_path.rstrip("/") + address).first()


def grant_files(group: Group, collection: Collection, labels: list[str], known: Known) -> None:
    wanted = (permission(known, *label.split(".")) for label in labels)
    GroupCollectionPermission.objects.bulk_create(
        [
            GroupCollectionPermission(group=group, collection=collection, permission_id=pk)
            for pk in wanted
        ],
        ignore_conflicts=True,
    )


def collection_named(name: str) -> Collection:
    root = Collection.get_first_root_node()
    return root.get_children().filter(name=name).first() or root.add_child(name=name)


def on_rows(models: list[str], verbs: tuple[str, ...]) -> list[str]:
    """Django's labels of verbs on models: ("news.theme", "view") gives "news.view_theme"."""
    return [label.replace(".", f".{verb}_") for label in models for verb in verbs]


def permission(known: Known, app: str, codename: str) -> int:
    """Raise Permission.DoesNotExist for one that a file of rights alone knows."""
    try:
        return known[app, codename]
    except KeyError as error:
        raise Permission.DoesNotExist(f"{app}.{codename}") from error
