"""Make src/holdsway/places/countries.json.gz: the countries' codes, names and outlines, from Natural Earth.

Natural Earth (public domain) comes as the npm package `world-atlas`, a TopoJSON file; version 2.0.2 was used:

    npm install world-atlas@2.0.2
    python tools/make_countries.py node_modules/world-atlas/countries-10m.json

The file of 1:10 million is taken because that of 1:50 million leaves out inhabited islands (Lampedusa, Baengnyeong,
Gibraltar, Tuvalu), and a point there would seem misplaced. Outlines are thinned to `THINNED` degrees and written in
hundredths of a degree, a tenth of the tolerance that `holdsway.places.countries` allows. The codes are those of
ISO 3166-1; the names below were put together for holdsway.

The file holds one record a country: iso2, iso3, numeric, names (the first is the one shown) and `outline`, a list of
polygons; a polygon is a list of rings, the first the outer one; a ring is longitude and latitude of its first point in
hundredths of a degree, then the steps from each point to the next. No outline crosses the edge of the map: where a
country lies on both sides of the 180th meridian, its longitudes run on beyond it.
"""

from __future__ import annotations

import argparse
import gzip
import json
from itertools import pairwise
from pathlib import Path
from typing import Any

from shapely import MultiPolygon, Polygon, box, make_valid, unary_union
from shapely.affinity import translate
from shapely.geometry.base import BaseGeometry

from holdsway.words import fold

HERE = Path(__file__).resolve().parent
TO = HERE.parent / "src" / "holdsway" / "places" / "countries.json.gz"
THINNED = 0.02  # degrees, about 2 km
UNIT = 100  # steps to a degree in the file
CROWDED = 0.02  # an islet under 2 square km or so (in square degrees: THINNED**2) this near a kept one is left out

# Outlines that Natural Earth draws apart and without a code of ISO 3166, and the country they are drawn with here.
# This says where a point may lie, and nothing about whose the land is.
DRAWN_WITH = {
    "Akrotiri": "CYP",
    "Ashmore and Cartier Is.": "AUS",
    "Baikonur": "KAZ",
    "Bajo Nuevo Bank": "COL",
    "Clipperton I.": "FRA",
    "Coral Sea Is.": "AUS",
    "Cyprus U.N. Buffer Zone": "CYP",
    "Dhekelia": "CYP",
    "Kosovo": "XKX",
    "N. Cyprus": "CYP",
    "Serranilla Bank": "COL",
    "Somaliland": "SOM",
    "USNB Guantanamo Bay": "CUB",
}
# Siachen Glacier, Spratly Is. and Scarborough Reef lie in areas that countries.py declares as shared; what it calls
# Indian Ocean Ter. is parted below.

# Places with a code of their own that Natural Earth draws as part of another: its name there, then south, west, north
# and east.
PARTED = {
    "BES": ("Netherlands", 11.5, -69.0, 18.5, -62.0),
    "BVT": ("Norway", -56.0, 2.0, -53.0, 5.0),
    "CCK": ("Indian Ocean Ter.", -13.0, 96.0, -11.0, 98.0),
    "CXR": ("Indian Ocean Ter.", -11.0, 105.0, -10.0, 106.5),
    "GLP": ("France", 15.7, -62.0, 16.7, -60.8),
    "GUF": ("France", 1.5, -55.5, 6.5, -51.0),
    "MTQ": ("France", 14.2, -61.5, 15.1, -60.6),
    "MYT": ("France", -13.3, 44.7, -12.4, 45.6),
    "REU": ("France", -21.6, 55.0, -20.7, 56.0),
    "SJM": ("Norway", 70.5, -10.0, 81.5, 36.0),
    "TKL": ("New Zealand", -10.0, -173.5, -8.0, -171.0),
}

# Places fought over or lived in that are too small for the file: (south, west, north, east).
SMALL = {
    "GRC": [(36.10, 29.53, 36.16, 29.62)],  # Kastellorizo
    "TKL": [(-8.61, -172.54, -8.52, -172.46), (-9.22, -171.87, -9.11, -171.77), (-9.46, -171.27, -9.31, -171.17)],
    "UKR": [(45.24, 30.18, 45.27, 30.22)],  # Snake Island
    "VAT": [(41.90, 12.44, 41.91, 12.46)],
}

