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
# Months after its last journey has closed during which a household keeps the class and the year of its children.
MINORS_MONTHS = env.int("MINORS_MONTHS", default=12)
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
# Bookings of the telecentre: how far ahead, in months; giving one back and noting one's own presence, in minutes.
BOOKING_MONTHS_AHEAD = env.int("BOOKING_MONTHS_AHEAD", default=12)
BOOKING_GIVEN_BACK_BEFORE = env.int("BOOKING_GIVEN_BACK_BEFORE", default=60)
OWN_PRESENCE_OPENS_BEFORE = env.int("OWN_PRESENCE_OPENS_BEFORE", default=30)

# Support: the months of its reviews, how many days late a review is before its manager is told, how many
# months ahead its end is announced, and the milestones (month, label) that each basis opens with.
SUPPORT_REVIEW_MONTHS = env.list("SUPPORT_REVIEW_MONTHS", cast=int, default=[3, 6, 12, 18, 24])
SUPPORT_REVIEW_ALERT_DAYS = env.int("SUPPORT_REVIEW_ALERT_DAYS", default=15)
SUPPORT_END_NOTICE_MONTHS = env.int("SUPPORT_END_NOTICE_MONTHS", default=2)
SUPPORT_MILESTONES = {
    "trained": [
        (2, "Statut juridique choisi"),
        (3, "Compte bancaire professionnel ouvert"),
        (4, "Activité déclarée"),
        (6, "Premier client facturé"),
        (12, "Trois clients réguliers"),
        (20, "Revenu qui fait vivre le foyer"),
    ],
    "settled": [
        (1, "Enfants inscrits à l’école"),
        (2, "Adresse, énergie et courrier en ordre"),
        (3, "Poste de travail et connexion en place"),
        (6, "Activité ou emploi assuré pour chaque adulte"),
        (12, "Logement durable"),
    ],
}
# What becomes of an activity: asked at these months, and how many attempts before it is not known.
ACTIVITY_CHECK_MONTHS = env.list("ACTIVITY_CHECK_MONTHS", cast=int, default=[12, 24])
ACTIVITY_CHECK_ATTEMPTS = env.int("ACTIVITY_CHECK_ATTEMPTS", default=3)

