"""How the first migration of a room makes its tables."""

from __future__ import annotations

from typing import Any

from django.db.migrations import Migration
from django.db.migrations.state import ProjectState


class AllAtOnce(Migration):
    """A migration that only creates models, each after those it names, then runs functions.

    Django draws every known model again after each creation: with three hundred models and as many
    creations, a new base takes minutes. Here they are drawn once, all known, before the first table.
    """

    def apply(
        self, project_state: ProjectState, schema_editor: Any, collect_sql: bool = False
    ) -> ProjectState:
        project_state.__dict__.pop("apps", None)
        # Drawn whole: what comes after need not draw them again.
        project_state.is_delayed = False
        for operation in self.operations:
            operation.state_forwards(self.app_label, project_state)
        for operation in self.operations:
            operation.database_forwards(self.app_label, schema_editor, project_state, project_state)
        return project_state
