"""What numbers count, by one name for the forms and languages of each: currencies, measures, people, years.

Enters: a folded noun. Leaves: its unit; of a measure also its size in the unit of all of its kind: 1,000 "m" to "km".
"""

from __future__ import annotations

STEM_LETTERS = 5  # of two words that are then taken for forms of one: "houses", "house"; tests/evaluate_claims.py
PEOPLE = "people"
_CURRENCIES = {
    "$": "$ dollar доллар usd", "€": "€ euro евро eur", "£": "£ pound фунт gbp", "¥": "¥ yen йен иен",
    "₽": "₽ rouble ruble рубл rub", "yuan": "yuan юан", "somoni": "somoni сомон", "tenge": "tenge тенге", "crown": "crown крон",
}  # fmt: skip
_CURRENCY_OF = {stem: unit for unit, stems in _CURRENCIES.items() for stem in stems.split()}
CURRENCIES = frozenset(_CURRENCIES)
SYMBOLS = frozenset("$€£¥₽")
# Forms of one word that share no stem, and words of the three languages for what is counted most
_NOUNS = {
    form: unit
    for unit, forms in {
        "year": "year years год года лет годам годы сол",
        "month": "month months месяц месяца месяцев месяцам месяцах моҳ",
        "week": "week weeks неделя недели недель неделю неделям ҳафта",
        "day": "day days день дня дней дням днях рӯз",
        "hour": "hour hours час часа часов часам соат",
        "minute": "minute minutes минута минуты минут минуту минутах дақиқа",
        PEOPLE: "people person persons люди людей людям человек человека человеку нафар",
        "child": "child children ребенок ребенка дети детей детям кӯдак",
        "family": "family families семья семьи семей семьям семьях оила",
        "house": "house houses home homes дом дома домов домам домах хона",
        "village": "village villages деревня деревни деревень деревнях село села сел селах селам деҳа",
        "school": "school schools школа школы школ школах школам мактаб",
    }.items()
    for form in forms.split()
}
_MEASURES = {
    form: measure
    for measure, forms in {
        ("m", 1.0): "m metre metres meter meters м метр метра метров метрах метрами",
        ("m", 1000.0): "km kilometre kilometres kilometer kilometers км километр километра километров километрах",
        ("m", 0.01): "cm centimetre centimetres centimeter centimeters см сантиметр сантиметра сантиметров",
        ("tonne", 1.0): "tonne tonnes ton tons тонна тонны тонн тонну тонна",
        ("tonne", 0.001): "kg kilogram kilograms kilo kilos кг килограмм килограмма килограммов",
        ("hectare", 1.0): "ha hectare hectares га гектар гектара гектаров",
    }.items()
    for form in forms.split()
}
# Units of one kind that are taken for each other: "feet" for "metres"
_KINDS = {
    form: (kind, names.split()[0])
    for kind, units in {
        "length": (
            "m metre metres meter meters м метр метра метров метрах метрами",
            "km kilometre kilometres kilometer kilometers км километр километра километров километрах",
            "cm centimetre centimetres centimeter centimeters см сантиметр сантиметра сантиметров",
            "mile miles миля мили миль", "foot feet ft фут фута футов",
            "yard yards ярд ярда ярдов", "inch inches дюйм дюйма дюймов",
        ),
        "mass": (
            "tonne tonnes ton tons тонна тонны тонн тонну",
            "kg kilogram kilograms kilo kilos кг килограмм килограмма килограммов",
            "gram grams gramme grammes грамм грамма граммов", "lb lbs",
        ),
        "area": ("ha hectare hectares га гектар гектара гектаров", "acre acres акр акра акров"),
    }.items()
    for names in units
    for form in names.split()
}  # fmt: skip
_TIMES = frozenset("year month week day hour minute second".split())
# Of a person, by the stem: they are "people" where the other side says so
_PERSONS = frozenset(
    "resid membe worke prote demon docke miner farme offic soldi offic voter stude pupil patie touri migra refug priso "
    "passe fight rebel polic civil citiz emplo activ journ inhab villa women woman men man child detai witne refor guest "
    "depor jouro spect visit жител рабоч горня шахте крест учени студе пацие детей житель сотру воен заклю работ бежен мигра "
    "посет зрите участ протес пасса турис полиц солда гражд".split()
)
# Counted of so many things that a sole other count of them in a source is no count of the same
_GENERAL = frozenset((*_TIMES, PEOPLE, "m", "tonne", "hectare", "%", "points", "child", "time", "case", "раз"))


def unit_of(form: str) -> str:
    """Return the unit of a folded noun.

    >>> [unit_of(form) for form in ("dollars", "рублей", "лет", "km", "houses", "городов")]
    ['$', '₽', 'year', 'm', 'house', 'город']
    """
    if form in _MEASURES:
        return _MEASURES[form][0]
    currency = next((unit for stem, unit in _CURRENCY_OF.items() if form.startswith(stem)), None)
    return currency or _NOUNS.get(form) or stem_of(form)


def size_of(form: str) -> float:
    """Return how many of its unit a measure holds, 1 for every other noun."""
    return _MEASURES[form][1] if form in _MEASURES else 1.0


def kind_of(unit: str, noun: str) -> tuple[str, str] | None:
    """Return of which kind a unit is, and its name there, where others of the kind may be taken for it; None elsewhere.

    >>> kind_of("$", "dollars"), kind_of("m", "km"), kind_of("points", "percentage"), kind_of("house", "houses")
    (('money', '$'), ('length', 'km'), ('part', 'points'), None)
    """
    if unit in CURRENCIES:
        return "money", unit
    if unit in ("%", "points"):
        return "part", unit
    return ("time", unit) if unit in _TIMES else _KINDS.get(noun)


def stem_of(form: str) -> str:
    """Return what the forms of a folded word share, as far as letters can tell.

    >>> [stem_of(form) for form in ("houses", "year", "years", "cities", "city", "домов", "votes", "voted")]
    ['house', 'year', 'year', 'city', 'city', 'домов', 'vote', 'vote']
    """
    if form.isascii() and len(form) > 3:
        if form.endswith("s") and not form.endswith("ss"):
            form = f"{form[:-3]}y" if form.endswith("ies") else form[:-1]
        elif len(form) == STEM_LETTERS and form.endswith("ed"):
            form = form[:-1]
    return form[:STEM_LETTERS]


def are_one_unit(left: str | None, right: str | None) -> bool:
    """Return whether two units may count the same things: equal ones, and people by any word for them."""
    return left == right or (PEOPLE in (left, right) and not _PERSONS.isdisjoint((left or "", right or "")))


def is_general(unit: str) -> bool:
    """Return whether the unit counts so many things that another count of it says nothing by itself."""
    return unit in _GENERAL or unit in CURRENCIES
