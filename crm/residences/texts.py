"""The merge fields of agreements."""

FIELDS = {
    "personne": "prénom et nom",
    "projet": "le projet à essayer",
    "premier_jour": "premier jour de la résidence",
    "dernier_jour": "dernier jour, compris",
    "accueil": "ce qui est proposé : un logement, un bureau, les deux, un suivi",
    "aides": "total des aides accordées",
    "organisme": "dénomination de la collectivité",
    "adresse": "adresse de la collectivité",
    "telephone": "téléphone de la collectivité",
    "courriel": "courriel de la collectivité",
    "numero": "numéro de la convention",
    "jour": "jour où la convention est établie",
}
