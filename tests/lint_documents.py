"""Documents written for `footnotary lint`, in several styles: each with what is wrong in it, as rule and note or paragraph."""

HOUSE = """# The Northern Locks

Port Nura, 1 March 2024

# I. Overview

The locks feed four towns, and none of them was asked. Gen. Arsen Valdin commands the guard.[^1] The keepers struck in May 2023.[^2]

# I. The Strike

Lock officials say the the strike was over in nine days.[^3] A keeper said, “nobody promised us anything. We went home”.[^4] Col. Valdin
denied it.[^5] The council told reporters, “we were not informed Reporters were”.[^6] The reporters left.[^7]

He added, “there will be no second strike while I am here”.

[^1]: "Guard Takes Over the Northern Locks", Quay Times, 4 May 2023.

[^2]: "Lock Keepers End Strike After Nine Days", Lake Courier, 12 May 2023; Crisis Desk interview, keeper, Port Nura, June 2023.

[^3]: Crisis Desk interview, lock official, Port Nura, July 2023.

[^4]: Crisis Desk interview, keeper, Port Nura, 2023.

[^5]: "Commander Denies Promise to Keepers", Quay Times, 31 June 2023.

[^6]: "Annual Survey of Locks", op. cit.

[^7]: "Lock Keepers End Strike After Nine Days", Lake Courier, 12 May 2023.
"""
HOUSE_WRONG = {
    ("section-number-doubled", "p5"), ("rank-differs", "p6"), ("doubled-word", "p6"), ("plural-on-one-source", "3"),
    ("interview-incomplete", "4"), ("date-impossible", "5"), ("antecedent-missing", "6"), ("source-repeated-in-full", "7"),
    ("quotation-without-note", "p7"), ("sentences-run-together", "6"), ("quotation-marks-mixed", "p6"),
}  # fmt: skip

AMERICAN = """# Water and Weirs

The weir broke twice.[^1] The mayor resigned.[^2] Farmers sued.[^3] The court agreed.[^4] It was later rebuilt.[^5]

[^1]: Dana Orlo, "Weir Breaks Again," Valley Herald, March 4, 2021.

[^2]: Ibid.

[^3]: Tom Reddin, "Farmers Take the Weir to Court," Valley Herald, February 30, 2021.

[^4]: Reddin, "Farmers Take the Weir to Court."

[^5]: Dana Orlo, "A Weir Rebuilt," Valley Herald, April 9, 2022.
"""
AMERICAN_WRONG = {("date-impossible", "3")}

RUSSIAN = """# Порт и озеро

Порт закрыли весной.[^1] Рабочие уехали.[^2] Чиновники молчали.[^3] Порт открыли вновь.[^4]

Губернатор сказал: «порт будет работать при любой погоде и без людей.[^5]

[^1]: Порт закрыт до осени // Озерный вестник. 05.10.2015.

[^2]: Там же.

[^3]: Власти молчат о порте // Озерный вестник. 31.11.2015.

[^4]: Порт снова снова открыт // Озерный вестник. 07.12.2015.

[^5]: Губернатор о погоде // Озерный вестник. 08.12.2015.
"""
RUSSIAN_WRONG = {("date-impossible", "3"), ("doubled-word", "4"), ("quotation-unbalanced", "p3")}

DATED = """# Ferries

Lake House, 10 June 2020

The ferry sank on Monday 1 June 2020.[^1] The second followed on Friday 4 June 2020.[^2] Both were old.[^3] Neither was insured.[^4]
The owner fled.[^5] He was found.[^6] He has not spoken.[^7]

[^1]: "Ferry Sinks off Nura", Lake Courier, 2 June 2020.

[^2]: "Second Ferry Lost", Lake Courier, June 2020.

[^3]: "Fleet Was Forty Years Old", Quay Times, 6 June.

[^4]: "No Cover for the Ferries", Quay Times, 8 June 2021.

[^5]: "Owner Gone", Quay Times 7 June 2020.

[^6]: "Owner Found in the Hills", Quay Times, 9 June 2020

[^7]: "Owner Silent", Lake Courier, 9 June 2020.

[^8]: "Nobody Calls This", Lake Courier, 9 June 2020.
"""
DATED_WRONG = {
    ("date-of-another-weekday", "p3"), ("date-without-day", "2"), ("date-without-year", "3"), ("date-after-document", "4"),
    ("comma-before-date-missing", "5"), ("note-without-stop", "6"), ("marker-missing", "8"),
}  # fmt: skip

