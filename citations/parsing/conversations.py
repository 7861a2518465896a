"""Interviews and letters named in other languages than English: "Telefonisches Interview mit …", "Письмо … автору".

Enters: a segment of a note. Leaves: a pattern for `citations.parsing.interview`, and citations of letters to the author and of
interviews whose language puts the word behind the person ("Шенеунікпен сұхбат", "Bir diplomatla yapılan görüşme").
"""

from __future__ import annotations

import re

from citations import grammar
from citations.citation import Citation, Form
from citations.grammar import read_signal
from citations.parsing.context import TRAILING, Context
from citations.parsing.details import Details, read_details
from citations.prose import emphasised_spans, quoted_spans
from citations.regex import regex

MAX_WORDS = 35
MAX_PLACES = 2  # parts beside who was heard: a house, a town
UNSURE = 0.7
_X = re.VERBOSE | re.IGNORECASE
# --- of one noun, what may stand before and behind it
_BEFORE = r"""(?:(?:Из\s+(?:личн\w+\s+)?)?(?:(?:Личн|Авторск|Телефонн|Онлайн|Анонимн|Письменн|Электронн|Экспертн|Глубинн|Полев|Конфиденциальн|Неофициальн|Частн|Устн|Видео
        |Особист|Анонімн|Письмов|Електронн|Експертн|Глибинн|Польов|Конфіденційн|Авторськ)\w*[\s-]+)?
    |(?:(?:Telefonisch|Persönlich|Schriftlich|Mündlich|Vertraulich|Anonym|Eigen|Informell|Virtuell|Digital|Ausführlich|Leitfadengestützt|Halbstrukturiert)e[snr]?\s+|(?:Online|Video|Telefon|Experten|Hintergrund|Zoom|Skype)-){1,2}
    |(?:Telefon|Telefonla|Kişisel|Yazılı|Özel)\s+)"""
_PRINTED = r"(?!\s+(?:газет|журнал|агентств))"
_NOUN = r"""(?:личн|устн|персональн|частн)\w+\s+(?:сообщени[ея]|информаци[яи])|обмен\s+сообщениями|голосов(?:ое|ые)\s+сообщени[ея]|(?:Sprach|Text|Kurz)nachricht(?:en)?(?=\s+(?:von|eine[rs]|de[rs])\s)|messages?\s+voca(?:l|ux)|mensajes?\s+de\s+voz|messaggi[o]?\s+vocal[ei]
    |communications?\s+personnelles?|échanges?(?:\s+(?:WhatsApp|Signal|Telegram|Messenger|de\s+(?:messages|courriels))|(?=\s+(?:avec|téléphoniques?|écrits?|électroniques?|confidentiels?)\s))|comunicaci(?:ón|ones)\s+personal(?:es)?|comunicazion[ei]\s+personal[ei]|comunicação\s+pessoal
    |(?:persönliche|mündliche|schriftliche|telefonische)\s+(?:Mitteilung|Auskunft)|(?:WhatsApp-|Signal-|Telegram-)?(?:Chat|Nachrichten)(?=\s+(?:mit|von)\s)|kişisel\s+(?:görüşme|iletişim)
    |Интервью|Бесед[аы]|Разговора?|Переписк[аи]|Письмо(?=\s+(?:автор|от\s))|Встреч[аи](?=\s+автор)|Фокус-группа|Інтерв[’'ʼ]ю|Бесіда|Розмова|Листування|Зустріч(?=\s+автор)|Мусоҳиба\w*|С[ӯу]ҳбат\w*|Сұхбат\w*|Маек\w*|Suhbat\w*|Müsahibə\w*|Гуфтугӯ\w*|Интервју|Разговор
    |Courriels?|Entretiens?|Entrevues?|Conversations?(?=\s+(?:avec|téléphonique|confidentielle|privée|personnelle|de\s+l[’'])\b)|Rencontre(?=\s+de\s+l[’']auteur)
    |Correos?\s+electrónicos?|Entrevistas?|Conversaci(?:ón|ones)(?=\s+(?:con|telefónica|personal|privada|confidencial|del?)\b)|Conversas?(?=\s+(?:com|telef[óô]nica|pessoal)\b)
    |Intervist[ae]|Colloquio|Conversazion[ei](?=\s+(?:con|telefonica|riservata|privata|personale|dell)\b)
    |(?:[A-ZÄÖÜ][a-zäöü]+(?:gespräch|interview)|Gespräch|Telefonat)e?|Treffen(?=\s+de[sr]\s+(?:Autor|Verfasser))|E-Mail|Interviews?(?=\s+(?:des|der|mit|durch|avec|de\s+l|par|del|con|met|per|\(telefonisch\))(?!\w))|Propos\s+recueillis(?=\s+par\s+l[’']auteur)
    |Wywiady?|Rozmowa|Rozhovor|Razgovor|Intervju\w*|Interviu|Interjú|Gesprek|Mülakat\w*|(?:Yazarın\s+(?:yaptığı|gerçekleştirdiği)\s+)?Görüşme\w*|Συνέντευξη"""
