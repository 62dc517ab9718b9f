"""Countries other than France, as the French name them. Codes are those of ISO 3166, two letters."""

from __future__ import annotations

FRANCE = "FR"

# The overseas departments and communities have French communes and postcodes: they are no countries.
_NAMES = """
AF Afghanistan | ZA Afrique du Sud | AL Albanie | DZ Algérie | DE Allemagne | AD Andorre |
AO Angola | AI Anguilla | AG Antigua-et-Barbuda | SA Arabie saoudite | AR Argentine | AM Arménie |
AW Aruba | AU Australie | AT Autriche | AZ Azerbaïdjan | BS Bahamas | BH Bahreïn | BD Bangladesh |
BB Barbade | BE Belgique | BZ Belize | BJ Bénin | BM Bermudes | BT Bhoutan | BY Biélorussie |
MM Birmanie (Myanmar) | BO Bolivie | BA Bosnie-Herzégovine | BW Botswana | BR Brésil | BN Brunei |
BG Bulgarie | BF Burkina Faso | BI Burundi | KH Cambodge | CM Cameroun | CA Canada | CV Cap-Vert |
CL Chili | CN Chine | CY Chypre | CO Colombie | KM Comores | CG Congo (Brazzaville) |
CD Congo (Kinshasa) | KP Corée du Nord | KR Corée du Sud | CR Costa Rica | CI Côte d’Ivoire |
HR Croatie | CU Cuba | CW Curaçao | DK Danemark | DJ Djibouti | DM Dominique | EG Égypte |
AE Émirats arabes unis | EC Équateur | ER Érythrée | ES Espagne | EE Estonie | SZ Eswatini |
US États-Unis | ET Éthiopie | FJ Fidji | FI Finlande | GA Gabon | GM Gambie | GE Géorgie |
GH Ghana | GI Gibraltar | GR Grèce | GD Grenade | GL Groenland | GU Guam | GT Guatemala |
GG Guernesey | GN Guinée | GQ Guinée équatoriale | GW Guinée-Bissau | GY Guyana | HT Haïti |
HN Honduras | HK Hong Kong | HU Hongrie | IM Île de Man | AX Îles Åland | KY Îles Caïmans |
CK Îles Cook | FO Îles Féroé | FK Îles Malouines | MP Îles Mariannes du Nord | MH Îles Marshall |
PN Îles Pitcairn | SB Îles Salomon | TC Îles Turques-et-Caïques | VG Îles Vierges britanniques |
VI Îles Vierges des États-Unis | IN Inde | ID Indonésie | IQ Irak | IR Iran | IE Irlande |
IS Islande | IL Israël | IT Italie | JM Jamaïque | JP Japon | JE Jersey | JO Jordanie |
KZ Kazakhstan | KE Kenya | KG Kirghizstan | KI Kiribati | XK Kosovo | KW Koweït | LA Laos |
LS Lesotho | LV Lettonie | LB Liban | LR Liberia | LY Libye | LI Liechtenstein | LT Lituanie |
LU Luxembourg | MO Macao | MK Macédoine du Nord | MG Madagascar | MY Malaisie | MW Malawi |
MV Maldives | ML Mali | MT Malte | MA Maroc | MU Maurice | MR Mauritanie | MX Mexique |
FM Micronésie | MD Moldavie | MC Monaco | MN Mongolie | ME Monténégro | MS Montserrat |
MZ Mozambique | NA Namibie | NR Nauru | NP Népal | NI Nicaragua | NE Niger | NG Nigeria |
NU Niue | NO Norvège | NZ Nouvelle-Zélande | OM Oman | UG Ouganda | UZ Ouzbékistan | PK Pakistan |
PW Palaos | PS Palestine | PA Panama | PG Papouasie-Nouvelle-Guinée | PY Paraguay | NL Pays-Bas |
BQ Pays-Bas caribéens | PE Pérou | PH Philippines | PL Pologne | PR Porto Rico | PT Portugal |
QA Qatar | CF République centrafricaine | DO République dominicaine | RO Roumanie |
GB Royaume-Uni | RU Russie | RW Rwanda | EH Sahara occidental | KN Saint-Christophe-et-Niévès |
SM Saint-Marin | SX Saint-Martin (Pays-Bas) | VC Saint-Vincent-et-les Grenadines |
SH Sainte-Hélène | LC Sainte-Lucie | SV Salvador | WS Samoa | AS Samoa américaines |
ST Sao Tomé-et-Principe | SN Sénégal | RS Serbie | SC Seychelles | SL Sierra Leone |
SG Singapour | SK Slovaquie | SI Slovénie | SO Somalie | SD Soudan | SS Soudan du Sud |
LK Sri Lanka | SE Suède | CH Suisse | SR Suriname | SY Syrie | TJ Tadjikistan | TW Taïwan |
TZ Tanzanie | TD Tchad | CZ Tchéquie | TH Thaïlande | TL Timor oriental | TG Togo | TK Tokelau |
TO Tonga | TT Trinité-et-Tobago | TN Tunisie | TM Turkménistan | TR Turquie | TV Tuvalu |
UA Ukraine | UY Uruguay | VU Vanuatu | VA Vatican | VE Venezuela | VN Viêt Nam | YE Yémen |
ZM Zambie | ZW Zimbabwe
"""

ABROAD: dict[str, str] = {
    code: name for code, _, name in (entry.strip().partition(" ") for entry in _NAMES.split("|"))
}


def country_name(code: str) -> str:
    """Return « Belgique » for "BE", "" for a code that is none."""
    return "France" if code == FRANCE else ABROAD.get(code, "")
