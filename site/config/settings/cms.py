"""What this site asks of Wagtail, wherever it runs."""

# The room of signing in does it.
WAGTAIL_PASSWORD_RESET_ENABLED = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_AUTOSAVE_INTERVAL = 3000
# Only reviewers edit a page under review: who corrects a comma approves in the same gesture.
WAGTAIL_WORKFLOW_REQUIRE_REAPPROVAL_ON_EDIT = False
WAGTAIL_FINISH_WORKFLOW_ACTION = "desk.checks.finish.publish_if_sound"
# As French people write them; forms read them back.
WAGTAIL_DATE_FORMAT = "%d/%m/%Y"
WAGTAIL_DATETIME_FORMAT = "%d/%m/%Y %H:%M"
WAGTAILIMAGES_IMAGE_MODEL = "editorial.Picture"
WAGTAILIMAGES_IMAGE_FORM_BASE = "editorial.pictures.PictureForm"
WAGTAILDOCS_DOCUMENT_FORM_BASE = "editorial.documents.forms.DocumentForm"
WAGTAILDOCS_EXTENSIONS = [
    "pdf", "odt", "ods", "csv", "docx", "xlsx", "zip", "mp4", "webm", "vtt",
]  # fmt: skip
# Documents pass through a view of ours, which knows whether the public may have them.
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAILDOCS_INLINE_CONTENT_TYPES = ["application/pdf", "video/mp4", "video/webm", "text/vtt"]
# Where a video may be seen on another site, always behind a link.
VIDEO_HOSTS = ["vimeo.com", "youtube.com", "youtu.be", "dailymotion.com", "peertube.fr"]
WAGTAILDOCS_MAX_UPLOAD_SIZE = 10 * 1024 * 1024
# Days for which editors see what visitors looked for.
WAGTAILSEARCH_HITS_MAX_AGE = 365