LEFT_OUT = {"ATA"}  # Antarctica: nobody's rows lie there, and its outline runs through the pole

# iso2|iso3|numeric|name shown; other names. A line that begins with blanks carries on the one before it.
# A name of a state that ended as several is not here unless a source joins it with one of today's.
NAMES = """\
AD|AND|020|Andorra; Principality of Andorra
AE|ARE|784|United Arab Emirates; UAE; Emirates; the United Arab Emirates
AF|AFG|004|Afghanistan; Islamic Republic of Afghanistan; Islamic State of Afghanistan; Islamic Emirate of
    Afghanistan
AG|ATG|028|Antigua and Barbuda; Antigua & Barbuda
AI|AIA|660|Anguilla
AL|ALB|008|Albania; Republic of Albania
AM|ARM|051|Armenia; Republic of Armenia
AO|AGO|024|Angola; Republic of Angola
AQ|ATA|010|Antarctica
AR|ARG|032|Argentina; Argentine Republic
AS|ASM|016|American Samoa
AT|AUT|040|Austria; Republic of Austria
AU|AUS|036|Australia; Commonwealth of Australia
AW|ABW|533|Aruba
AX|ALA|248|Åland Islands; Åland; Aland
AZ|AZE|031|Azerbaijan; Republic of Azerbaijan
BA|BIH|070|Bosnia and Herzegovina; Republic of Bosnia and Herzegovina; Bosnia-Herzegovina; Bosnia; Bosnia and Herz.
BB|BRB|052|Barbados
BD|BGD|050|Bangladesh; People's Republic of Bangladesh
BE|BEL|056|Belgium; Kingdom of Belgium
BF|BFA|854|Burkina Faso; Burkina; Upper Volta; Burkina Faso (Upper Volta)
BG|BGR|100|Bulgaria; Republic of Bulgaria
BH|BHR|048|Bahrain; Kingdom of Bahrain
BI|BDI|108|Burundi; Republic of Burundi
BJ|BEN|204|Benin; Republic of Benin; Dahomey
BL|BLM|652|Saint Barthélemy; St. Barthélemy; Saint Barts; St. Barts
BM|BMU|060|Bermuda
BN|BRN|096|Brunei; Brunei Darussalam; State of Brunei
BO|BOL|068|Bolivia; Bolivia, Plurinational State of; Plurinational State of Bolivia
BQ|BES|535|Bonaire, Sint Eustatius and Saba; Caribbean Netherlands
BR|BRA|076|Brazil; Federative Republic of Brazil
BS|BHS|044|Bahamas; Commonwealth of the Bahamas; The Bahamas; Bahamas, The
BT|BTN|064|Bhutan; Kingdom of Bhutan
BV|BVT|074|Bouvet Island
BW|BWA|072|Botswana; Republic of Botswana; Bechuanaland
BY|BLR|112|Belarus; Republic of Belarus; Byelorussia; Belarus (Byelorussia)
BZ|BLZ|084|Belize; British Honduras
CA|CAN|124|Canada
CC|CCK|166|Cocos (Keeling) Islands; Cocos Islands; Keeling Islands
CD|COD|180|Democratic Republic of the Congo; Congo, The Democratic Republic of the; DR Congo; D.R. Congo; DRC;
    D.R.C.; DR Congo (Zaire); Democratic Republic of Congo; Democratic Republic of the Congo (Zaire); Congo,
    Democratic Republic of; Congo, Democratic Republic of the; Congo, Democratic Republic of (Zaire); Congo, Dem.
    Rep.; Dem. Rep. Congo; Congo (Kinshasa); Zaire
CF|CAF|140|Central African Republic; CAR; C.A.R.; Central African Rep.; Central African Empire
CG|COG|178|Republic of the Congo; Congo; the Congo; Republic of Congo; Congo, Republic of; Congo, Republic of the;
    Congo, Rep.; Congo (Brazzaville); Brazzaville Congo; People's Republic of the Congo
CH|CHE|756|Switzerland; Swiss Confederation
CI|CIV|384|Côte d'Ivoire; Republic of Côte d'Ivoire; Cote d Ivoire; Ivory Coast; Republic of Ivory Coast; Ivory
    Coast (Cote d'Ivoire); Cote d'Ivoire (Ivory Coast)
CK|COK|184|Cook Islands; Cook Is.
CL|CHL|152|Chile; Republic of Chile
CM|CMR|120|Cameroon; Republic of Cameroon
CN|CHN|156|China; People's Republic of China; PRC; P.R. China; Mainland China; China, People's Republic of
CO|COL|170|Colombia; Republic of Colombia
CR|CRI|188|Costa Rica; Republic of Costa Rica
CU|CUB|192|Cuba; Republic of Cuba
CV|CPV|132|Cabo Verde; Republic of Cabo Verde; Cape Verde; Republic of Cape Verde
CW|CUW|531|Curaçao
CX|CXR|162|Christmas Island
CY|CYP|196|Cyprus; Republic of Cyprus
CZ|CZE|203|Czechia; Czech Republic; Czech Rep.
DE|DEU|276|Germany; Federal Republic of Germany; German Federal Republic; West Germany; West Germany (FRG); East
    Germany; East Germany (GDR); German Democratic Republic; Germany (Prussia)
DJ|DJI|262|Djibouti; Republic of Djibouti; French Territory of the Afars and Issas
DK|DNK|208|Denmark; Kingdom of Denmark
DM|DMA|212|Dominica; Commonwealth of Dominica
DO|DOM|214|Dominican Republic; Dominican Rep.
DZ|DZA|012|Algeria; People's Democratic Republic of Algeria
EC|ECU|218|Ecuador; Republic of Ecuador
EE|EST|233|Estonia; Republic of Estonia
EG|EGY|818|Egypt; Arab Republic of Egypt
EH|ESH|732|Western Sahara; W. Sahara; Spanish Sahara
ER|ERI|232|Eritrea; State of Eritrea
ES|ESP|724|Spain; Kingdom of Spain
ET|ETH|231|Ethiopia; Federal Democratic Republic of Ethiopia
FI|FIN|246|Finland; Republic of Finland
FJ|FJI|242|Fiji; Republic of Fiji; Fiji Islands
FK|FLK|238|Falkland Islands; Falkland Islands (Malvinas); Malvinas; Islas Malvinas; Falklands
FM|FSM|583|Micronesia; Micronesia, Federated States of; Federated States of Micronesia; FSM
FO|FRO|234|Faroe Islands; Faeroe Islands
FR|FRA|250|France; French Republic
GA|GAB|266|Gabon; Gabonese Republic
GB|GBR|826|United Kingdom; United Kingdom of Great Britain and Northern Ireland; UK; U.K.; Great Britain; Britain
GD|GRD|308|Grenada
GE|GEO|268|Georgia
GF|GUF|254|French Guiana
GG|GGY|831|Guernsey
GH|GHA|288|Ghana; Republic of Ghana; Gold Coast
GI|GIB|292|Gibraltar
GL|GRL|304|Greenland; Kalaallit Nunaat
GM|GMB|270|Gambia; Republic of the Gambia; The Gambia; Gambia, The; Islamic Republic of the Gambia
GN|GIN|324|Guinea; Republic of Guinea
GP|GLP|312|Guadeloupe
GQ|GNQ|226|Equatorial Guinea; Republic of Equatorial Guinea; Eq. Guinea
GR|GRC|300|Greece; Hellenic Republic
GS|SGS|239|South Georgia and the South Sandwich Islands; South Georgia; South Georgia & the South Sandwich Islands
GT|GTM|320|Guatemala; Republic of Guatemala
GU|GUM|316|Guam
GW|GNB|624|Guinea-Bissau; Republic of Guinea-Bissau; Portuguese Guinea
GY|GUY|328|Guyana; Republic of Guyana; British Guiana; Co-operative Republic of Guyana
HK|HKG|344|Hong Kong; Hong Kong Special Administrative Region of China; Hong Kong SAR; China, Hong Kong SAR; Hong
    Kong S.A.R.
HM|HMD|334|Heard Island and McDonald Islands
HN|HND|340|Honduras; Republic of Honduras
HR|HRV|191|Croatia; Republic of Croatia
HT|HTI|332|Haiti; Republic of Haiti
HU|HUN|348|Hungary
ID|IDN|360|Indonesia; Republic of Indonesia
IE|IRL|372|Ireland; Republic of Ireland; Eire
IL|ISR|376|Israel; State of Israel
IM|IMN|833|Isle of Man
IN|IND|356|India; Republic of India
IO|IOT|086|British Indian Ocean Territory; Chagos Archipelago
IQ|IRQ|368|Iraq; Republic of Iraq
IR|IRN|364|Iran; Iran, Islamic Republic of; Islamic Republic of Iran; Iran (Persia); Persia
IS|ISL|352|Iceland; Republic of Iceland
IT|ITA|380|Italy; Italian Republic; Italy/Sardinia
JE|JEY|832|Jersey
JM|JAM|388|Jamaica
JO|JOR|400|Jordan; Hashemite Kingdom of Jordan; Transjordan
JP|JPN|392|Japan
KE|KEN|404|Kenya; Republic of Kenya
KG|KGZ|417|Kyrgyzstan; Kyrgyz Republic; Kirgizstan; Kirghizia; Kirgizia
KH|KHM|116|Cambodia; Kingdom of Cambodia; Cambodia (Kampuchea); Kampuchea; Democratic Kampuchea; Khmer Republic;
    People's Republic of Kampuchea
KI|KIR|296|Kiribati; Republic of Kiribati; Gilbert Islands
KM|COM|174|Comoros; Union of the Comoros; The Comoros; Federal Islamic Republic of the Comoros
KN|KNA|659|Saint Kitts and Nevis; St. Kitts and Nevis; St. Kitts & Nevis; Saint Kitts & Nevis
KP|PRK|408|North Korea; Korea, Democratic People's Republic of; Democratic People's Republic of Korea; DPRK;
    D.P.R.K.; Korea, North; Korea, People's Republic of; Korea, Dem. People's Rep.; N. Korea
KR|KOR|410|South Korea; Korea, Republic of; ROK; R.O.K.; Korea, South; Korea, Rep.; Republic of Korea; S. Korea
KW|KWT|414|Kuwait; State of Kuwait
KY|CYM|136|Cayman Islands
KZ|KAZ|398|Kazakhstan; Republic of Kazakhstan
LA|LAO|418|Laos; Lao People's Democratic Republic; Lao PDR; Lao
LB|LBN|422|Lebanon; Lebanese Republic; The Lebanon
LC|LCA|662|Saint Lucia; St. Lucia
LI|LIE|438|Liechtenstein; Principality of Liechtenstein
LK|LKA|144|Sri Lanka; Democratic Socialist Republic of Sri Lanka; Ceylon; Sri Lanka (Ceylon)
LR|LBR|430|Liberia; Republic of Liberia
LS|LSO|426|Lesotho; Kingdom of Lesotho; Basutoland
LT|LTU|440|Lithuania; Republic of Lithuania
LU|LUX|442|Luxembourg; Grand Duchy of Luxembourg
LV|LVA|428|Latvia; Republic of Latvia
LY|LBY|434|Libya; Libyan Arab Jamahiriya; State of Libya; Great Socialist People's Libyan Arab Jamahiriya
MA|MAR|504|Morocco; Kingdom of Morocco
MC|MCO|492|Monaco; Principality of Monaco
MD|MDA|498|Moldova; Moldova, Republic of; Republic of Moldova; Moldavia
ME|MNE|499|Montenegro
MF|MAF|663|Saint Martin; Saint Martin (French part); St. Martin
MG|MDG|450|Madagascar; Republic of Madagascar; Madagascar (Malagasy); Malagasy Republic; Malagasy; Democratic
    Republic of Madagascar
MH|MHL|584|Marshall Islands; Republic of the Marshall Islands; Marshall Is.
MK|MKD|807|North Macedonia; Republic of North Macedonia; Macedonia; Macedonia, FYR; FYR Macedonia; FYROM;
    F.Y.R.O.M.; Macedonia (FYROM); Former Yugoslav Republic of Macedonia; The former Yugoslav Republic of Macedonia;
    Macedonia (Former Yugoslav Republic of); Republic of Macedonia; Macedonia, the former Yugoslav Republic of
ML|MLI|466|Mali; Republic of Mali
MM|MMR|104|Myanmar; Republic of Myanmar; Burma; Myanmar (Burma); Burma (Myanmar); Union of Myanmar; Republic of the
    Union of Myanmar; Union of Burma
MN|MNG|496|Mongolia
MO|MAC|446|Macao; Macao Special Administrative Region of China; Macau; Macao SAR; Macau SAR; China, Macao SAR
MP|MNP|580|Northern Mariana Islands; Commonwealth of the Northern Mariana Islands; N. Mariana Islands
MQ|MTQ|474|Martinique
MR|MRT|478|Mauritania; Islamic Republic of Mauritania
MS|MSR|500|Montserrat
MT|MLT|470|Malta; Republic of Malta
MU|MUS|480|Mauritius; Republic of Mauritius
MV|MDV|462|Maldives; Republic of Maldives; The Maldives
MW|MWI|454|Malawi; Republic of Malawi; Nyasaland
MX|MEX|484|Mexico; United Mexican States
MY|MYS|458|Malaysia
MZ|MOZ|508|Mozambique; Republic of Mozambique
NA|NAM|516|Namibia; Republic of Namibia; South West Africa
NC|NCL|540|New Caledonia
NE|NER|562|Niger; Republic of the Niger
NF|NFK|574|Norfolk Island
NG|NGA|566|Nigeria; Federal Republic of Nigeria
NI|NIC|558|Nicaragua; Republic of Nicaragua
NL|NLD|528|Netherlands; Kingdom of the Netherlands; The Netherlands; Holland; Kingdom of Netherlands
NO|NOR|578|Norway; Kingdom of Norway
NP|NPL|524|Nepal; Federal Democratic Republic of Nepal
NR|NRU|520|Nauru; Republic of Nauru
NU|NIU|570|Niue
NZ|NZL|554|New Zealand
OM|OMN|512|Oman; Sultanate of Oman
PA|PAN|591|Panama; Republic of Panama
PE|PER|604|Peru; Republic of Peru
PF|PYF|258|French Polynesia; Fr. Polynesia
PG|PNG|598|Papua New Guinea; Independent State of Papua New Guinea
PH|PHL|608|Philippines; Republic of the Philippines; The Philippines
PK|PAK|586|Pakistan; Islamic Republic of Pakistan
PL|POL|616|Poland; Republic of Poland
PM|SPM|666|Saint Pierre and Miquelon; St. Pierre and Miquelon
PN|PCN|612|Pitcairn Islands; Pitcairn
PR|PRI|630|Puerto Rico
PS|PSE|275|Palestine; Palestine, State of; State of Palestine; Palestinian Territory; Palestinian Territories;
    Occupied Palestinian Territory; Occupied Palestinian Territories; Palestinian Territory, Occupied; Palestine,
    Occupied Territory; occupied Palestinian territory, including East Jerusalem; West Bank and Gaza Strip; West
    Bank and Gaza; West Bank & Gaza; West Bank & Gaza Strip; West Bank; Gaza Strip; Gaza; the West Bank; the Gaza
    Strip; Palestinian Authority
PT|PRT|620|Portugal; Portuguese Republic
PW|PLW|585|Palau; Republic of Palau; Belau
PY|PRY|600|Paraguay; Republic of Paraguay
QA|QAT|634|Qatar; State of Qatar
RE|REU|638|Réunion; La Réunion
RO|ROU|642|Romania; Rumania; Roumania
RS|SRB|688|Serbia; Republic of Serbia; Serbia (Yugoslavia)
RU|RUS|643|Russia; Russian Federation; Russia (Soviet Union)
RW|RWA|646|Rwanda; Rwandese Republic; Republic of Rwanda
SA|SAU|682|Saudi Arabia; Kingdom of Saudi Arabia
SB|SLB|090|Solomon Islands; The Solomon Islands; Solomon Is.
SC|SYC|690|Seychelles; Republic of Seychelles
SD|SDN|729|Sudan; Republic of the Sudan; The Sudan; North Sudan
SE|SWE|752|Sweden; Kingdom of Sweden
SG|SGP|702|Singapore; Republic of Singapore
SH|SHN|654|Saint Helena, Ascension and Tristan da Cunha; Saint Helena; St. Helena
SI|SVN|705|Slovenia; Republic of Slovenia
SJ|SJM|744|Svalbard and Jan Mayen
SK|SVK|703|Slovakia; Slovak Republic; Slovak Rep.
SL|SLE|694|Sierra Leone; Republic of Sierra Leone
SM|SMR|674|San Marino; Republic of San Marino
SN|SEN|686|Senegal; Republic of Senegal
SO|SOM|706|Somalia; Federal Republic of Somalia
SR|SUR|740|Suriname; Republic of Suriname; Surinam; Dutch Guiana
SS|SSD|728|South Sudan; Republic of South Sudan; S. Sudan
ST|STP|678|São Tomé and Príncipe; Sao Tome and Principe; Democratic Republic of Sao Tome and Principe; Sao Tome &
    Principe; São Tomé
SV|SLV|222|El Salvador; Republic of El Salvador
SX|SXM|534|Sint Maarten; Sint Maarten (Dutch part); Saint Maarten; St. Maarten
SY|SYR|760|Syria; Syrian Arab Republic; Syrian Arab Rep.; United Arab Republic (Syria)
SZ|SWZ|748|Eswatini; Kingdom of Eswatini; Swaziland; Kingdom of Swaziland; Kingdom of eSwatini (Swaziland); eSwatini
    (Swaziland); Swaziland (eSwatini)
TC|TCA|796|Turks and Caicos Islands; Turks & Caicos Islands; Turks and Caicos
TD|TCD|148|Chad; Republic of Chad
TF|ATF|260|French Southern Territories; French Southern and Antarctic Lands
TG|TGO|768|Togo; Togolese Republic
TH|THA|764|Thailand; Kingdom of Thailand; Siam
TJ|TJK|762|Tajikistan; Republic of Tajikistan; Tadzhikistan; Tajikistan, Republic of
TK|TKL|772|Tokelau
TL|TLS|626|Timor-Leste; Democratic Republic of Timor-Leste; East Timor
TM|TKM|795|Turkmenistan
TN|TUN|788|Tunisia; Republic of Tunisia
TO|TON|776|Tonga; Kingdom of Tonga
TR|TUR|792|Turkey; Türkiye; Republic of Türkiye; Turkiye; Turkey (Ottoman Empire); Türkiye (Turkey); Turkey
    (Türkiye); Republic of Turkey
TT|TTO|780|Trinidad and Tobago; Republic of Trinidad and Tobago; Trinidad & Tobago
TV|TUV|798|Tuvalu; Ellice Islands
TW|TWN|158|Taiwan; Taiwan, Republic of China; Republic of China; Chinese Taipei; Formosa; Taiwan, China; Taiwan,
    Province of China
TZ|TZA|834|Tanzania; Tanzania, United Republic of; United Republic of Tanzania; Tanganyika; Tanzania (Tanganyika)
UA|UKR|804|Ukraine; The Ukraine
UG|UGA|800|Uganda; Republic of Uganda
UM|UMI|581|United States Minor Outlying Islands; US Minor Outlying Islands; U.S. Minor Outlying Islands
US|USA|840|United States; United States of America; USA; U.S.; U.S.A.; US; the United States; the United States of
    America
UY|URY|858|Uruguay; Eastern Republic of Uruguay
UZ|UZB|860|Uzbekistan; Republic of Uzbekistan
VA|VAT|336|Vatican City; Holy See (Vatican City State); Vatican; Holy See; the Holy See; State of the Vatican City;
    Vatican City State
VC|VCT|670|Saint Vincent and the Grenadines; St. Vincent and the Grenadines; St. Vincent & the Grenadines; Saint
    Vincent & the Grenadines; Saint Vincent; St. Vincent
VE|VEN|862|Venezuela; Venezuela, Bolivarian Republic of; Bolivarian Republic of Venezuela
VG|VGB|092|British Virgin Islands; Virgin Islands, British; British Virgin Is.
VI|VIR|850|United States Virgin Islands; Virgin Islands, U.S.; Virgin Islands of the United States; U.S. Virgin
    Islands; US Virgin Islands; Virgin Islands, US
VN|VNM|704|Vietnam; Viet Nam; Socialist Republic of Viet Nam; Vietnam (North Vietnam); North Vietnam; South Vietnam;
    Vietnam, Democratic Republic of; Vietnam, Republic of; Republic of Vietnam; Democratic Republic of Vietnam;
    Socialist Republic of Vietnam; Vietnam (South Vietnam)
VU|VUT|548|Vanuatu; Republic of Vanuatu; New Hebrides
WF|WLF|876|Wallis and Futuna; Wallis & Futuna; Wallis and Futuna Islands
WS|WSM|882|Samoa; Independent State of Samoa; Western Samoa; Samoa/Western Samoa; Independent State of Western Samoa
XK|XKX||Kosovo; Republic of Kosovo; Kosovo (UNSCR 1244)
YE|YEM|887|Yemen; Republic of Yemen; Yemen (North Yemen); North Yemen; South Yemen; Yemen (Arab Republic of Yemen);
    Yemen Arab Republic; Yemen, People's Republic of; People's Democratic Republic of Yemen; Yemen, North; Yemen,
    South; Yemen (South Yemen)
YT|MYT|175|Mayotte
ZA|ZAF|710|South Africa; Republic of South Africa; Union of South Africa
ZM|ZMB|894|Zambia; Republic of Zambia; Northern Rhodesia
ZW|ZWE|716|Zimbabwe; Republic of Zimbabwe; Zimbabwe (Rhodesia); Rhodesia; Southern Rhodesia
"""