_BEHIND = r"""автора|авторов|автору|авторів|муаллиф(?:он)?|(?:(?:réalisée?s?|mené[es]*|conduite?s?)\s+)?par\s+l[’']auteure?|(?:realizad|hech)[oa]s?\s+por\s+(?:el|la|l[oa]s)\s+autor(?:a|e?s|as)?|\(telefonisch\)|de\s+l[’']auteure?|des\s+auteur[es]*|avec\s+l[’']auteur|des\s+Verfassers|der\s+Verfasserin|des\s+Autors|der\s+Autor(?:in|en)
    |del?\s+(?:la\s+|los\s+)?autor(?:a|es)?|dell[’']autore|dell[’']autrice|degli\s+autori|d[oa]s?\s+autor(?:a|es)?|autora
    |téléphoniques?|confidentiel(?:le)?s?|personnel(?:le)?|privée?|anonyme|écrite?s?|informel(?:le)?|en\s+ligne|électroniques?|telefonisches?
    |telefónic[oa]|telefônica|confidencial|personal(?:es)?|pessoal|presencial|privad[oa]|anónim[oa]|escrit[oa]|en\s+línea|virtual|telefonic[oa]|riservat[oa]|confidenziale|personale|privat[oa]|anonim[oa]|scritt[oa]|телефонӣ|хаттӣ|шахсӣ|telefoniczn[ya]
    |(?:par|por|per|via|через|по)\s+(?:téléphone|courriel|visioconférence|teléfono|correo\s+electrónico|videollamada|escrito|telefone|videochamada|telefono|Telefon|Video|E-?Mail|Skype|Zoom|WhatsApp|Signal|Telegram|телефону|скайпу|видеосвязи|электронной\s+почте)"""
# matches "Интервью автора с экспертом, Душанбе", "Мусоҳибаи муаллиф", "Entretien de l’auteur avec …"; not "в интервью газете"
INTERVIEW_ABROAD = regex(
    rf"(?P<org>{_BEFORE})(?P<medium>{_NOUN}){_PRINTED}(?:\s+(?:{_BEHIND})|,?\s+(?:взят|провед)\w+\s+автор\w+)*(?=[\s,.;:(]|$)", _X
)

