"""What the style attributes and style sheets inside a page make of its elements, written down in its tree.

Enters: a page's tree. Leaves: the same tree, where what nobody sees is `hidden`, what is struck through an `s`, what stands
raised a `sup`, and what is taken out of its line a block: the readers of the tree know these. Sheets in other files are not
known, nor are selectors of states. What a rule shows again (on a narrow screen, after a click) is left as it is.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator
from itertools import islice
from typing import Any

from cssselect import HTMLTranslator, SelectorError
from lxml.etree import XPathError

from archive.reading.declarations import COMMENT, Look, colour_of, declarations_of, look_of
from citations.regex import regex
from citations.tree import parse_html

MAX_SHEET_CHARACTERS = 300_000  # of all sheets in a page; a newspaper's has a third of that
MAX_SELECTOR_CHARACTERS = 300
MAX_RULES = 300  # that hide or show something; each is one search through the tree
_BRACES = regex(r"(?P<before>[^{}]*)(?P<brace>[{}])")
_NAMED = regex(r"[.#](-?[_a-zA-Z][\w-]*)")  # the classes and ids of a selector: "a" and "b" of "div.a > p#b[hidden]"
_SELECTORS = HTMLTranslator()
_SCRIPTED = regex(r"no-?js|:|amp|wf-|async-hide", re.IGNORECASE)  # selectors of states that a script sets or takes away
MAX_GENERATED = 50  # rules that put words before or behind elements
_GENERATED = regex(r"(?P<selector>.+?)::?(?P<place>before|after)", re.DOTALL)
# matches: "content: 'not '"   does not: "content: '\\201C'", "content: attr(x)"
_CONTENT = regex(r"""content\s*:\s*(?P<quote>["'])(?P<words>[^"'\\]*)(?P=quote)\s*(?:;|$|!)""")
_IN_LINE = frozenset("span font b i em strong small u label".split())
_WHITE = "#ffffff"
_GROUNDS = (b"background", b"bgcolor", b"stylesheet", b"<style")  # a page that names none of them is white
_TURNING = (b"<bdo", b"bidi-override", "\u202e".encode(), b"&#8238", b"&#x202e")
_PLAIN = frozenset("p br b i em strong u".split())
_REFERENCE = regex(r"\s*[\[(]?\d{1,3}[\])]?\s*")
_REFERENCE_CLASS = regex(
    r"(?:^|[\s_-])(?:foot|end)?(?:note|fn)(?:[\s_-]?(?:ref|call|link|mark|anchor|number))?s?(?:$|\s)", re.IGNORECASE
)
_OVERRIDDEN = regex("\u202e([^\u202c\u2069\n]*)[\u202c\u2069]?")
_RIGHT_TO_LEFT = regex("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]")


def write_down(root: Any, source: str) -> None:
    """Change the tree of `source` so that its elements say what their styles make of them."""
    names = source.encode("utf-8", "replace").lower()  # what it does not name need not be looked for in the tree
    if b"<dialog" in names or b"<noframes" in names or b"<noembed" in names:
        for element in root.xpath("//dialog[not(@open)] | //noframes | //noembed"):
            element.set("hidden", "")
    for frame in root.xpath("//iframe[@srcdoc]") if b"srcdoc" in names else ():
        _open(frame)
    if b"<style" in names:
        _obey_sheets(root)
    for element in root.xpath("//*[@style]"):
        _obey(element, look_of(element.get("style")))
    if b"bgcolor" in names and b"<font" in names:
        for element in root.xpath("//*[@bgcolor]//font[@color]"):
            ground = next(one.get("bgcolor") for one in element.iterancestors() if one.get("bgcolor"))
            if colour_of(element.get("color").lower()) == colour_of(ground.lower()):
                element.set("hidden", "")
    if not any(sign in names for sign in _GROUNDS):
        for element in root.xpath("//*[contains(@style, 'color')] | //font[@color]"):
            said = declarations_of(element.get("style") or "").get("color") or (element.get("color") or "").lower()
            if colour_of(said) == _WHITE:
                element.set("hidden", "")
    for element in root.xpath("//a[starts-with(@href, '#')] | //span[contains(@class, 'n')]"):
        _raise_reference(element)
    if any(sign in names for sign in _TURNING):
        _turn(root)


def _open(frame: Any) -> None:
    """Make a box of a frame whose page stands in its own attribute: a reader sees it there."""
    inner = parse_html(frame.attrib.pop("srcdoc")[:MAX_SHEET_CHARACTERS])
    frame.text, frame.tag = None, "div"
    frame.extend([child for child in inner.iterchildren() if child.tag == "body"] or [inner])


def _write_generated(root: Any, rules: Iterable[tuple[str, str, bool]]) -> None:
    """Write down the words that rules for every screen put before and behind elements: "content: 'not '"."""
    for selector, says, always in rules:
        match, content = _GENERATED.fullmatch(selector), _CONTENT.search(says)
        if not (always and match and content and any(char.isalnum() for char in content["words"])):
            continue
        words = f" {content['words'].strip()} "  # a label's margin parts it from the words beside it
        for element in _matching(root, match["selector"], _names(root)):
            if match["place"] == "before":
                element.text = words + (element.text or "")
            elif len(element):
                element[-1].tail = (element[-1].tail or "") + words
            else:
                element.text = (element.text or "") + words


def _names(root: Any) -> frozenset[str]:
    """Return the classes and ids of a page's elements."""
    return frozenset(name for value in root.xpath("//@class | //@id") for name in value.split())


def seen_order(text: str) -> str:
    """Return the text in the order in which a reader sees it, where an override (U+202E) turns letters round.

    >>> seen_order("in 19\\u202e79\\u202c")
    'in 1997'
    """
    return _OVERRIDDEN.sub(lambda match: _turned(match[1]), text) if "\u202e" in text else text


def _turned(text: str) -> str:
    return text if _RIGHT_TO_LEFT.search(text) else text[::-1]


def _obey(element: Any, look: Look) -> None:
    if look.gone or (look.blank and _holds_words_alone(element)):
        element.set("hidden", "")
    elif look.faint:
        element.set("style", "visibility:hidden")  # as scripts write what they fade in
    if look.struck:
        _enclose(element, "s")
    elif look.raised and _REFERENCE.fullmatch("".join(element.itertext())):
        element.tag = "sup"
    elif look.apart and element.tag in _IN_LINE:
        element.tag = "div"
    if element.get("style") and "row-reverse" in element.get("style"):
        for child in element.iterchildren(*_IN_LINE):
            child.tag = "div"


def _holds_words_alone(element: Any) -> bool:
    """Return whether nothing in the element has a look of its own: letters of no size are a habit to close gaps of menus."""
    return all(child.tag in _PLAIN and not child.get("class") and not child.get("style") for child in element.iterdescendants())


def _enclose(element: Any, tag: str) -> None:
    """Put all that an element holds into one of the name `tag`."""
    inner = element.makeelement(tag)
    inner.text, element.text = element.text, None
    inner.extend(list(element))
    element.append(inner)


def _raise_reference(element: Any) -> None:
    """Make a `sup` of the call of a note that stands at the word before it as a link, or by its class."""
    before, parent = element.getprevious(), element.getparent()
    glued = (before.tail if before is not None else parent.text if parent is not None else "") or ""
    if not glued[-1:].strip() or element.tag == "sup" or (parent is not None and parent.tag == "sup"):
        return
    if element.tag == "span" and not _REFERENCE_CLASS.search(element.get("class")):
        return
    if len(element) == 0 and _REFERENCE.fullmatch(element.text or ""):
        _enclose(element, "a")
        element.tag = "sup"


def _turn(root: Any) -> None:
    """Write in the order that is seen what an override turns round, in letters of the text or in the markup."""
    for element in root.xpath("//bdo[@dir]"):
        if element.get("dir").lower() == "rtl" and len(element) == 0:
            element.text = _turned(element.text or "")
    for element in root.xpath("//*[contains(@style, 'bidi-override')]"):
        said = declarations_of(element.get("style"))
        if said.get("direction") == "rtl" and len(element) == 0:
            element.text = _turned(element.text or "")
    for text in root.xpath("//text()[contains(., '\u202e')]"):
        holder = text.getparent()
        if text.is_tail:
            holder.tail = seen_order(holder.tail)
        else:
            holder.text = seen_order(holder.text)


def _obey_sheets(root: Any) -> None:
    """Hide, strike and part what the page's own sheets hide, strike and part for every reader and show nowhere."""
    sheets = "".join(style.text or "" for style in root.iter("style") if _is_for_screens(style))
    if not sheets or len(sheets) > MAX_SHEET_CHARACTERS:
        return
    hiding: list[tuple[str, Look]] = []
    showing: list[str] = []
    rules = list(_rules(sheets))
    _write_generated(root, islice((rule for rule in rules if "content" in rule[1]), MAX_GENERATED))
    for selector, says, always in rules:
        look = look_of(says)
        if look.shown:
            showing.append(selector)
        elif always and (look.gone or look.blank or look.faint or look.struck):
            hiding.append((selector, look))
    names = _names(root) if hiding else frozenset()
    found = [(look, _matching(root, selector, names)) for selector, look in hiding[:MAX_RULES]]
    if not any(elements for _, elements in found):
        return
    shown = {element for selector in showing[:MAX_RULES] for element in _matching(root, selector, names)}
    for look, elements in found:
        for element in elements:
            if element not in shown and not look_of(element.get("style") or "").shown:
                _obey(element, look)


def _is_for_screens(style: Any) -> bool:
    medium = (style.get("media") or "").lower()
    return style.getparent().tag != "noscript" and medium in ("", "all", "screen")


def _rules(sheets: str) -> Iterator[tuple[str, str, bool]]:
    """Yield each selector with the declarations of its rule, and whether it holds on every screen."""
    opened: list[str] = []
    for match in _BRACES.finditer(COMMENT.sub("", sheets)):
        before = match["before"].rpartition(";")[2] if match["brace"] == "{" else match["before"]
        if match["brace"] == "{":
            opened.append(before.strip())
        elif opened:
            selectors, around = opened.pop(), opened
            if selectors.startswith("@") or any(
                one.startswith("@") and not one.startswith(("@media", "@layer", "@supports")) for one in around
            ):
                continue
            if any("print" in one for one in around):
                continue
            always = all(re.fullmatch(r"@media\s+(?:screen|all)|@layer.*", one) for one in around)
            if "content" in before or look_of(before) != Look():
                yield from ((selector.strip(), before, always) for selector in selectors.split(","))


def _matching(root: Any, selector: str, names: Container[str]) -> list[Any]:
    """Return the elements that a selector names; none for one that is not understood, or that a script gives its sense.

    `names` are the classes and ids of the page: a selector that names another finds nothing, and is not looked for.
    """
    if not selector or len(selector) > MAX_SELECTOR_CHARACTERS or _SCRIPTED.search(selector):
        return []
    if any(name not in names for name in _NAMED.findall(selector)):
        return []
    try:
        found = root.xpath(_SELECTORS.css_to_xpath(selector))
    except (SelectorError, XPathError):
        return []
    return [element for element in found if isinstance(element.tag, str)]
