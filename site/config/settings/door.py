"""Who comes in, and how: passwords, second factors, sessions."""

import environ

env = environ.Env()

AUTHENTICATION_BACKENDS = ["signin.backends.NameOrEmail"]
LOGIN_URL = "account_login"
# Seconds during which the link of a forgotten password opens.
PASSWORD_RESET_TIMEOUT = 3600

# True: nobody reaches the administration without a second factor.
SECOND_FACTOR_REQUIRED = env.bool("SECOND_FACTOR_REQUIRED", default=False)
# Minutes without a gesture after which a session ends, and hours after which it does anyhow; 0 for never.
SESSION_IDLE_MINUTES = env.int("SESSION_IDLE_MINUTES", default=60)
SESSION_HOURS = env.int("SESSION_HOURS", default=12)
# Minutes during which somebody who proved who they are is not asked again; 0 to ask nobody.
SUDO_MINUTES = env.int("SUDO_MINUTES", default=10)

ACCOUNT_ADAPTER = "signin.adapters.AccountAdapter"
ACCOUNT_PASSWORD_RESET_TOKEN_GENERATOR = "django.contrib.auth.tokens.PasswordResetTokenGenerator"  # noqa: S105  # nosec B105 # a class
ACCOUNT_LOGIN_METHODS = {"username", "email"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False
ACCOUNT_LOGIN_ON_PASSWORD_RESET = False
ACCOUNT_AUTHENTICATED_LOGIN_REDIRECTS = False
# Between the password and the code, in seconds.
ACCOUNT_LOGIN_TIMEOUT = 600
# Counted by signin.attempts: allauth's own would be counted in the cache of the pages.
ACCOUNT_RATE_LIMITS = MFA_RATE_LIMITS = False

MFA_ADAPTER = "signin.adapters.FactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_PASSKEY_SIGNUP_ENABLED = False
MFA_ALLOW_UNVERIFIED_EMAIL = True
# A telephone may be half a minute early or late.
MFA_TOTP_TOLERANCE = 1
MFA_TRUST_ENABLED = False

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
