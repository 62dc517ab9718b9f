"""How e-mail addresses and telephone numbers are brought to one form before they are compared."""

import phonenumbers

HOME_REGION = "FR"


def normalise_email(value: str) -> str:
    return value.strip().casefold()


def normalise_phone(value: str) -> str:
    """Return the E.164 form, "" when the number cannot exist."""
    try:
        number = phonenumbers.parse(value, HOME_REGION)
    except phonenumbers.NumberParseException:
        return ""
    if not phonenumbers.is_possible_number(number):
        return ""
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def read_phone(normalised: str) -> str:
    """Return a number as people write it: "06 39 98 01 42" here, "+49 30 901820" elsewhere."""
    try:
        number = phonenumbers.parse(normalised, HOME_REGION)
    except phonenumbers.NumberParseException:
        return normalised
    home = number.country_code == phonenumbers.country_code_for_region(HOME_REGION)
    form = (
        phonenumbers.PhoneNumberFormat.NATIONAL
        if home
        else phonenumbers.PhoneNumberFormat.INTERNATIONAL
    )
    return phonenumbers.format_number(number, form)
