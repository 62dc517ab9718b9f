from django.apps import AppConfig

from editorial.apps import AccountsConfig as EditorialAccountsConfig


class SigninConfig(AppConfig):
    default = True
    name = "signin"
    verbose_name = "Connexion"

    def ready(self) -> None:
        from .sessions import listen

        listen()


class AccountsConfig(EditorialAccountsConfig):
    """Wagtail's accounts and roles: who changes them proves again who they are."""

    user_viewset = "signin.accounts.AccountViewSet"
    group_viewset = "signin.accounts.RoleViewSet"
