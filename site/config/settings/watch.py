"""What is too long, too old or too full: the thresholds of /sante/pret/ and of the alerts of the desk."""

import environ

env = environ.Env()

# Whoever shows this token to /sante/pret/ reads figures; everybody else reads states alone. "" for nobody.
HEALTH_TOKEN = env("HEALTH_TOKEN", default="")
# After how many seconds /sante/pret/ answers, whatever hangs.
HEALTH_SECONDS = env.float("HEALTH_SECONDS", default=0.8)
# Without a sign of life for so many minutes, a process is said to be silent.
SCHEDULER_SILENT_MINUTES = env.int("SCHEDULER_SILENT_MINUTES", default=10)
WORKER_SILENT_MINUTES = env.int("WORKER_SILENT_MINUTES", default=15)
# The oldest letter or task that waits, in minutes.
QUEUE_OLD_MINUTES = env.int("QUEUE_OLD_MINUTES", default=30)
# Megabytes left on the disks of the site.
DISK_FREE_MB = env.int("DISK_FREE_MB", default=1024)
# Hours since the last backup in BACKUP_DIR; 0 when they are made and watched elsewhere.
BACKUP_OLD_HOURS = env.int("BACKUP_OLD_HOURS", default=36)
