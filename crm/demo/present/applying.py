"""What the public form brought these last days: a draft begun, a couple who apply together, a CV, messages."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta

from django.core.files.base import ContentFile

from crm.applications import files, messages
from crm.applications.answers import Answers
from crm.applications.drafts.services import begin
from crm.applications.intake import NOTICE, receive
from crm.applications.models import Application, ApplicationState
from crm.applications.services import move
from crm.consents.services import current_wording
from crm.papers.models import PaperKind
from editorial.pdf import pdf_of
from training.models import Session

from .stage import Scene

NAMESPACE = uuid.UUID("0d5f3a52-8a1e-4a53-9d2b-6f1c8f6f7d20")
SHEET = "crm_demo/paper.css"
CV = """<!doctype html><html lang="fr"><head><title>CV de Maïlys Vidalenc</title></head><body>
<h1>Maïlys Vidalenc, correctrice</h1>
<p>Douze ans de correction et de mise en page pour des éditeurs scolaires.</p>
<ul><li>2014 à 2026 : correctrice à domicile, Lyon</li><li>2011 à 2014 : secrétaire d’édition</li></ul>
<p>Document fictif, fait pour la démonstration.</p></body></html>"""


def play_applying(scene: Scene) -> None:
    if scene.open is None:
        return
    begun = scene.ago(2, 21)
    begin(_key(scene, "begun"), "Yannick", "yannick.delcros@example.org", at=begun)
    couple = _couple(scene, scene.open)
    _say(scene, couple[0])


def _couple(scene: Scene, session: Session) -> list[Application]:
    first = Answers(
        first_name="Maïlys", last_name="Vidalenc", email="mailys.vidalenc@example.org",
        phone="06 39 98 07 31", birth_year=1984, commune=scene.crowd.country[0].pk,
        professional_status="employee", trade="correctrice", experience_years=12,
        project="Corriger et mettre en page des manuels pour deux éditeurs que je connais déjà, "
        "et tenir un petit atelier d’écriture à la médiathèque.",
        lodging=True, people=3, arrives_on=session.starts_on.isoformat(),
        leaves_on=(session.starts_on + timedelta(days=5)).isoformat(),
        arrival="Par le train de 18 h à Murat", companions="bastien.vidalenc@example.org",
        needs="Une place en garderie pour notre fille de quatre ans, le mercredi.",
    )  # fmt: skip
    second = Answers(
        first_name="Bastien", last_name="Vidalenc", email="bastien.vidalenc@example.org",
        birth_year=1982, commune=scene.crowd.country[0].pk, professional_status="unemployed",
        trade="comptable", experience_years=9,
        project="Reprendre à distance la comptabilité de trois associations, puis m’installer à mon compte.",
        accessibility="Un écran plus grand, et des pauses entre deux séances.",
    )  # fmt: skip
    sent = [(first, scene.ago(3, 20)), (second, scene.ago(3, 20, 30))]
    return [_received(scene, answers, session, at) for answers, at in sent]


def _received(scene: Scene, answers: Answers, session: Session, at: datetime) -> Application:
    key = _key(scene, answers.email)
    submission = receive(key, answers, session, wording=current_wording(NOTICE, at), at=at)
    application: Application = submission.application
    scene.people.append(application.person)
    return application


def _say(scene: Scene, application: Application) -> None:
    pdf = ContentFile(pdf_of(CV, SHEET, {}), name="CV Maïlys Vidalenc.pdf")
    files.add_later(application, PaperKind.CV, pdf, at=scene.ago(3, 20, 40))
    move(application, ApplicationState.UNDER_REVIEW, by=scene.adviser, at=scene.ago(2, 9))
    messages.write(
        application, "Peut-on visiter le logement avant de donner une réponse ?",
        _key(scene, "asked"), at=scene.ago(2, 12),
    )  # fmt: skip
    if scene.adviser is not None:
        messages.answer(
            application,
            "Oui : venez un mercredi, nous vous montrerons aussi la garderie.",
            _key(scene, "answered"), by=scene.adviser, at=scene.ago(1, 9),
        )  # fmt: skip
    messages.write(
        application, "Merci. Mercredi prochain nous convient, vers 14 h. Faut-il confirmer ?",
        _key(scene, "asked again"), at=scene.at - timedelta(hours=3),
    )  # fmt: skip


def _key(scene: Scene, name: str) -> uuid.UUID:
    return uuid.uuid5(NAMESPACE, f"{scene.crowd.seed}-{name}")
