"""The words of each state on the follow-up page: its name, what it means, what is expected, what comes next.

« À l’étude », « sur liste d’attente » and « refusée » are three different things and never mixed.
"""

from __future__ import annotations

from .models import ApplicationState, EnrolmentState, SubmissionState

# A state in the words of its page: its name, the mark of components/state.html, what it means, what
# is expected of you now, what comes next. Dates and ranks are added by `situation`.
Words = tuple[str, str, str, str, str]
NOTHING = "Vous n’avez rien à faire."

RECEIVED: Words = (
    "Reçue",
    "announced",
    "Votre candidature est arrivée.",
    NOTHING,
    "Une personne de l’équipe va la mettre à l’étude.",
)
WITHDRAWN: Words = (
    "Retirée",
    "ended",
    "Votre candidature est retirée.",
    NOTHING,
    "Nous ne l’étudierons plus. Vous pouvez en envoyer une autre quand vous voudrez.",
)
OF_APPLICATIONS: dict[str, Words] = {
    ApplicationState.SUBMITTED: RECEIVED,
    ApplicationState.UNDER_REVIEW: (
        "À l’étude",
        "underway",
        "L’équipe de formation étudie votre candidature. Rien n’est encore décidé.",
        f"{NOTHING} Une pièce ou une précision à ajouter ? Cette page le permet.",
        "Nous vous écrirons dès que la décision sera prise.",
    ),
    ApplicationState.WAITLISTED: (
        "Sur liste d’attente",
        "waiting",
        "Votre candidature est retenue, mais toutes les places de la session sont prises.",
        f"{NOTHING} Si vous ne souhaitez plus de place, retirez votre candidature.",
        "Si une place se libère, nous vous la proposerons par courriel.",
    ),
    ApplicationState.POOLED: (
        "Reportée à une prochaine session",
        "closed",
        "Nous gardons votre candidature pour une prochaine session.",
        NOTHING,
        "Elle sera remise à l’étude sans que vous ayez à la refaire, et nous vous écrirons alors.",
    ),
    ApplicationState.REFUSED: (
        "Refusée",
        "cancelled",
        "Nous n’avons pas pu retenir votre candidature.",
        "Lisez le motif ci-dessous.",
        "Si la raison vous paraît tenir à un malentendu, écrivez-nous ou appelez-nous.",
    ),
    ApplicationState.WITHDRAWN: WITHDRAWN,
}
OF_ENROLMENTS: dict[str, Words] = {
    EnrolmentState.OFFERED: (
        "Admise, une place vous est proposée",
        "open",
        "Votre candidature est retenue.",
        "Dites-nous si vous prenez cette place.",
        "Elle vous est réservée en attendant votre réponse.",
    ),
    EnrolmentState.CONFIRMED: (
        "Admise, place confirmée",
        "open",
        "Votre place est réservée.",
        NOTHING,
        "Nous vous écrirons avant le début de la session.",
    ),
    EnrolmentState.STARTED: (
        "Formation en cours",
        "underway",
        "Vous suivez la formation.",
        "Parlez à l’équipe de formation de tout ce qui vous gêne.",
        "L’accompagnement prendra le relais à la fin.",
    ),
    EnrolmentState.COMPLETED: (
        "Formation suivie",
        "ended",
        "Vous avez suivi la formation jusqu’au bout.",
        NOTHING,
        "L’accompagnement prend le relais.",
    ),
    EnrolmentState.ABANDONED: (
        "Formation interrompue",
        "ended",
        "Votre formation s’est arrêtée avant la fin.",
        NOTHING,
        "Appelez-nous si vous souhaitez la reprendre.",
    ),
    EnrolmentState.DECLINED: (
        "Place déclinée",
        "ended",
        "Vous avez décliné la place proposée.",
        NOTHING,
        "Vous pouvez candidater à une autre session quand vous voudrez.",
    ),
    EnrolmentState.EXPIRED: (
        "Offre expirée",
        "ended",
        "La place proposée n’a pas été confirmée à temps\N{NO-BREAK SPACE}: elle ne vous est plus gardée.",
        NOTHING,
        "Appelez-nous si elle vous intéresse encore.",
    ),
    EnrolmentState.WITHDRAWN: WITHDRAWN,
}
OF_SUBMISSIONS: dict[str, Words] = {
    SubmissionState.NEW: RECEIVED,
    SubmissionState.REVIEW: RECEIVED,
    SubmissionState.DISMISSED: (
        "Classée",
        "ended",
        "Cet envoi répétait une demande que nous suivons déjà, ou ne concernait pas nos formations.",
        NOTHING,
        "Pour toute question, appelez-nous.",
    ),
    SubmissionState.WITHDRAWN: WITHDRAWN,
}
