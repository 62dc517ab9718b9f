"""The rules of the house, kept by the machine so that reviews can speak of beauty."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.db.models import BaseConstraint, UniqueConstraint

from tests.files import OURS, ROOT, markup, named, sources, templates, without_comments

SITE_APPS = [
    "territory",
    "editorial",
    "news",
    "forum",
    "training",
    "telecentre",
    "desk",
    "newsletter",
    "signin",
    "home",
]
PLUGIN_APPS = [name.replace(".", "_") for name in settings.PLUGIN_APPS]
INLINE = re.compile(
    r"<script(?![^>]*\bsrc=)(?![^>]*type=\"application/ld\+json\")|<style|\s(?:style|on[a-z]+)=[\"']"
)
# A file that a person opens from their disk brings its style along: it is no page of the site.
FILES = {"file_of_a_person.html"}
ELSEWHERE = re.compile(r"<(?:script|img|link|iframe|source)\b[^>]*(?:src|href)=[\"'](?:https?:)?//")


def test_site_is_a_source_root_and_not_a_package():
    assert not (ROOT / "site/__init__.py").exists()


def test_no_file_outgrows_a_few_screens():
    modules = sources(*OURS, "tests", suffix=".py")
    assert named([path for path in modules if len(path.read_text().splitlines()) >= 250]) == []


def test_the_site_never_names_its_plugin():
    files = sources("site", "home", suffix=".py") + sources("templates", "static", suffix="")
    text = [path for path in files if path.suffix in {".py", ".html", ".txt", ".css", ".js"}]
    naming = [path for path in text if re.search(r"crm", path.read_text(), re.IGNORECASE)]
    assert named(naming) == ["site/config/settings/base.py"]


@pytest.mark.parametrize("app", SITE_APPS + PLUGIN_APPS)
def test_labels_begin_in_lower_case(app):
    models = list(apps.get_app_config(app).get_models())
    labels = [model._meta.verbose_name for model in models]
    labels += [model._meta.verbose_name_plural for model in models]
    labels += [
        field.verbose_name
        for model in models
        for field in model._meta.local_fields
        if isinstance(getattr(field, "verbose_name", None), str)
        and field.model.__module__ == model.__module__
    ]
    assert [label for label in map(str, labels) if capital(label)] == []


def capital(label: str) -> bool:
    """Tell whether a label begins in upper case, an acronym such as RGPD or INSEE being none."""
    first = label.split()[0] if label.split() else ""
    return first[:1].isupper() and not first.isupper()


@pytest.mark.parametrize("app", SITE_APPS + PLUGIN_APPS)
def test_a_constraint_that_a_form_can_break_says_so_in_french(app):
    silent = [
        constraint.name
        for model in apps.get_app_config(app).get_models()
        for constraint in model._meta.constraints
        if not plain(constraint)
        and str(constraint.violation_error_message)
        in {"", str(BaseConstraint.default_violation_error_message)}
    ]
    assert silent == []


def plain(constraint: BaseConstraint) -> bool:
    """Tell whether Django already has a sentence of its own: a few fields that must be unique."""
    unique = isinstance(constraint, UniqueConstraint)
    return unique and not constraint.expressions and constraint.condition is None


def test_every_component_is_used():
    code = "".join(path.read_text() for path in sources(*OURS, suffix=".py"))
    code += "".join(map(without_comments, templates()))
    components = sources("templates/components", suffix=".html")
    assert [path.name for path in components if f"components/{path.name}" not in code] == []


def test_every_component_states_its_contract():
    components = sources("templates/components", suffix=".html")
    silent = [path for path in components if not path.read_text().startswith(("{#", "{% comment"))]
    assert named(silent) == []


def test_every_stylesheet_of_a_component_states_its_contract():
    sheets = sources("static/css/components", suffix=".css")
    assert named([path for path in sheets if not path.read_text().startswith("/*")]) == []


def test_no_template_holds_a_script_or_a_style():
    guilty = [
        path for path in templates() if INLINE.search(markup(path)) and path.name not in FILES
    ]
    assert named(guilty) == []


def test_no_template_asks_another_host_for_anything():
    guilty = [path for path in templates() if ELSEWHERE.search(markup(path))]
    assert named(guilty) == []


@pytest.mark.parametrize("name", ["base", "prod", "dev"])
def test_the_locked_requirements_name_no_address(name):
    text = (ROOT / f"requirements/{name}.txt").read_text()
    assert re.findall(r"://|--index|--extra-index|--find-links|--trusted-host", text) == []


def test_a_form_that_is_included_alone_is_given_its_token():
    """With `only`, an included form knows nothing of the page: without its token, each post is a 403."""
    alone = re.compile(r'{% include "([^"]+)"([^%]*) only %}')
    texts = {template_name(path): without_comments(path) for path in templates()}
    posting = {name for name, text in texts.items() if "{% csrf_token %}" in text}
    lacking = [
        f"{name}: {included}"
        for name, text in texts.items()
        for included, given in alone.findall(text)
        if included in posting and "csrf_token=csrf_token" not in given
    ]
    assert lacking == []


def template_name(path: Path) -> str:
    """The name by which a template is included."""
    return path.as_posix().rpartition("templates/")[2]


def test_nothing_is_left_to_do():
    later = re.compile(r"(?:#|/\*|<!--).*\b(?:TO" r"DO|FIX" r"ME)\b")
    files = [
        *sources(*OURS, "tests", suffix=".py"),
        *templates(),
        *sources("static", suffix=".css"),
    ]
    assert named([path for path in files if later.search(path.read_text())]) == []


def test_who_may_import_whom():
    contracts = subprocess.run(
        [str(Path(sys.executable).with_name("lint-imports")), "--no-logo", "--no-cache"],
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": f"site{os.pathsep}."},
        capture_output=True,
        text=True,
        check=False,
    )
    assert contracts.returncode == 0, contracts.stdout + contracts.stderr
