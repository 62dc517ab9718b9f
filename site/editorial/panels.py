"""What stands above the fields in the editor of every page."""

from __future__ import annotations

from django.utils.html import format_html
from wagtail import hooks
from wagtail.admin.panels import HelpPanel, Panel


def editor_panels(sentence: str) -> list[Panel]:
    """One sentence that helps, then what the rooms above put there (`register_editor_panel`)."""
    offered = [offer() for offer in hooks.get_hooks("register_editor_panel")]
    helped = format_html('<p class="page-help">{}</p>', sentence)
    return [HelpPanel(helped), *offered] if sentence else offered
