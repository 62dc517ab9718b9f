from django.urls import path

from .views import board, contact, contacts, coverage, dispatch_acts, lists, outlets, sending

urlpatterns = [
    path("", board.board, name="crm_press"),
    path("journalistes/", contacts.contact_list, name="crm_press_contacts"),
    path("journalistes/nouveau/", contacts.new_contact, name="crm_press_contact_new"),
    path("journalistes/<int:pk>/", contact.contact, name="crm_press_contact"),
    path("journalistes/<int:pk>/modifier/", contacts.edit_contact, name="crm_press_contact_edit"),
    path("journalistes/<int:pk>/echanges/", contact.log, name="crm_press_exchange"),
    path(
        "journalistes/<int:pk>/echanges/<int:exchange>/retirer/",
        contact.drop,
        name="crm_press_exchange_drop",
    ),
    path("journalistes/<int:pk>/opposition/", contact.objection, name="crm_press_objection"),
    path("journalistes/<int:pk>/adresse/", contact.bounce, name="crm_press_bounce"),
    path("journalistes/<int:pk>/articles/", contact.wrote, name="crm_press_wrote"),
    path("journalistes/<int:pk>/effacer/", contact.erase, name="crm_press_erase"),
    path("medias/", outlets.outlets, name="crm_press_outlets"),
    path("medias/nouveau/", outlets.new_outlet, name="crm_press_outlet_new"),
    path("medias/<int:pk>/", outlets.edit_outlet, name="crm_press_outlet"),
    path("rubriques/", outlets.beats, name="crm_press_beats"),
    path("listes/", lists.lists, name="crm_press_lists"),
    path("listes/nouvelle/", lists.new_list, name="crm_press_list_new"),
    path("listes/<int:pk>/", lists.press_list, name="crm_press_list"),
    path("listes/<int:pk>/modifier/", lists.edit_list, name="crm_press_list_edit"),
    path("listes/<int:pk>/supprimer/", lists.delete_list, name="crm_press_list_delete"),
    path("communiques/<int:pk>/", sending.release, name="crm_press_release"),
    path("envois/<int:pk>/", sending.dispatch, name="crm_press_dispatch"),
    path("envois/<int:pk>/essai/", dispatch_acts.send_test, name="crm_press_dispatch_test"),
    path("envois/<int:pk>/annuler/", dispatch_acts.cancel, name="crm_press_dispatch_cancel"),
    path("envois/<int:pk>/reprendre/", dispatch_acts.take_up, name="crm_press_dispatch_take_up"),
    path("articles/", coverage.articles, name="crm_press_articles"),
    path("articles/<int:pk>/", coverage.article, name="crm_press_article"),
]
