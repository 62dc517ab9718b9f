class MoveProblem(Exception):
    """A database cannot be moved. The text is in French, for who runs the command."""
