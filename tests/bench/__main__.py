"""`make bench`: what the public pages cost, beside the least that Django can do in the same run."""

import sys

import django

django.setup()

from tests.bench import imports  # noqa: E402
from tests.bench.report import bench  # noqa: E402  models can be imported once Django is set up

sys.exit(imports.bench(int(sys.argv[2])) if sys.argv[1:2] == ["imports"] else bench())