def records() -> list[dict[str, Any]]:
    """The countries of `NAMES`, without outlines; no name may stand for two."""
    found: list[dict[str, Any]] = []
    claimed: dict[str, str] = {}
    for line in NAMES.replace("\n    ", " ").splitlines():
        iso2, iso3, numeric, names = line.split("|")
        for name in {fold(name) for name in (iso2, iso3, numeric, *names.split("; ")) if name}:
            if claimed.setdefault(name, iso3) != iso3:
                raise ValueError(f"{name!r} is a name of both {claimed[name]} and {iso3}")
        found.append({"iso2": iso2, "iso3": iso3, "numeric": numeric, "names": names.split("; ")})
    return found


def polygons(topology: dict[str, Any]) -> dict[tuple[str, str], list[Polygon]]:
    """The polygons of each outline of a TopoJSON file, by numeric code and name, in degrees."""
    (east, north), (west, south) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = []
    for steps in topology["arcs"]:
        x = y = 0
        arc = []
        for dx, dy in steps:
            x, y = x + dx, y + dy
            arc.append((x * east + west, y * north + south))
        arcs.append(arc)

    def ring(numbers: list[int]) -> list[tuple[float, float]]:
        points: list[tuple[float, float]] = []
        for number in numbers:
            arc = arcs[number] if number >= 0 else arcs[~number][::-1]
            points += arc[1:] if points else arc
        return unbroken(points)

    found: dict[tuple[str, str], list[Polygon]] = {}
    for shape in topology["objects"]["countries"]["geometries"]:
        parts = [shape["arcs"]] if shape["type"] == "Polygon" else shape["arcs"]
        key = (str(shape.get("id", "")), shape["properties"]["name"])
        for outer, *holes in ([ring(numbers) for numbers in part] for part in parts):
            if len(outer) >= 4:
                drawn = Polygon(outer, [hole for hole in holes if len(hole) >= 4])
                found.setdefault(key, []).extend(parts_of(make_valid(drawn)))
    return found


