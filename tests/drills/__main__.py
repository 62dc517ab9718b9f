"""`make drills`: what must hold when something breaks, done for real. Writes docs/exercices.md.

Needs PostgreSQL's programs for the drills that stop a server of their own, and the right to mount a small disk.
`python -m tests.drills sauvegarde base disque` runs some of them.
"""

import sys

from tests.drills.report import drill

sys.exit(drill(sys.argv[1:]))
