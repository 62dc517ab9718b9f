from wagtail import hooks

from forum.admin import ForumViewSets


@hooks.register("register_admin_viewset")
def register_viewsets() -> ForumViewSets:
    return ForumViewSets()
