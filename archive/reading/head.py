"""What a page says of itself in its markup: title, metadata, links and JSON-LD.

Enters: the tree of a page. Leaves: a `Head`. Standards: Open Graph, Dublin Core in HTML, schema.org in JSON-LD 1.1.
JSON-LD is read as publishers write it: broken JSON is mended where it can be, else its dates and headline are picked out.
"""

from __future__ import annotations

import json
import re
import string
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from archive.reading.blocks import SPACES, UNSEEN
from citations.regex import regex

MAX_ATTRIBUTES = 50  # of an element that is read: work, for a tag may bear 200,000
MAX_JSON = 2_000_000  # characters of one script
MAX_ITEMS = 2_000
MAX_BODY = 200_000  # characters of an article's text in JSON-LD
ARTICLE_TYPE = regex(
    r"Article$|Posting$|^Report$|^Blog|^CreativeWork$|^WebPage$|^ItemPage$|^Review$|Release$|^Publication", re.VERBOSE
)
# Properties under which things other than the page itself hang.
ASIDE = frozenset(
    "comment comments itemListElement mentions hasPart isPartOf review reviews about citation image video associatedMedia author"
    " publisher breadcrumb relatedLink potentialAction subjectOf workFeatured sourceOrganization creator".split()
)
TRAILING_COMMA = regex(r",\s*(?=[}\]])")
LD_DATE = regex(r'"(date(?:Published|Modified|Created))"\s*:\s*"([^"]{4,40})"')
LD_HEADLINE = regex(r'"headline"\s*:\s*"((?:[^"\\]|\\.){3,300})"')


@dataclass(frozen=True, kw_only=True, slots=True)
class LinkedItem:
    """One thing of JSON-LD that may be the page: `main` unless it hangs under something else."""

    type: str
    main: bool
    headline: str | None = None
    published: str | None = None
    created: str | None = None
    modified: str | None = None
    author: str | None = None
    publisher: str | None = None
    free: bool | None = None
    body: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Head:
    """The page's own metadata; `meta` are (name, content) in order, names in lower case."""

    title: str | None = None
    meta: tuple[tuple[str, str], ...] = ()
    canonical: str | None = None
    language: str | None = None
    items: tuple[LinkedItem, ...] = ()

    def first(self, *names: str) -> str | None:
        """Return the content of the first of `names` that the page gives."""
        known = dict(reversed(self.meta))
        return next((known[name] for name in names if known.get(name)), None)


def read_head(root: Any) -> Head:
    """Return the metadata of the tree, wherever in it the elements stand."""
    parts: dict[str, list[Any]] = {"title": [], "meta": [], "link": [], "script": []}
    for element in _elements(root):
        parts[element.tag].append(element)
    meta = tuple(_metas(parts["meta"]))
    addresses = (link.get("href") for link in parts["link"] if "canonical" in link.get("rel").split())
    canonical = next(filter(None, addresses), None)
    return Head(
        title=next(filter(None, (tidy("".join(title.itertext())) for title in parts["title"])), None),
        meta=meta,
        canonical=quote(canonical.strip(), safe=string.punctuation) if canonical else None,
        language=root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang") or dict(meta).get("content-language"),
        items=tuple(item for script in parts["script"] for item in read_linked_data(script.text or "")),
    )


def tidy(text: str | None) -> str:
    """Return `text` on one line without unseen characters."""
    return SPACES.sub(" ", UNSEEN.sub("", text or "")).strip()


def _elements(root: Any) -> Iterator[Any]:
    for element in root.iter("title", "meta", "link", "script"):
        tag = element.tag
        if tag == "title" and element.getparent() is not None and element.getparent().tag == "svg":
            continue
        if tag == "link" and "canonical" not in (element.get("rel") or "").casefold():
            continue
        if tag == "script" and "ld+json" not in (element.get("type") or "").casefold():
            continue
        if len(element.attrib) <= MAX_ATTRIBUTES:
            yield element


