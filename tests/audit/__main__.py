"""`make audit`: Lighthouse, the Nu checker and ical.js on the whole public site. Needs node, java and Chromium.

`--kept` serves the database of the run before, to save the two minutes that the demonstration takes.
"""

import sys

from tests.audit.report import audit

sys.exit(audit())
