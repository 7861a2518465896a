"""Official names of international bodies by their abbreviations, for telling a slip in one from a name.

Data only: English names as the bodies print them, without articles. It decides nothing about what a body is.
"""

from __future__ import annotations

_NAMES = """
ADB Asian Development Bank; AIIB Asian Infrastructure Investment Bank; ASEAN Association of Southeast Asian Nations; AU
African Union; CIS Commonwealth of Independent States; CSTO Collective Security Treaty Organization; EAEU Eurasian Economic
Union; EBRD European Bank for Reconstruction and Development; ECHR European Court of Human Rights; ECOWAS Economic Community
of West African States; EEU Eurasian Economic Union; EIB European Investment Bank; EU European Union; FAO Food and
Agriculture Organization; GCC Gulf Cooperation Council; IAEA International Atomic Energy Agency; ICAO International Civil
Aviation Organization; ICC International Criminal Court; ICJ International Court of Justice; ICRC International Committee of
the Red Cross; IDB Inter-American Development Bank; IGAD Intergovernmental Authority on Development; ILO International Labour
Organization; IMF International Monetary Fund; IOM International Organization for Migration; IPCC Intergovernmental Panel on
Climate Change; MSF Médecins Sans Frontières; NATO North Atlantic Treaty Organization; OAS Organization of American States;
OCHA Office for the Coordination of Humanitarian Affairs; ODIHR Office for Democratic Institutions and Human Rights; OECD
Organisation for Economic Co-operation and Development; OHCHR Office of the High Commissioner for Human Rights; OIC
Organisation of Islamic Cooperation; OPCW Organisation for the Prohibition of Chemical Weapons; OPEC Organization of the
Petroleum Exporting Countries; OSCE Organization for Security and Co-operation in Europe; PACE Parliamentary Assembly of the
Council of Europe; SADC Southern African Development Community; SCO Shanghai Cooperation Organization; UN United Nations;
UNDP United Nations Development Programme; UNEP United Nations Environment Programme; UNESCO United Nations Educational,
Scientific and Cultural Organization; UNFPA United Nations Population Fund; UNHCR United Nations High Commissioner for
Refugees; UNICEF United Nations Children's Fund; UNODC United Nations Office on Drugs and Crime; WFP World Food Programme;
WHO World Health Organization; WTO World Trade Organization
"""
NAME_OF = dict(one.split(maxsplit=1) for one in _NAMES.replace("\n", " ").split(";"))
