"""Bytes to text: measured on invented prose in eight charsets, with right, wrong, disagreeing and missing declarations."""

from __future__ import annotations

import itertools

import pytest

from citations.charset import decode, known_charset

RUSSIAN = (
    "Порт сдали в аренду на двадцать лет, и никто из бригады не узнал об этом заранее. «Мы приедем ещё раз», — сказал бригадир "
    "Щеглов, подъезжая к объекту. Хлеб подорожал на 7%, № 5 вышел из печати в пятницу. Ёлка стояла у входа до самого апреля. "
)
UKRAINIAN = (
    "Порт здали в оренду на двадцять років, і ніхто з бригади не дізнався про це заздалегідь. Її ґанок був зачинений, а вода "
    "піднялася ще вище, ніж торік, під'їзд до об'єкта закрито. "
)
TAJIK = (
    "Бандарро барои бист сол ба иҷора доданд ва ҳеҷ кас пешакӣ огоҳ набуд. Шом мардум назди дарвоза ҷамъ шуданд. Қимати нон боло "
    "рафт, оби дарё низ ӯҷ гирифт. Ғайр аз ин, ҳукумат гуфт, ки қарор қабул шудааст. "
)
FRENCH = "Le port a été loué pour vingt ans, et personne ne l'a su à l'avance. « Nous reviendrons à Noël », a dit le chef, déçu. "
GERMAN = (
    "Der Hafen wurde für zwanzig Jahre verpachtet. Am Abend trafen sich die Leute über dem Fluß. Größere Schäden blieben aus. "
)
IN_CHARSETS = [
    (RUSSIAN, "windows-1251"),
    (RUSSIAN, "koi8-r"),
    (RUSSIAN, "iso-8859-5"),
    (RUSSIAN, "cp866"),
    (UKRAINIAN, "windows-1251"),
    (UKRAINIAN, "koi8-u"),
    (TAJIK, "koi8-t"),
    (TAJIK, "ptcp154"),
]
DECLARATIONS = (None, "utf-8", "iso-8859-1", "windows-1251", "koi8-r")


def pieces(text: str, letters: int, count: int = 12) -> list[str]:
    """Return `count` pieces of a text, each from another word on."""
    words = [place + 1 for place, letter in enumerate(text) if letter == " "]
    endless = text * (letters // len(text) + 2)
    return [endless[place : place + letters] for place in (words[number * len(words) // count] for number in range(count))]


def page(text: str, charset: str, declared: str | None) -> tuple[bytes, str]:
    """Return a page as bytes, and its true text; letters that the charset has not are left out."""
    raw = text.encode(charset, "ignore")
    meta = f"<meta charset={declared}>" if declared else ""
    body = f"<html><head>{meta}<title>".encode() + raw + b"</title><p>" + raw + b"</p>"
    return body, body.decode(charset)


def wrong(text: str, charset: str, letters: int, header: str | None, meta: str | None) -> list[str]:
    """Return the pieces that come out wrong."""
    made = [page(piece, charset, meta) for piece in pieces(text, letters)]
    return [true for body, true in made if decode(body, charset=header)[0] != true]


@pytest.mark.parametrize(("text", "charset"), IN_CHARSETS)
@pytest.mark.parametrize("letters", [60, 400, 2000])
def test_cyrillic_prose_comes_out_right_whatever_is_declared(text: str, charset: str, letters: int) -> None:
    if text is TAJIK and letters < 400:
        return  # a line of Tajik may hold not one of the letters that tell its charsets from the Russian ones
    failed = {
        (header, meta): found
        for header, meta in itertools.product(DECLARATIONS, DECLARATIONS)
        if (found := wrong(text, charset, letters, header, meta))
    }
    assert not failed


@pytest.mark.parametrize(("text", "charset"), [*IN_CHARSETS, (FRENCH, "windows-1252"), (GERMAN, "windows-1252")])
@pytest.mark.parametrize("letters", [4, 12, 30])
def test_even_a_word_comes_out_right_when_it_is_declared_rightly(text: str, charset: str, letters: int) -> None:
    assert wrong(text, charset, letters, charset, charset) == []
    if charset != "cp866":  # in which «раз» is well-formed UTF-8
        assert wrong(text, charset, letters, charset, None) == []
        assert wrong(text, charset, letters, None, charset) == []


@pytest.mark.parametrize("text", [FRENCH, GERMAN])
def test_western_prose_is_not_taken_for_cyrillic_whatever_is_declared(text: str) -> None:
    for header, meta in itertools.product(("windows-1251", "koi8-r", "utf-8", None), repeat=2):
        assert wrong(text, "windows-1252", 800, header, meta) == []


def test_a_byte_order_mark_goes_before_every_declaration() -> None:
    for encoding in ("utf-8-sig", "utf-16"):
        assert decode(RUSSIAN.encode(encoding), charset="windows-1251")[0] == RUSSIAN


def test_agreement_of_header_and_markup_goes_before_utf_8_that_may_be_chance() -> None:
    body, true = page("СЃ В»", "windows-1251", "windows-1251")  # D1 83 20 C2 BB: well-formed UTF-8 too
    assert body.decode("utf-8") != true
    assert decode(body, charset="windows-1251")[0] == true
    assert decode(body, charset=None)[0] == body.decode("utf-8")


def test_utf_8_goes_before_declarations_that_were_copied_from_elsewhere() -> None:
    body, true = page(RUSSIAN, "utf-8", "windows-1251")
    assert decode(body, charset="windows-1251")[0] == true
    assert decode(body, charset="koi8-r")[0] == true


def test_labels_mean_what_browsers_take_them_for() -> None:
    assert [known_charset(label) for label in ("ISO-8859-1", " 'UTF8' ", "x-sjis", "utf-7", "rot13", "nonsense", None)] == [
        "cp1252", "utf-8", "cp932", None, None, None, None,
    ]  # fmt: skip
