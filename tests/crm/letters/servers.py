"""Mail servers that answer badly, for EMAIL_BACKEND."""

from smtplib import SMTPDataError, SMTPRecipientsRefused, SMTPServerDisconnected

from django.core.mail.backends.base import BaseEmailBackend


class Unreachable(BaseEmailBackend):
    def open(self) -> bool:
        raise ConnectionRefusedError

    def send_messages(self, messages) -> int:  # type: ignore[no-untyped-def]
        raise AssertionError("Nothing is sent to a server that was not reached.")


class Busy(BaseEmailBackend):
    def send_messages(self, messages) -> int:  # type: ignore[no-untyped-def]
        raise SMTPDataError(451, b"Try again later")


class Refusing(BaseEmailBackend):
    def send_messages(self, messages) -> int:  # type: ignore[no-untyped-def]
        raise SMTPRecipientsRefused({})


class CutOff(BaseEmailBackend):
    def send_messages(self, messages) -> int:  # type: ignore[no-untyped-def]
        raise SMTPServerDisconnected


class Silent(BaseEmailBackend):
    def send_messages(self, messages) -> int:  # type: ignore[no-untyped-def]
        raise TimeoutError


class Dying(BaseEmailBackend):
    """The machine stops between sending and noting."""

    def send_messages(self, messages) -> int:  # type: ignore[no-untyped-def]
        raise KeyboardInterrupt


class Unknown(BaseEmailBackend):
    """It knows nobody by that address."""

    def send_messages(self, messages) -> int:  # type: ignore[no-untyped-def]
        told = dict.fromkeys(messages[0].to, (550, b"5.1.1 User unknown"))
        raise SMTPRecipientsRefused(told)
