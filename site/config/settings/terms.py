"""The delays and thresholds of the house: what a territory decides, and states in docs/configuration.md."""

import environ

env = environ.Env()

# The number of persons under which a public figure is hidden.
SMALLEST_PUBLISHED_COUNT = 3
# Months of personalised support after a training or a settlement.
SUPPORT_MONTHS = env.int("SUPPORT_MONTHS", default=24)
# European funds: above which share of incomplete participants to worry, and how long files are held.
FUNDER_AMBER_PERCENT = env.int("FUNDER_AMBER_PERCENT", default=15)
FUNDER_RED_PERCENT = env.int("FUNDER_RED_PERCENT", default=35)
FUNDER_HOLD_YEARS = env.int("FUNDER_HOLD_YEARS", default=5)
# Months during which somebody whose application is refused may contest it.
APPEAL_MONTHS = env.int("APPEAL_MONTHS", default=2)
# How long an offer waits for its answer: whole working days for a seat in a session, hours elsewhere.
SEAT_OFFER_DAYS = env.int("SEAT_OFFER_DAYS", default=5)
OFFER_HOURS = env.int("OFFER_HOURS", default=48)
# Signing a half-day, in minutes; its closing, in hours; its scanned sheets, in months.
ATTENDANCE = {
    "opens_before": env.int("SIGNING_OPENS_BEFORE", default=15),
    "closes_after": env.int("SIGNING_CLOSES_AFTER", default=30),
    "locked_after": env.int("ATTENDANCE_LOCKED_AFTER", default=48),
    "scans_kept": env.int("SHEETS_KEPT_MONTHS", default=120),
}
# The circle of helpers: how long an access lasts unless told and at most, how long its link and a visit
# hold, from when its end is announced, how long a former partner is remembered.
CIRCLE = {
    "days": env.int("CIRCLE_DAYS", default=180),
    "longest_days": env.int("CIRCLE_LONGEST_DAYS", default=366),
    "link_days": env.int("CIRCLE_LINK_DAYS", default=90),
    "visit_hours": env.int("CIRCLE_VISIT_HOURS", default=12),
    "ending_days": env.int("CIRCLE_ENDING_DAYS", default=14),
    "kept_months": env.int("CIRCLE_KEPT_MONTHS", default=12),
}
# Months during which a message relayed by the directory is kept.
RELAYED_MESSAGES_MONTHS = env.int("RELAYED_MESSAGES_MONTHS", default=6)
# A lodging lent: hours that a stay is held before it must be confirmed, and nights of the longest one.
LODGING_HOLD_HOURS = env.int("LODGING_HOLD_HOURS", default=72)
LODGING_NIGHTS_MOST = env.int("LODGING_NIGHTS_MOST", default=190)
# Visits and discovery days: days before a reminder, months during which hosts and registrations keep a name.
DISCOVERY_REMINDER_DAYS = env.int("DISCOVERY_REMINDER_DAYS", default=3)
VISIT_HOSTS_MONTHS = env.int("VISIT_HOSTS_MONTHS", default=12)
DISCOVERY_KEPT_MONTHS = env.int("DISCOVERY_KEPT_MONTHS", default=6)
