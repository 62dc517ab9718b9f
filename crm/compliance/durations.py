"""Every length of time that the register of processing names, read where it is applied. No second source."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings

from crm.applications.drafts import expiry
from crm.background import services as works
from crm.imports import services as imports
from crm.privacy import purges
from crm.privacy.clocks import clocks
from editorial.legal import reports
from editorial.readings import counting

DAYS_A_MONTH = 30


def durations() -> dict[str, int]:
    """Name → number of months, or of what the sentence says: days, hours, years."""
    return {
        **{code: clock.months for code, clock in clocks().items()},
        "forms": purges.FORM_MONTHS,
        "letters": purges.LETTER_MONTHS,
        "traces": settings.JOURNAL_MONTHS,
        "drafts": expiry.LASTS.days,
        "imports": imports.KEPT.days,
        "minors": settings.MINORS_MONTHS,
        "scans": settings.ATTENDANCE["scans_kept"],
        "funder_years": settings.FUNDER_HOLD_YEARS,
        "circle": settings.CIRCLE["kept_months"],
        "relayed": settings.RELAYED_MESSAGES_MONTHS,
        "hosts": settings.VISIT_HOSTS_MONTHS,
        "discovery": settings.DISCOVERY_KEPT_MONTHS,
        "forum": settings.FORUM_KEPT_MONTHS,
        "suppression": settings.SUPPRESSION_MONTHS,
        "excluded": settings.SEGMENTS["address_months"],
        "confirm": settings.NEWSLETTER["confirm_days"],
        "proof": settings.NEWSLETTER["proof_months"],
        "press": settings.PRESS_KEPT_MONTHS,
        "press_notice": settings.PRESS_NOTICE_DAYS,
        "reports": reports.KEPT_FOR.days // DAYS_A_MONTH,
        "counts": counting.KEPT_FOR.days // DAYS_A_MONTH,
        "searches": settings.WAGTAILSEARCH_HITS_MAX_AGE // DAYS_A_MONTH,
        "requests": settings.RIGHTS_REQUESTS_MONTHS,
        "dossier": settings.DOSSIER_KEPT_DAYS,
        "breach_years": settings.BREACH_YEARS,
        "session_hours": settings.SESSION_HOURS or settings.SESSION_COOKIE_AGE // 3600,
        "works": works.KEPT.days,
        "work_file": works.FILE_KEPT // timedelta(hours=1),
        "smallest": settings.SMALLEST_PUBLISHED_COUNT,
    }
