from django.apps import AppConfig, apps


class JournalConfig(AppConfig):
    name = "crm.journal"
    label = "crm_journal"
    verbose_name = "Journal"

    def ready(self) -> None:
        from . import accounts, sign_ins

        # Wagtail would note, at each save, which page or image every row of ours points to: several
        # queries a write, for rows that hold no editorial reference. Wagtail's own apps come later.
        for model in apps.get_models():
            if model._meta.app_label.startswith("crm_"):
                model.wagtail_reference_index_ignore = True  # type: ignore[attr-defined]
        sign_ins.listen()
        accounts.listen()
