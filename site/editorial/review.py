"""The one-step workflow of the site: whoever may not publish proposes, a reviewer approves."""

from __future__ import annotations

from django.contrib.auth.models import Group
from wagtail.models import GroupApprovalTask, Page, Workflow, WorkflowPage, WorkflowTask

# What Wagtail's own migrations put in every new base, in English.
GROUPS_OF_WAGTAIL = ("Moderators", "Editors")
WORKFLOW_OF_WAGTAIL = "Moderators approval"


def hold_review(name: str, group: Group) -> Workflow:
    """Let a group approve what is proposed anywhere, unless staff chose another workflow there."""
    task, _ = GroupApprovalTask.objects.get_or_create(name=name)
    task.groups.add(group)
    workflow, _ = Workflow.objects.get_or_create(name=name)
    WorkflowTask.objects.get_or_create(workflow=workflow, task=task)
    root = Page.get_first_root_node()
    held, _ = WorkflowPage.objects.get_or_create(page=root, defaults={"workflow": workflow})
    if held.workflow.name == WORKFLOW_OF_WAGTAIL:
        held.workflow = workflow
        held.save(update_fields=["workflow"])
    return workflow


def retire_groups_of_wagtail() -> None:
    """Take away the English groups that nobody is in, and the workflow that waited for them."""
    Group.objects.filter(name__in=GROUPS_OF_WAGTAIL, user=None).delete()
    idle = Workflow.objects.filter(name=WORKFLOW_OF_WAGTAIL, active=True)
    for workflow in idle.filter(workflow_states=None, workflow_pages=None):
        workflow.deactivate()
        GroupApprovalTask.objects.filter(name=workflow.name, groups=None).update(active=False)
