class BackupProblem(Exception):
    """A backup cannot be made, trusted or put back. The text is in French, for who runs the command."""
