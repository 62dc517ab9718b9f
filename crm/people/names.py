"""How names are compared: without accents, case, apostrophes or hyphens."""

import re
import unicodedata


def name_key(*parts: str) -> str:
    """Return "ingrid van den bossche" for ("Ingrid", "Van den Bossche"), whatever its Unicode form."""
    text = unicodedata.normalize("NFKD", " ".join(parts)).casefold()
    plain = "".join(letter for letter in text if not unicodedata.combining(letter))
    plain = plain.replace("œ", "oe").replace("æ", "ae").replace("ß", "ss").replace("ł", "l")
    return " ".join(re.findall(r"[^\W_]+", plain))
