from __future__ import annotations

from typing import Any

from wagtail.admin.forms import WagtailAdminModelForm

from territory.models import Commune


class SiteForm(WagtailAdminModelForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kept = self.instance.commune_id
        self.fields["commune"].queryset = Commune.objects.to_choose_from(kept)
