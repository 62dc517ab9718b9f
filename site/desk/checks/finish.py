"""The end of a review: what WAGTAIL_FINISH_WORKFLOW_ACTION names.

Wagtail imports this while it defines its own models, so that nothing may be imported from it here
before the function runs.
"""

from __future__ import annotations

from typing import Any


def publish_if_sound(workflow_state: Any, user: Any = None) -> None:
    """Publish what has been approved, or undo the approval until its findings are read."""
    from wagtail.models import Page
    from wagtail.workflows import publish_workflow_state

    from desk.checks.examine import Stopped, examine_latest

    approved = workflow_state.content_object
    if isinstance(approved, Page) and not examine_latest(approved, user).may_go:
        raise Stopped(approved)
    publish_workflow_state(workflow_state, user=user)
