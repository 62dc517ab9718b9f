class Refused(Exception):
    """The rules say no. The text is in French and shown to the person as it stands."""


class Restricted(Refused):
    """Somebody asked that nothing be done with their file but keep it."""
