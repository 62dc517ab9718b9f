"""The merge fields of the templates of training documents."""

FIELDS = {
    "personne": "prénom et nom",
    "formation": "intitulé de la formation",
    "session": "intitulé de la session",
    "dates": "dates de la session",
    "semaines": "dates des semaines sur place",
    "lieu": "lieu",
    "heures": "heures de la formation",
    "heures_sur_place": "heures sur place",
    "heures_a_distance": "heures à distance",
    "heures_suivies": "heures suivies (certificat, attestation)",
    "part_suivie": "part des heures suivies, en % (certificat, attestation)",
    "organisme": "dénomination de l’organisme",
    "adresse": "adresse de l’organisme",
    "telephone": "téléphone de l’organisme",
    "courriel": "courriel de l’organisme",
    "numero": "numéro du document",
    "jour": "jour où le document est établi",
}
