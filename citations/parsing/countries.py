"""Names of countries and regions that newsrooms put before a headline ("Tajikistan: …"), folded, in three languages.

Data only: short names in English (UN member states and what headlines call them), and in Russian and Tajik those of
which Central Asian outlets write. It decides nothing about what a country is.
"""

from __future__ import annotations

_ENGLISH = """
afghanistan; albania; algeria; angola; argentina; armenia; australia; austria; azerbaijan; bahrain; bangladesh; belarus;
belgium; benin; bhutan; bolivia; bosnia; bosnia and herzegovina; botswana; brazil; britain; bulgaria; burkina faso; burma;
burundi; cambodia; cameroon; canada; central african republic; chad; chechnya; chile; china; colombia; congo; costa rica;
cote divoire; croatia; cuba; cyprus; czech republic; czechia; dagestan; denmark; djibouti; dominican republic; dr congo;
east timor; ecuador; egypt; el salvador; eritrea; estonia; eswatini; ethiopia; fiji; finland; france; gabon; gambia; gaza;
georgia; germany; ghana; great britain; greece; guatemala; guinea; guinea bissau; guyana; haiti; honduras; hong kong;
hungary; iceland; india; indonesia; iran; iraq; ireland; israel; israel palestine; italy; ivory coast; jamaica; japan;
jordan; kashmir; kazakhstan; kenya; kosovo; kuwait; kyrgyzstan; kyrgyz republic; laos; latvia; lebanon; lesotho; liberia;
libya; lithuania; luxembourg; macedonia; madagascar; malawi; malaysia; maldives; mali; malta; mauritania; mauritius; mexico;
moldova; mongolia; montenegro; morocco; mozambique; myanmar; nagorno karabakh; namibia; nepal; netherlands; new zealand;
nicaragua; niger; nigeria; north korea; north macedonia; norway; oman; pakistan; palestine; panama; papua new guinea;
paraguay; peru; philippines; poland; portugal; qatar; romania; russia; russian federation; rwanda; saudi arabia; senegal;
serbia; sierra leone; singapore; slovakia; slovenia; somalia; south africa; south korea; south sudan; spain; sri lanka;
sudan; suriname; sweden; switzerland; syria; taiwan; tajikistan; republic of tajikistan; tanzania; thailand; tibet; togo;
tunisia; turkey; turkiye; turkmenistan; uae; uganda; uk; ukraine; united arab emirates; united kingdom; united states;
uruguay; us; usa; uzbekistan; venezuela; vietnam; western sahara; xinjiang; yemen; zambia; zimbabwe;
central asia; south asia; east asia; middle east; south caucasus; north caucasus; caucasus; balkans; eurasia; europe; africa;
latin america; eu; sahel
"""
_RUSSIAN_AND_TAJIK = """
азербайджан; армения; афганистан; беларусь; белоруссия; германия; грузия; египет; израиль; индия; ирак; иран; казахстан;
киргизия; китай; кыргызстан; ливия; молдавия; молдова; монголия; пакистан; польша; россия; рф; саудовская аравия; сирия; снг;
сша; таджикистан; республика таджикистан; туркменистан; туркмения; турция; узбекистан; украина; франция; центральная азия;
чечня; япония; южный кавказ; евросоюз;
тоҷикистон; ҷумҳурии тоҷикистон; афғонистон; узбакистон; ӯзбекистон; қирғизистон; қазоқистон; русия; россия; чин; эрон;
покистон; туркманистон; осиёи марказӣ; амрико
"""
COUNTRIES = frozenset(name.strip() for name in (_ENGLISH + ";" + _RUSSIAN_AND_TAJIK).replace("\n", " ").split(";"))


def is_country(folded: str) -> bool:
    """Return whether `folded` (see `citations.names.fold_title`) is a country or region as headlines name it.

    >>> is_country("tajikistan"), is_country("putin")
    (True, False)
    """
    return folded.replace("ё", "е") in _FOLDED


_FOLDED = frozenset(name.replace("ё", "е") for name in COUNTRIES)
