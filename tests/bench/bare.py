"""The settings of nothing: one view, under the same server as the site."""

SECRET_KEY = "bench-only"
ALLOWED_HOSTS = ["127.0.0.1"]
ROOT_URLCONF = "tests.bench.floor"
MIDDLEWARE: list[str] = []
