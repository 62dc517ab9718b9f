from editorial import admin_branding  # noqa: F401
