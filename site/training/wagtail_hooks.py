from wagtail import hooks

from training.admin import TrainingViewSets


@hooks.register("register_admin_viewset")
def register_viewsets() -> TrainingViewSets:
    return TrainingViewSets()
