"""`make drills`: what must hold when something breaks, done for real. Writes docs/exercices.md.

Needs PostgreSQL's programs for the drills that stop a server of their own, and the right to mount a small disk.
`make drills ARGS="ouvrier charge --minutes 2"` does some of them; `--modeles DOSSIER` keeps the demonstration for the
next time.
"""

import sys

from tests.drills.report import drill

sys.exit(drill(sys.argv[1:]))
