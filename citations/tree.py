"""The text of an HTML document to an lxml tree, whole, however deep it nests and whatever tags it leaves out.

Enters: decoded text. Leaves: a tree. The parser is libxml2's, which follows 2,048 levels and knows the elements of HTML 4:
what it leaves in the head, shuts up in an element without end, or drops below that depth, is mended here.
"""

from __future__ import annotations

import re
from typing import Any

from citations.regex import regex

MAX_DEPTH_RETRY = regex(
    r"</?(?:div|span|font|b|i|em|strong|center|section|table|tbody|tr|td|ul|li|blockquote|a)\b[^>]*>", re.IGNORECASE
)
HEAD_TAGS = frozenset("title meta link base script style noscript template".split())


def parse_html(text: str) -> Any:
    """Return the lxml tree of `text`; a document without any element gives an empty one.

    Raises MemoryError when it does not fit into the memory allowed.
    """
    from lxml import etree

    root, whole = _parse(text)
    if root is not None and not whole:  # nested deeper than the parser follows: what only nests is taken away
        root, _ = _parse(MAX_DEPTH_RETRY.sub("<br>", text))
    if root is None:
        return etree.fromstring("<html><body/></html>", None)
    _leave_head(root)
    for element in list(root.iter("embed")):
        if len(element) or element.text:
            element.drop_tag()  # it has no end, which the parser does not know: all that follows would stand in it
    return root


def _leave_head(root: Any) -> None:
    """Move out of the head what is no metadata: the parser leaves newer elements there when `<body>` is not written."""
    from lxml import etree

    head = root.find("head")
    strays = [element for element in head if element.tag not in HEAD_TAGS] if head is not None else []
    if not strays:
        return
    body = root.find("body")
    if body is None:
        body = etree.SubElement(root, "body")
    first = head.index(strays[0])
    for place, element in enumerate(list(head)[first:]):
        body.insert(place, element)


def _parse(text: str) -> tuple[Any, bool]:
    from lxml import etree
    from lxml.html import HtmlElement, HTMLParser  # its elements, because the extractor takes no others

    parser = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True)
    parser.set_element_class_lookup(etree.ElementDefaultClassLookup(element=HtmlElement))  # lxml.html asks Python for each
    body = text.encode("utf-8", "replace").replace(b"\x00", b"")
    try:
        root = etree.fromstring(body, parser)
    except etree.ParserError:
        return None, True
    except etree.XMLSyntaxError:
        if any(entry.type_name == "ERR_NO_MEMORY" for entry in parser.error_log):
            raise MemoryError from None  # not an empty page
        return None, True
    return root, not any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log)
