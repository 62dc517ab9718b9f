"""What each table that is no plugin's holds of people, and what becomes of it. A test fails for one that is not here.

Pages and texts are written by the team for the public. Accounts are those of the team. A table may be missing
from a database: it is declared for the day when its application is there.
"""

from __future__ import annotations

TERRITORY = "le territoire, jamais une personne"
CATALOGUE = "catalogue de la collectivité ; ne nomme personne du public"
PAGES = "page publique, écrite par l’équipe ; qui y est nommé l’a accepté, et la page se corrige à sa demande"
ACCOUNT = (
    "compte d’un agent : fermé à son départ, jamais supprimé, pour que le journal reste lisible"
)
RIGHTS = "droits des agents, sans autre donnée"
STRUCTURE = "structure du site, sans personne"
HISTORY = "trace du travail d’un agent, oubliée après un an"
WITH_ITS_PAGE = "suit la page à laquelle il se rapporte"
PUBLIC_NAMES = "nom rendu public par la personne ou la structure ; retiré à sa demande"

TABLES: dict[str, str] = {
    "auth_user": ACCOUNT,
    "wagtailusers_userprofile": ACCOUNT,
    "account_emailaddress": ACCOUNT,
    "account_emailconfirmation": ACCOUNT,
    "mfa_authenticator": "second facteur d’un agent, ôté avec lui ou à sa demande",
    "usersessions_usersession": "session d’un agent, supprimée à sa fin",
    "django_session": "session, supprimée une fois finie (chaque jour)",
    "django_admin_log": HISTORY,
    "wagtailcore_modellogentry": HISTORY,
    "wagtailcore_pagelogentry": WITH_ITS_PAGE,
    "wagtailcore_revision": WITH_ITS_PAGE,
    "wagtailcore_comment": WITH_ITS_PAGE,
    "wagtailcore_commentreply": WITH_ITS_PAGE,
    "wagtailcore_pagesubscription": WITH_ITS_PAGE,
    "wagtailcore_workflowstate": WITH_ITS_PAGE,
    "wagtailcore_taskstate": WITH_ITS_PAGE,
    "wagtailadmin_editingsession": "qui modifie quoi en ce moment, supprimé par Wagtail après une heure",
    "wagtailadmin_formstate": "saisie d’un agent, oubliée après un jour",
    "wagtailcore_uploadedfile": "fichier en attente, oublié après un jour",
    "django_tasks_database_dbtaskresult": "numéro d’un courrier à envoyer, supprimé deux semaines après",
    "wagtailsearch_indexentry": "copie des textes publiés, refaite avec eux",
    "wagtailsearch_indexentry_fts": "copie des textes publiés, refaite avec eux",
    "wagtailsearchpromotions_query": "mots cherchés, sans qui les a cherchés, oubliés après un an",
    "wagtailsearchpromotions_querydailyhits": "nombre de recherches par jour, oublié après un an",
    "editorial_accessibilityreport": "signalement et adresse pour y répondre, oubliés après un an",
    "editorial_scheduledrun": "passage d’une tâche planifiée, sans personne ; les vingt derniers de chacune",
    "editorial_heartbeat": "heure du dernier signe de vie d’un processus, sans personne",
    "editorial_dailycount": "nombre de lectures par jour, sans personne",
    "desk_draftlink": "nom d’un relecteur invité, supprimé un mois après la fin de son lien",
    "desk_draftview": "lecture d’un brouillon, supprimée avec son lien",
    "desk_readadvice": "conseil lu par un agent, avec son compte",
    "forum_speaker": PUBLIC_NAMES,
    "forum_appearance": PUBLIC_NAMES,
    "forum_partner": PUBLIC_NAMES,
    "news_coverage": PUBLIC_NAMES,
    "news_pressroompage": "adresse du service presse de la collectivité",
    "editorial_picture": "image publiée ; une personne reconnaissable y a consenti, et l’image se retire",
    "editorial_picturerendition": "image publiée, à une autre taille, supprimée avec elle",
    "wagtailimages_image": "image publiée ; une personne reconnaissable y a consenti, et l’image se retire",
    "wagtailimages_rendition": "image publiée, à une autre taille, supprimée avec elle",
    "wagtaildocs_document": "document publié, retiré quand il ne sert plus",
    "wagtailembeds_embed": "aperçu d’un média public",
    "editorial_identitysettings": "coordonnées de la collectivité",
    "editorial_legalsettings": "mentions légales de la collectivité",
}

# Whole families, by the beginning of the name of a table. The longest that fits decides.
FAMILIES: dict[str, str] = {
    "territory_": TERRITORY,
    "training_": CATALOGUE,
    "telecentre_": CATALOGUE,
    "forum_": CATALOGUE,
    "home_": PAGES,
    "news_": PAGES,
    "newsletter_": PAGES,
    "editorial_": STRUCTURE,
    "auth_": RIGHTS,
    "wagtail": STRUCTURE,
    "taggit_": STRUCTURE,
    "django_": STRUCTURE,
    "sqlite_": STRUCTURE,
    "socialaccount_": "aucun fournisseur d’identité extérieur n’est branché : table vide",
}


def rule_of(table: str) -> str:
    """What becomes of what a table holds of people, "" for one that nobody declared."""
    if table in TABLES:
        return TABLES[table]
    fits = [beginning for beginning in FAMILIES if table.startswith(beginning)]
    return FAMILIES[max(fits, key=len)] if fits else ""
