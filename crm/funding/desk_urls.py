"""The desk of the European funds in Wagtail's admin."""

from django.urls import path

from .views import desk_fill, desk_operations, desk_participation, desk_transmit

FUNDS, ONE = "fonds-europeens/", "fonds-europeens/participations/<int:pk>/"

urlpatterns = [
    path(FUNDS, desk_operations.operations, name="crm_operations"),
    path(f"{FUNDS}nouvelle/", desk_operations.new_operation, name="crm_operation_new"),
    path(f"{FUNDS}echeances/", desk_operations.board, name="crm_funding_board"),
    path(f"{FUNDS}<int:pk>/", desk_operations.operation, name="crm_operation"),
    path(f"{FUNDS}<int:pk>/modifier/", desk_operations.edit_operation, name="crm_operation_edit"),
    path(f"{FUNDS}<int:pk>/sessions/", desk_operations.fund, name="crm_operation_fund"),
    path(
        f"{FUNDS}<int:pk>/transmettre/", desk_transmit.prepare_file, name="crm_operation_transmit"
    ),
    path(f"{FUNDS}transmissions/<int:pk>/", desk_transmit.download, name="crm_transmission"),
    path(ONE, desk_participation.participation, name="crm_participation"),
    path(f"{ONE}<slug:moment>/", desk_fill.fill, name="crm_participation_fill"),
    path(f"{ONE}<slug:moment>/lien/", desk_participation.send_link, name="crm_participation_link"),
    path(
        f"{ONE}<slug:moment>/correction/",
        desk_participation.open_correction,
        name="crm_participation_correct",
    ),
    path(
        f"{ONE}<slug:moment>/tentative/",
        desk_participation.attempt,
        name="crm_participation_attempt",
    ),
    path(
        f"{ONE}<slug:moment>/constat/",
        desk_participation.close_form,
        name="crm_participation_conclude",
    ),
]