def unbroken(points: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """A ring whose longitudes run on over the 180th meridian instead of leaping to the other edge of the map."""
    turns, before, run = 0, points[0][0], []
    for x, y in points:
        turns += (before - x > 180) - (x - before > 180)
        before = x
        run.append((x + 360 * turns, y))
    return run


def parts_of(shape: BaseGeometry) -> list[Polygon]:
    """The polygons of a shape, without the lines and points that mending may leave."""
    if hasattr(shape, "geoms"):
        return [polygon for part in shape.geoms for polygon in parts_of(part)]
    return [shape] if isinstance(shape, Polygon) and shape.area > 0 else []


def drawn(parts: list[Polygon]) -> list[list[list[int]]]:
    """An outline as the file writes it, on one side of the map, thinned, without crowds of islets."""
    middle = max(parts, key=lambda part: part.area).centroid.x
    near = [translate(part, round((middle - part.centroid.x) / 360) * 360) for part in parts]
    kept: list[Polygon] = []
    for part in sorted(parts_of(unary_union(near)), key=lambda part: -part.area):
        if part.area >= THINNED**2 or not kept or MultiPolygon(kept).distance(part) > CROWDED:
            kept.append(part)
    outline = []
    for part in kept:
        thin = part.simplify(THINNED)
        rings = [stepped(ring.coords) for ring in (thin.exterior, *thin.interiors)]
        if rings[0]:
            outline.append([rings[0], *(ring for ring in rings[1:] if ring)])
        else:  # too small for hundredths of a degree: a box around it
            west, south, east, north = part.buffer(1 / UNIT).bounds
            outline.append([stepped(box(west, south, east, north).exterior.coords)])
    return outline


def stepped(coordinates: Any) -> list[int]:
    """A ring as its first point and the steps that follow, in hundredths of a degree; empty if it encloses nothing."""
    points = [(round(x * UNIT), round(y * UNIT)) for x, y in coordinates]
    points = [point for point, before in zip(points, [None, *points], strict=False) if point != before]
    if len(points) < 4 or not Polygon(points).area:
        return []
    steps = [*points[0]]
    for (x0, y0), (x1, y1) in pairwise(points):
        steps += [x1 - x0, y1 - y0]
    return steps


def main() -> None:
    """Read the TopoJSON file named on the command line and write the package data."""
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asked.add_argument("topology", type=Path, help="countries-10m.json of the npm package world-atlas")
    asked.add_argument("--to", type=Path, default=TO)
    options = asked.parse_args()
    shapes = polygons(json.loads(options.topology.read_text(encoding="utf-8")))
    countries = records()
    code = {record["numeric"]: record["iso3"] for record in countries if record["numeric"]}
    outlines: dict[str, list[Polygon]] = {}
    for (number, name), parts in shapes.items():
        iso3 = DRAWN_WITH.get(name) or code.get(number)
        if iso3:
            outlines.setdefault(iso3, []).extend(parts)
    for iso3, (name, south, west, north, east) in PARTED.items():
        within = box(west, south, east, north)
        whole = next((parts for (_, other), parts in shapes.items() if other == name), [])
        outlines.setdefault(iso3, []).extend(part for part in whole if within.contains(part.representative_point()))
    for iso3, places in SMALL.items():
        outlines.setdefault(iso3, []).extend(box(west, south, east, north) for south, west, north, east in places)
    for record in countries:
        parts = [] if record["iso3"] in LEFT_OUT else outlines.get(record["iso3"], [])
        record["outline"] = drawn(parts) if parts else []
        if not parts:
            print(f"{record['names'][0]} has no outline")
    content = json.dumps(countries, ensure_ascii=False, separators=(",", ":")).encode()
    options.to.write_bytes(gzip.compress(content, 9, mtime=0))
    print(f"{options.to}: {len(countries)} countries, {len(content):,} bytes, {options.to.stat().st_size:,} packed")


if __name__ == "__main__":
    main()