SOURCES = """# Mills

The mill was sold.[^1] Nobody knew.[^2] The price was low.[^3] Workers wept.[^4] It closed.[^5] It is a ruin.[^6]

[^1]: Ada Brill, "Мельница продана за бесценок" ["Mill Sold for Nothing"], Hill Post, 3 April 2019; "Old Mills of the Hills", Hill Post, 2 May 2018.

[^2]: Ibid.

[^3]: Ada Bril, "Мельница продана за бесценок" ["Mill sold for nothing"], Hill Post, 4 April 2019.

[^4]: The mill employed 212 people in 1998 and paid them in flour.

[^5]: Brill, op. cit, p. 3.

[^6]: "Old Mills of the Hills", op. cit.
"""
SOURCES_WRONG = {
    ("antecedent-ambiguous", "2"), ("source-described-two-ways", "3"), ("source-repeated-in-full", "3"),
    ("note-without-source", "4"), ("author-spelt-two-ways", "3"), ("abbreviation-without-stop", "5"),
}  # fmt: skip

HEARD = """# Talks

A trader said, “the road is closed to all of us”.[^1] A teacher in the hills said, “my school was burned down”.[^2] A nurse said it was cold.[^3]
A driver said it was far.[^4] Some local residents say it is over.[^5]

[^1]: Interview, villager, Herat, May 2019.

[^2]: Interview, nurse, Herat, June 2019.

[^3]: Interview, nurse, Herat, 7 July 2019.

[^4]: Email correspondence, driver, August 2019.

[^5]: Interviews, residents, Herat, September 2019.
"""
HEARD_WRONG = {("interview-to-the-day", "3")}

CLEAN_HOUSE = """# Bridges

Lake House, 10 June 2020

# I. Overview

Two bridges stand.[^1] One was closed in 2019.[^2] It carried 40 per cent of the traffic.[^3]

# II. Repairs

Gen. Omar Saidov promised money.[^4] An engineer said, “that that bridge stands is luck. We had had no inspection in years”.[^5]
Western diplomats say the money is there.[^6] Sirhan Sirhan was not among them.

[^1]: "Two Bridges Stand", Lake Courier, 2 May 2020.

[^2]: "Bridge Closed for Good", Quay Times, 6 June 2019; "Bridge Money", Lake Courier, 7 June 2019.

[^3]: "Two Bridges Stand", op. cit.

[^4]: "General Promises Money", Quay Times, 8 June 2020.

[^5]: Interview, engineer, Port Nura, May 2020.

[^6]: Interviews, Western diplomats, Port Nura, May 2020.
""".replace("“", '"').replace("”", '"')

CLEAN_RUSSIAN = """# Мосты

Мост закрыли.[^1] Его не открыли.[^2] Инженер сказал: «мы не знали, что он упадет».[^3]

[^1]: Мост закрыт до весны // Озерный вестник. 05.10.2015.

[^2]: Там же.

[^3]: Инженер о мосте // Озерный вестник. 06.10.2015. Режим доступа: http://vestnik.example/most (дата обращения: 01.02.2016).
"""

CLEAN_LEGAL = """# Charters

The charter was read narrowly.[^1] Later courts agreed.[^2] Some did not.[^3] The rest is known.[^4]

[^1]: Jane Harrow, *The Law of Small Charters* (Lake University Press, 2011), p. 12.

[^2]: Ibid., p. 14.

[^3]: Peter Lund, "Against the Narrow Charter", *Lake Law Review*, vol. 12 (2014), pp. 3-19.

[^4]: Harrow, *The Law of Small Charters*, op. cit., p. 40.
"""

CLEAN_GERMAN = """# Brücken

Die Brücke wurde gesperrt.[^1] Der Rat schwieg.[^2] Er sagte: „wir haben nichts gewusst“.[^3]

[^1]: „Brücke gesperrt“, Seebote, 5. Oktober 2015.

[^2]: Ebd.

[^3]: „Rat schweigt weiter“, Seebote, 6. Oktober 2015.
"""

CLEAN_LONG_QUOTE = """# Letters

The clerk read two pages aloud:[^1]

> We came at night. The gate was open, and The Lake Society had left a lamp. State Bank officials were gone.[^2]

Nobody answered. The society in the state was small, and its lake was far.[^3]

[^1]: "Clerk Reads Letter", Lake Courier, 2 May 2020.

[^2]: "Letter in Full", Quay Times, 3 May 2020.

[^3]: The society was founded by settlers.
"""

DOCUMENTS = {
    "house": (HOUSE, HOUSE_WRONG),
    "american": (AMERICAN, AMERICAN_WRONG),
    "russian": (RUSSIAN, RUSSIAN_WRONG),
    "dated": (DATED, DATED_WRONG),
    "sources": (SOURCES, SOURCES_WRONG),
    "heard": (HEARD, HEARD_WRONG),
    "clean, house style": (CLEAN_HOUSE, set()),
    "clean, Russian": (CLEAN_RUSSIAN, set()),
    "clean, legal": (CLEAN_LEGAL, set()),
    "clean, German": (CLEAN_GERMAN, set()),
    "clean, a long quotation": (CLEAN_LONG_QUOTE, set()),
}
