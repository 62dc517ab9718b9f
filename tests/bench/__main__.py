"""`make bench`: what the public pages cost, beside the least that Django can do in the same run."""

import sys

import django

django.setup()

from tests.bench.report import bench  # noqa: E402  models can be imported once Django is set up

sys.exit(bench())
