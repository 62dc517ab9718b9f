class Refused(Exception):
    """The rules say no. The text is in French and shown to the person as it stands."""