# Offices of the telecentre: months of an attribution, days before the wished day on which one may be offered,
# and whether people who are accompanied pass first.
OFFICE_TERM_MONTHS = env.int("OFFICE_TERM_MONTHS", default=3)
OFFICE_OFFERED_DAYS_AHEAD = env.int("OFFICE_OFFERED_DAYS_AHEAD", default=60)
OFFICES_ACCOMPANIED_FIRST = env.bool("OFFICES_ACCOMPANIED_FIRST", default=True)
# Appointments: until when one moves or cancels by oneself, when they are recalled, in hours; after how
# many days an invitation without an answer is recalled.
APPOINTMENTS = {
    "change_hours": env.int("APPOINTMENT_CHANGE_HOURS", default=24),
    "reminder_hours": env.int("APPOINTMENT_REMINDER_HOURS", default=48),
    "invitation_days": env.int("APPOINTMENT_INVITATION_DAYS", default=4),
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
# Residences of entrepreneurs: how many at once of each kind, hours to answer a short one, days to hold a review.
RESIDENCES = {
    "short_places": env.int("RESIDENCES_SHORT_PLACES", default=2),
    "long_places": env.int("RESIDENCES_LONG_PLACES", default=2),
    "decision_hours": env.int("RESIDENCES_DECISION_HOURS", default=48),
    "review_days": env.int("RESIDENCES_REVIEW_DAYS", default=15),
}
# A lodging lent: hours that a stay is held before it must be confirmed, and nights of the longest one.
LODGING_HOLD_HOURS = env.int("LODGING_HOLD_HOURS", default=72)
LODGING_NIGHTS_MOST = env.int("LODGING_NIGHTS_MOST", default=190)
# Visits and discovery days: days before a reminder, months during which hosts and registrations keep a name.
DISCOVERY_REMINDER_DAYS = env.int("DISCOVERY_REMINDER_DAYS", default=3)
VISIT_HOSTS_MONTHS = env.int("VISIT_HOSTS_MONTHS", default=12)
DISCOVERY_KEPT_MONTHS = env.int("DISCOVERY_KEPT_MONTHS", default=6)
# Bulk mail: letters a minute unless told, the key of the list of addresses set aside ("" takes SECRET_KEY)
# and its months, where letters that come back are read ("" for nowhere) and where they are sent back to.
MAILINGS_PER_MINUTE = env.int("MAILINGS_PER_MINUTE", default=60)
SUPPRESSION_KEY = env("SUPPRESSION_KEY", default="")
SUPPRESSION_MONTHS = env.int("SUPPRESSION_MONTHS", default=36)
BOUNCES_MAILDIR = env("BOUNCES_MAILDIR", default="")
BOUNCES_ADDRESS = env("BOUNCES_ADDRESS", default="")
# The address that takes « unsubscribe me » by e-mail, "" for none: the link of each letter is enough.
UNSUBSCRIBE_ADDRESS = env("UNSUBSCRIBE_ADDRESS", default="")
# Registrations for the Forum: people of a group at most, hours to confirm an address, hours before the first
# day from when nobody changes alone, days before it on which people are reminded, months during which names are kept.
FORUM_GROUP_MAX = env.int("FORUM_GROUP_MAX", default=10)
FORUM_CONFIRM_HOURS = env.int("FORUM_CONFIRM_HOURS", default=24)
FORUM_FREEZE_HOURS = env.int("FORUM_FREEZE_HOURS", default=48)
FORUM_REMINDER_DAYS = env.list("FORUM_REMINDER_DAYS", cast=int, default=[7, 1])
FORUM_KEPT_MONTHS = env.int("FORUM_KEPT_MONTHS", default=12)
# The doors of the Forum: how many days before the first one names may be looked up there.
FORUM_DOORS_DAYS_BEFORE = env.int("FORUM_DOORS_DAYS_BEFORE", default=1)
# The newsletter: days to confirm an address, months during which the proof of a past agreement is kept.
NEWSLETTER = {
    "confirm_days": env.int("NEWSLETTER_CONFIRM_DAYS", default=7),
    "proof_months": env.int("NEWSLETTER_PROOF_MONTHS", default=36),
}
# Messages to segments: people whom a message of service reaches at most, months that an address alone
# stays on an exclusion list unless told.
SEGMENTS = {
    "service_most": env.int("SERVICE_MESSAGE_MOST", default=500),
    "address_months": env.int("EXCLUDED_ADDRESS_MONTHS", default=36),
}
# The press: months that a journalist is kept after the last exchange, days of notice before the sheet goes,
# months without a word after which the desk proposes to call.
PRESS_KEPT_MONTHS = env.int("PRESS_KEPT_MONTHS", default=36)
PRESS_NOTICE_DAYS = env.int("PRESS_NOTICE_DAYS", default=30)
PRESS_SILENT_MONTHS = env.int("PRESS_SILENT_MONTHS", default=6)
# The journal: months during which readings, exports, refusals and sign-ins are kept, six to twelve by law.
JOURNAL_MONTHS = env.int("JOURNAL_MONTHS", default=12)
# Compliance: years during which a closed violation keeps its words, notes drawn each month to be read again.
BREACH_YEARS = env.int("BREACH_YEARS", default=5)
REREAD_NOTES = env.int("REREAD_NOTES", default=20)
# Files whose time is over: days of notice, days that whoever is to be called waits for it, the day of the
# month on which a run is prepared, files of a run at most, and whether the command may do without a signature.
RETENTION = {
    "notice_days": env.int("RETENTION_NOTICE_DAYS", default=30),
    "call_days": env.int("RETENTION_CALL_DAYS", default=90),
    "run_day": env.int("RETENTION_RUN_DAY", default=1),
    "run_most": env.int("RETENTION_RUN_MOST", default=500),
    "unsigned": env.bool("RETENTION_UNSIGNED", default=False),
}
# Messages and requests that nobody handled: months before the desk is warned, months before they are emptied.
UNHANDLED_WARNED_MONTHS = env.int("UNHANDLED_WARNED_MONTHS", default=5)
UNHANDLED_KEPT_MONTHS = env.int("UNHANDLED_KEPT_MONTHS", default=12)
# Requests about one's data: months during which who asked stays in the register, once they are over.
RIGHTS_REQUESTS_MONTHS = env.int("RIGHTS_REQUESTS_MONTHS", default=36)
# Days during which the file of all that is held of somebody waits to be taken.
DOSSIER_KEPT_DAYS = env.int("DOSSIER_KEPT_DAYS", default=7)
# Exports: up to how many rows one waits for the file; beyond, it is made apart and waits for its reader.
EXPORT_AT_ONCE_ROWS = env.int("EXPORT_AT_ONCE_ROWS", default=5000)
