from django.db.models import Model

from crm.press.models import (
    Beat,
    CoverageLink,
    Exchange,
    Outlet,
    PressContact,
    PressList,
    Received,
    ReleaseDispatch,
)

WITH_ITS_SHEET = "part avec la fiche du journaliste, PRESS_KEPT_MONTHS après le dernier échange"

# A journalist is no file of the register: crm.press.forgetting erases their sheet by itself.
IMPERSONAL_PRESS: dict[type[Model], str] = {
    PressContact: "un journaliste, jamais quelqu’un du registre ; effacé PRESS_KEPT_MONTHS après le dernier échange",
    Exchange: WITH_ITS_SHEET,
    Received: WITH_ITS_SHEET,
    CoverageLink: "un article public ; le journaliste en est ôté avec sa fiche",
    Beat: "un sujet de rédaction",
    Outlet: "un média, personne morale",
    PressList: "un nom de liste, et les fiches qui s’y trouvent",
    ReleaseDispatch: "un communiqué, quand il part et vers combien de monde",
}