def _metas(elements: list[Any]) -> Iterator[tuple[str, str]]:
    for element in elements:
        name = element.get("property") or element.get("name") or element.get("itemprop") or element.get("http-equiv")
        content = tidy(element.get("content"))
        if name and not content and "date" in name.casefold():
            content = tidy(element.get("value"))  # by mistake, on pages of large papers too
        if name and content:
            yield tidy(name).casefold(), content


def read_linked_data(script: str) -> tuple[LinkedItem, ...]:
    """Return the things that one JSON-LD script describes; broken JSON gives what can be picked out of it."""
    data = _loads(script[:MAX_JSON])
    if data is not None:
        return tuple(_items(data))
    found = dict(reversed(LD_DATE.findall(script)))
    headline = LD_HEADLINE.search(script)
    if not found:
        return ()
    return (
        LinkedItem(type="Article", main=True, headline=headline[1] if headline else None, published=found.get("datePublished"),
                   created=found.get("dateCreated"), modified=found.get("dateModified")),
    )  # fmt: skip


def _loads(script: str) -> Any:
    text = script.strip().removeprefix("<!--").removesuffix("-->").replace("//<![CDATA[", "").replace("//]]>", "")
    text = text.replace("<![CDATA[", "").replace("]]>", "").strip().rstrip(";")
    for candidate in (text, TRAILING_COMMA.sub("", text)):
        try:
            return json.loads(candidate, strict=False)
        except (ValueError, RecursionError):
            continue
    return None


def _items(data: Any) -> Iterator[LinkedItem]:
    waiting: list[tuple[Any, bool]] = [(data, True)]
    seen = 0
    while waiting and seen < MAX_ITEMS:
        node, main = waiting.pop(0)
        seen += 1
        if isinstance(node, list):
            waiting[:0] = [(child, main) for child in node]
        elif isinstance(node, dict):
            if item := _item(node, main):
                yield item
            nested = [(value, main and key not in ASIDE) for key, value in node.items() if isinstance(value, (dict, list))]
            waiting.extend(nested)


def _item(node: dict[str, Any], main: bool) -> LinkedItem | None:
    kinds = node.get("@type")
    kind = next((str(name) for name in (kinds if isinstance(kinds, list) else [kinds]) if name), "")
    if not any(
        node.get(key)
        for key in (
            "articleBody",
            "datePublished",
            "dateModified",
            "dateCreated",
            "headline",
            "uploadDate",
            "isAccessibleForFree",
        )
    ):
        return None
    free = node.get("isAccessibleForFree")
    return LinkedItem(
        type=kind,
        main=main and bool(ARTICLE_TYPE.search(kind)),
        headline=_words(node.get("headline")) or _words(node.get("name")),
        published=_words(node.get("datePublished")),
        created=_words(node.get("dateCreated")) or _words(node.get("uploadDate")),
        modified=_words(node.get("dateModified")),
        author=_names(node.get("author") or node.get("creator")),
        publisher=_names(node.get("publisher")),
        body=_body(node),
        free=None if free is None else str(free).casefold() not in ("false", "0", "no"),
    )


def _body(node: dict[str, Any]) -> str | None:
    value = node.get("articleBody") or node.get("text")
    return value[:MAX_BODY] if isinstance(value, str) else None


def _words(value: Any) -> str | None:
    if isinstance(value, list):
        value = next(iter(value), None)
    if isinstance(value, dict):
        value = value.get("@value")
    return tidy(str(value))[:500] or None if isinstance(value, (str, int)) and not isinstance(value, bool) else None


def _names(value: Any) -> str | None:
    entries = value if isinstance(value, list) else [value]
    names = [_words(entry.get("name")) if isinstance(entry, dict) else _words(entry) for entry in entries]
    found = [name for name in names if name and not name.startswith(("http:", "https:", "#"))]
    return ", ".join(dict.fromkeys(found)) or None
