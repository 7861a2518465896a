"""Cities that notes name as places: where somebody was heard, where a report was issued, where a book was printed.

Enters: a few words. Leaves: yes or no. A place that is not listed is told by its surroundings.
"""

from __future__ import annotations

import functools
import re

from citations.regex import regex

_CAPITALS = """
abu-dhabi accra addis-ababa aleppo algiers almaty amman amsterdam ankara antananarivo ashgabat asmara astana athens
baghdad baku bamako bangkok bangui banjul basra batken beijing beirut belgrade benghazi berlin bern bishkek bogota bonn
brasilia bratislava brazzaville brussels bucharest budapest buenos-aires bujumbura cairo canberra caracas chisinau
colombo conakry copenhagen dakar damascus delhi dhaka dili djibouti doha donetsk dubai dublin dushanbe erbil freetown
frankfurt gaza geneva goma grozny guatemala-city hanoi harare havana helsinki herat hong-kong islamabad istanbul jakarta
jalalabad jerusalem juba kabul kampala kandahar karachi kathmandu kazan khartoum khorog khujand kigali kinshasa
kuala-lumpur kulob kulyob kunduz kuwait kyiv kiev lagos lahore lima lisbon ljubljana london luanda lusaka luxembourg
madrid makhachkala managua manila maputo mazar-e-sharif mexico-city minsk mogadishu monrovia moscow mumbai munich muscat
nairobi naypyidaw niamey nicosia nouakchott nur-sultan oslo osh ottawa ouagadougou panama-city paris peshawar phnom-penh
port-au-prince prague pretoria pristina pyongyang quito rabat ramallah rangoon reykjavik riga riyadh rome samarkand
sanaa sana’a san-salvador santiago sarajevo seoul singapore skopje sofia srinagar st-petersburg saint-petersburg
st.-petersburg stockholm strasbourg sukhumi sydney taipei tallinn tashkent tbilisi tegucigalpa tehran tel-aviv the-hague
tirana tokyo tripoli tunis ulaanbaatar urumqi vienna vientiane vilnius warsaw washington washington-d.c. washington-d.c
washington-dc yangon yaounde yekaterinburg yerevan zagreb zurich new-york leningrad petrograd odessa odesa kharkiv lviv
minneapolis tblisi jalal-abad khost kandahar mosul idlib homs quetta nukus bukhara
"""
_OF_PRINT = """
abingdon ann-arbor armonk atlanta aldershot austin baltimore basingstoke bath berkeley bloomington boston boulder
bristol buffalo cambridge chicago chapel-hill cheltenham college-park columbus durham edinburgh evanston exeter farnham
glasgow harlow harmondsworth harvard hoboken honolulu houndmills ithaca lanham lawrence leiden leicester lincoln
london-and-new-york los-angeles madison manchester melbourne minneapolis montreal new-brunswick new-delhi new-haven
new-york-and-london newark notre-dame oxford oxford-and-new-york philadelphia pittsburgh princeton richmond sage-hill
san-francisco santa-monica santa-barbara seattle stanford syracuse thousand-oaks toronto uppsala upper-saddle-river
vancouver west-point westport bielefeld baden-baden basel bremen darmstadt dresden düsseldorf freiburg göttingen halle
hamburg hannover heidelberg köln leipzig mainz marburg münchen opladen stuttgart tübingen wiesbaden wien würzburg zürich
genf brüssel moskau duschanbe taschkent aix-en-provence bordeaux bruxelles genève grenoble lausanne lille lyon marseille
montréal toulouse douchanbé moscou tachkent barcelona bilbao granada sevilla valencia ciudad-de-méxico méxico bogotá
buenos-aires santiago-de-chile salamanca bologna firenze genova milano napoli padova palermo roma torino venezia gdańsk
katowice kraków lublin łódź poznań toruń warszawa wrocław ankara istanbul i̇stanbul izmir bursa praha brno budapest
bucurești
"""
_CYRILLIC = """
москва душанбе бишкек ташкент алматы алма-ата астана ашхабад худжанд хуҷанд хорог хоруғ кулоб кӯлоб кабул санкт-петербург
петербург ленинград киев київ минск харьков харків львов львів казань новосибирск екатеринбург ош ходжент нарын талас баткен
джалал-абад каракол исфара мургаб ишкашим вахдат куляб термез наманган андижан нукус актау шымкент мары панҷ мурғоб рашт
ростов-на-дону саратов томск фрунзе самарканд бухара нур-султан ереван тбилиси баку хатлон бохтар қӯрғонтеппа вашингтон лондон
нью-йорк париж вена берлин стамбул дубай м спб л сталинабад
"""
CITIES = frozenset((_CAPITALS + _OF_PRINT + _CYRILLIC).split())
# "Cambridge, MA", "Santa Monica, Calif.", "Princeton, N.J.": a state of America behind its town
STATE = regex(
    r"""(?:Ala|Ariz|Ark|Calif|Colo|Conn|Del|Fla|Ga|Ill|Ind|Kan|Ky|La|Md|Mass|Mich|Minn|Mo|Mont|Neb|Nev|Ont|Ore|Pa|Tenn|Tex|Va|Vt
    |Wash|Wis
    |A[KLRZ]|C[AOT]|D\.?C|F[L]|G[A]|I[ADLN]|K[SY]|L[A]|M[ADEINOST]|N\.?[CDEHJMVY]|O[HKR]|P[A]|R\.?I|S[CD]|T[NX]|UK|UT|V[AT]|W[AIVY])\.?""",
    re.VERBOSE,
)
_BETWEEN = regex(r"\s*(?:/|,|;|\band\b|\bи\b|\bва\b|&)\s*")


@functools.lru_cache(maxsize=512)
def is_city(text: str) -> bool:
    """Return whether `text` is a city that the list knows; "Kabul and Herat" and "Cambridge, MA" count as well.

    >>> is_city("Bishkek"), is_city("New York"), is_city("Cambridge, MA"), is_city("Radio Ozodi")
    (True, True, True, False)
    """
    names = _BETWEEN.split(text.strip(" ."))
    known = ["-".join(name.casefold().split()) in CITIES for name in names]
    return known[0] and all(one or STATE.fullmatch(name) for one, name in zip(known[1:], names[1:], strict=True))
