"""Groups and what each may do: the site’s own from fixtures/rights.toml, the plugins’ from theirs."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
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

# What the files of rights write, a group after another; two files may give to the same one.
Written = list[tuple[str, dict[str, Any]]]


@transaction.atomic
def grant() -> list[Group]:
    """Create each group and give it its rights. Rights added by hand are left in place.

    Sections are named by their address: those that do not exist yet are granted the next time.
    """
    offered = [register() for register in hooks.get_hooks("register_rights")]
    files = (settings.BASE_DIR / RIGHTS, *offered)
    written: Written = [pair for path in files for pair in read(path).items()]
    groups = groups_named({name: given.get("succeeds", "") for name, given in reversed(written)})
    rights = Rights(known_permissions(), pages_of(written))
    for name, given in written:
        rights.collect(groups[name], given)
    rights.write()
    for name, given in written:
        if "reviews" in given:
            hold_review(given["reviews"], groups[name])
    retire_groups_of_wagtail()
    return list(groups.values())


def read(path: Path) -> dict[str, dict[str, Any]]:
    return tomllib.loads(path.read_text(encoding="utf-8"))


def site_roles() -> list[str]:
    """The names of the site's own groups: nothing in them reaches what a plugin holds."""
    return list(read(settings.BASE_DIR / RIGHTS))


def groups_named(successions: dict[str, str]) -> dict[str, Group]:
    """The groups of these names; on a base already in place, the one that had a former name takes it."""
    there = {group.name: group for group in Group.objects.all()}
    for name, former in successions.items():
        if name not in there and former in there:
            group = there[name] = there.pop(former)
            group.name = name
            group.save(update_fields=["name"])
    new = Group.objects.bulk_create(Group(name=name) for name in successions if name not in there)
    there |= {group.name: group for group in new}
    return {name: there[name] for name in successions}


def known_permissions() -> dict[tuple[str, str], int]:
    """Every permission of the base, by app label and codename."""
    rows = Permission.objects.values_list("content_type__app_label", "codename", "pk")
    return {(app, codename): pk for app, codename, pk in rows}


def pages_of(written: Written) -> dict[str, Page | None]:
    """The root of the pages under "", and those at the addresses that are named, where somebody made them."""
    site = Site.objects.filter(is_default_site=True).select_related("root_page").first()
    found: dict[str, Page | None] = {"": Page.get_first_root_node()}
    if site is None:
        return found
    above = site.root_page.url_path.rstrip("/")
    named = {above + address: address for _, one in written for address in one.get("sections", {})}
    for page in Page.objects.filter(url_path__in=named):
        found[named[page.url_path]] = page
    return found


@dataclass
class Rights:
    """Collects what every group is given, then writes it in three statements."""

    known: dict[tuple[str, str], int]
    pages: dict[str, Page | None]
    on_pages: list[GroupPagePermission] = field(default_factory=list)
    on_files: list[GroupCollectionPermission] = field(default_factory=list)
    on_models: list[Any] = field(default_factory=list)
    collections: dict[str, Collection] = field(default_factory=dict)

    def collect(self, group: Group, given: dict[str, Any]) -> None:
        for address, verbs in {"": given.get("pages", []), **given.get("sections", {})}.items():
            if page := self.pages.get(address):
                self.on_pages += [
                    GroupPagePermission(
                        group=group, page=page, permission_id=self.pk(f"wagtailcore.{verb}")
                    )
                    for verb in verbs
                ]
        for title, labels in {"": given.get("files", []), **given.get("collections", {})}.items():
            # Made even when nothing is given on it: staff put files there.
            held_in = self.collection(title)
            self.on_files += [
                GroupCollectionPermission(
                    group=group, collection=held_in, permission_id=self.pk(label)
                )
                for label in labels
            ]
        labels = [*given.get("rights", []), *on_rows(given.get("models", []), VERBS)]
        labels += on_rows(given.get("reads", []), VERBS[:1])
        held = Group.permissions.through
        self.on_models += [
            held(group_id=group.pk, permission_id=self.pk(label)) for label in labels
        ]

    def write(self) -> None:
        GroupPagePermission.objects.bulk_create(self.on_pages, ignore_conflicts=True)
        GroupCollectionPermission.objects.bulk_create(self.on_files, ignore_conflicts=True)
        Group.permissions.through.objects.bulk_create(self.on_models, ignore_conflicts=True)

    def pk(self, label: str) -> int:
        """Raise Permission.DoesNotExist for one that a file of rights alone knows."""
        app, codename = label.split(".")
        try:
            return self.known[app, codename]
        except KeyError as error:
            raise Permission.DoesNotExist(label) from error

    def collection(self, title: str) -> Collection:
        if title not in self.collections:
            self.collections[title] = (
                collection_named(title) if title else Collection.get_first_root_node()
            )
        return self.collections[title]


def collection_named(name: str) -> Collection:
    root = Collection.get_first_root_node()
    return root.get_children().filter(name=name).first() or root.add_child(name=name)


def on_rows(models: list[str], verbs: tuple[str, ...]) -> list[str]:
    """Django's labels of verbs on models: ("news.theme", "view") gives "news.view_theme"."""
    return [label.replace(".", f".{verb}_") for label in models for verb in verbs]