# "Интервью министр дал накануне", "Интервью вышло в мае 2014 г.": a sentence on an interview, with or without its subject
IS_TOLD_OF = regex(
    r"\s+(?:[а-яё]+\s+){0,3}?(?:да(?:л[аи]?|[её]т|ют)|взял[аи]?|(?:вы|про|при|за)ш(?:ло|ёл|ел)|появилось|состоялось|опубликовал[аи]?|показал[аи]?|записал[аи]?|пров[её]л[аи]?|было|был)\b"
)
_WHO = r"[^\W\d_][^,;:“”\"«»\d]{2,90}?"
# matches "Brief von Karl Roth an die Verfasserin", "Courriel d’un fonctionnaire à l’auteur", "Письмо чиновника автору",
# "Carta a la autora de Juan Peña"; not "Brief an den Präsidenten"
_WRITTEN = regex(
    rf"""(?P<medium>(?:(?:Электронн|Официальн|Личн|Письменн|Schriftlich|Mündlich|Письмов|Електронн)\w*\s+)?(?:Brief|Schreiben|E-?Mail|Nachricht|Lettre|Courriel|Courrier(?:\s+électronique)?|Message|Mail|Carta|Correo(?:\s+electrónico)?|Mensaje|Mensagem|Lettera|Messaggio|Письмо|Сообщение|Лист|Повідомлення|Мактуб\w*|Нома\w*|List|Antwort|Auskunft|Stellungnahme|Réponse(?:\s+écrite)?|Respuesta(?:\s+escrita)?|Risposta(?:\s+scritta)?|Resposta(?:\s+escrita)?|Ответ|Відповідь|Ҷавоб\w*))
    (?:\s+(?:(?:von|vom|der|des|de|du|di|del|dello|della|da|do|от|від|аз|od)\s+|d[’'](?=\w))?(?P<who>{_WHO}))?
    \s+(?:an\s+(?:den|die)\s+(?:Autor(?:in|en)?|Verfasser(?:in)?)|(?:à\s+l[’']auteure?|aux\s+auteur[es]*)|(?:al\s+autor|a\s+la\s+autora|a\s+los\s+autores)|(?:all[’']autor[ei]|all[’']autrice|agli\s+autori)|(?:ao\s+autor|à\s+autora|aos\s+autores)|gegenüber\s+(?:dem|der|den)\s+(?:Autor|Verfasser)\w*|auf\s+(?:eine\s+)?Anfragen?\s+de[sr]\s+(?:Autor|Verfasser)\w*|на\s+(?:запрос|вопрос)\w*\s+автор(?:а|ов)|автор(?:у|ам|ові)|ба\s+муаллиф|do\s+autor(?:a|ki))(?!\w)
    (?:\s+(?:von|vom|d[’']|de|du|di|del|da|от|від|аз)\s*(?P<who2>{_WHO}))?(?=\s*(?:,|\(|\.?$)|\s+(?:vom|от|du|del?|від|аз)\s+\d)""",
    _X,
)
# matches "Автордың шенеунікпен сұхбаты", "Eski bir bakan ile görüşme", "Amaldor bilan suhbat": the word behind the person
_POSTPOSED = regex(
    rf"""(?:(?:Автордың|Автордун|Yazarın|Muallifning|Awtoryň|Müəllifin)\s+)?(?P<who>{_WHO})(?:(?:мен|бен|пен)|\s(?:менен|bilan|bilen|ilə|ile)|(?<=l[aeə]))\s+
    (?:(?:yapılan|gerçekleştirilen|жүргізілген|өткізілген|өткөрүлгөн|o[‘’ʻ']tkazilgan|geçirilen|aparılan|телефон\w*|telefon\w*|özel|kişisel|жеке|шахсий|shaxsiy|\w+\s+арқылы)\s+){{0,2}}
    (?P<medium>сұхбат\w*|әңгіме\w*|мае[кг]\w*|аңгеме\w*|интервью\w*|suhbat\w*|intervyu\w*|söhbet\w*|müsahibə\w*|söhbət\w*|görüşme\w*|mülakat\w*|röportaj\w*)(?=\s*[,.(]|$)""",
    _X,
)
_STEMS = (
    "сұхбат",
    "әңгіме",
    "маек",
    "маег",
    "аңгеме",
    "интервью",
    "suhbat",
    "intervyu",
    "söhbet",
    "müsahib",
    "söhbət",
    "görüşme",
    "mülakat",
    "röportaj",
)


def read_letter(context: Context, start: int, end: int) -> bool:
    """Read "Brief von Karl Roth an die Verfasserin, 3. Mai 2019": what somebody wrote to the author."""
    signal, lead = read_signal(context.text[start:end])
    match = _WRITTEN.match(context.text[start:end], lead)
    who = (match["who"] or match["who2"]) if match else None
    return bool(match) and _add(context, (start, end), match, who, kind="personal_communication", signal=signal)


def read_postposed(context: Context, start: int, end: int) -> bool:
    """Read "Шенеунікпен сұхбат, Алматы, мамыр 2019", "Bir diplomatla yapılan görüşme, Ankara, 4 Mayıs 2019"."""
    text = context.text[start:end]
    folded = text.casefold()
    if not any(stem in folded for stem in _STEMS):
        return False
    signal, lead = read_signal(text)
    match = _POSTPOSED.match(text, lead)
    if not match or grammar.names_medium(match["who"]):
        return False
    return _add(context, (start, end), match, match["who"], kind="interview", signal=signal)


def _add(
    context: Context, span: tuple[int, int], match: re.Match[str] | None, who: str | None, *, kind: str, signal: str | None
) -> bool:
    text = context.text[slice(*span)]
    if match is None or len(text.split()) > MAX_WORDS or quoted_spans(text) or emphasised_spans(text) or "//" in text:
        return False
    details = read_details(text[match.end() :], context.publishers)
    if not details.issued or details.aside or len(details.outlets) > MAX_PLACES:
        return False
    citation = Citation(
        form=Form.FULL,
        type=kind,
        interviewee=who.strip(TRAILING) if who else None,
        medium=match["medium"],
        publisher_place=_place(details),
        issued=details.issued,
        date_printed=details.date_printed,
        signal=signal,
    )
    context.add(citation, span[0] + match.start(), span[1], confidence=UNSURE)
    return True


def _place(details: Details) -> str | None:
    return ", ".join([*details.outlets, *([details.place] if details.place else [])]) or None
