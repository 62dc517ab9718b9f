from wagtail import hooks

from forum.admin import ForumViewSets
from forum.desk import forum_items


@hooks.register("register_admin_viewset")
def register_viewsets() -> ForumViewSets:
    return ForumViewSets()


hooks.register("register_desk_items", forum_items)
