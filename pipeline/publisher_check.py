"""What the known facts of a publisher fit: an address, a saved page, or all of them together.

Enters: publishers, an address or a file. Leaves: `Facts`, for `pipeline.publisher_words`. It opens no network; a page is
read in the worker process, because its bytes are foreign.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from archive.page import Page, Sign, best_published
from citations.errors import InputError
from citations.plain import from_plain, to_plain
from citations.publisher import Profile, Publisher, Publishers
from citations.worker import Worker, WorkerFailure
from pipeline.publisher_words import Facts, host_words, profile_words, publisher_of
from pipeline.reading import reading_options, saved_page

WORDS_SHOWN = 12  # of an article's beginning


@dataclass(frozen=True, kw_only=True, slots=True)
class PageFile:
    """A page saved as a file; `name` is its publisher as the user says, `year` the year of its capture."""

    path: Path
    name: str | None = None
    year: int | None = None


# What an address fits


_SAVED = (".html", ".htm", ".xhtml", ".pdf", ".txt")  # how saved pages end, and no host


def is_address(text: str, folder: Path) -> bool:
    """Return whether the user names an address and not a file in `folder`."""
    if text.lower().startswith(("http://", "https://")):
        return True
    host, slash, _ = text.partition("/")
    is_file = (folder / text).exists() or (not slash and text.casefold().endswith(_SAVED))
    return "." in host and not is_file


def address_facts(publishers: Publishers, address: str, *, year: int | None = None) -> Facts:
    """Return whose an address is, the rule it follows, the days its id can mean, and the markup expected there."""
    from archive.locate import clocks, moved, printed, rules

    whole = printed.with_scheme(address.strip())
    if not printed.is_web_address(whole):
        raise InputError(f"{address[:100]!r} is no address: expected one such as https://outlet.example/a, or a saved page")
    publisher = publishers.at_address(whole, year)
    data: dict[str, Any] = {"address": whole, "publisher": publisher.id if publisher else None}
    if publisher is None:
        return Facts(data=data, problems=("the host is no publisher’s; add it to footnotary.toml under [[publishers]]",))
    found = rules.rules_of(publisher, whole)
    bracket = clocks.days_of(publisher, whole)
    day = rules.date_of(publisher, whole)
    held = year or (day.year if day else None) or (bracket.first.year if bracket else None)
    profile = publisher.profile_of(held, whole)
    data |= {
        "name": publisher.name,
        "hosts": [host_words(publisher, place) for place, host in enumerate(publisher.hosts) if _is_at(host.host, whole)],
        "rules": [
            {"address": rule.pattern.address, "parts": dict(rule.parts), "to_confirm": rule.pattern.to_confirm} for rule in found
        ],
        "date": day.edtf() if day else None,
        "id_days": [bracket.first.isoformat(), bracket.last.isoformat()] if bracket else None,
        "moved_to": [{"address": item.address, "to_confirm": item.to_confirm} for item in moved.successors(whole, publisher)],
        "year": held,
        "markup": profile_words(profile) if profile else None,
    }
    problems = [] if found else [f"no rule of {publisher.name} makes such an address"]
    problems += [] if profile or not publisher.profiles else [f"no markup is known for {held or 'such a page'}"]
    return Facts(data=data, problems=tuple(problems))


def _is_at(host: str, address: str) -> bool:
    from archive.address import WWW, parts_of

    asked, known = WWW.sub("", parts_of(address).host.partition(":")[0]), WWW.sub("", host)
    return asked == known or asked.endswith("." + known)


# What a page fits


async def page_facts(publishers: Publishers, file: PageFile) -> Facts:
    """Return what each selector of a saved page's publisher finds on it, and how the page is read.

    Without a year every profile is tried, and the one that finds most is used. Raises InputError for a file that
    cannot be read, and for a page that does not say whose it is.
    """
    body = saved_page(file.path)
    worker = Worker()
    try:
        plain = await _read(worker, body, {})
        publisher = _page_publisher(publishers, file, plain)
        profiles = _profiles(publisher, file.year, plain)
        tried = [await _profile_facts(worker, body, profile, plain) for profile in profiles]
        best = max(range(len(tried)), key=lambda index: (tried[index]["fits"], -_misses(tried[index])), default=None)
        options = reading_options(publisher, profiles[best] if best is not None else None)
        page = await _read(worker, body, {"profile": options, "date_order": publisher.date_order})
    finally:
        worker.close()
    data = {"file": file.path.name, "publisher": publisher.id, "name": publisher.name, "markup": tried, "read": _reading(page)}
    if best is None:
        return Facts(data=data, problems=(f"no markup of {publisher.name} is known for such a page",))
    return Facts(data=data, problems=tuple(_page_problems(profiles[best], tried[best], page)))


async def _read(worker: Worker, body: bytes, options: dict[str, Any]) -> Page:
    page = from_plain(Page, await _asked(worker, "archive.page:read_page_plain", body, options))
    if Sign.UNREADABLE in page.signs:
        raise InputError(f"the file is {page.detail or 'not a page that can be read'}: a page saved as HTML was expected")
    return page


async def _asked(worker: Worker, function: str, body: bytes, options: dict[str, Any]) -> Any:
    answer = await worker.acall(function, body, options)
    if isinstance(answer, WorkerFailure):
        raise InputError(f"the page could not be read ({answer.detail}): save it anew and try again")
    return answer


def _page_publisher(publishers: Publishers, file: PageFile, page: Page) -> Publisher:
    if file.name:
        return publisher_of(publishers, file.name)
    found = publishers.at_address(page.canonical or "") if page.canonical else None
    if found := found or publishers.named(page.publisher):
        return found
    raise InputError(f"{file.path.name} does not say whose page it is: say --as with an id, a name or a host")


def _profiles(publisher: Publisher, year: int | None, page: Page) -> tuple[Profile, ...]:
    if year is not None:
        held = publisher.profile_of(year, page.canonical)
        return (held,) if held else ()
    return publisher.profiles_at(page.canonical)


async def _profile_facts(worker: Worker, body: bytes, profile: Profile, page: Page) -> dict[str, Any]:
    """Return what a profile's selectors find, and in how many parts and places of the page it is right."""
    rows = await _asked(worker, "archive.reading.markup:selected_plain", body, {"profile": to_plain(profile)})
    places = set(profile.dates_in) & set(_reading(page)["dates_in"])
    fits = len({row["kind"] for row in rows if row["found"]}) + len(places)
    return {"profile": profile_words(profile), "fits": fits, "selectors": rows}


def _misses(facts: dict[str, Any]) -> int:
    return sum(1 for row in facts["selectors"] if not row["found"])


def _reading(page: Page) -> dict[str, Any]:
    published = best_published(page)
    return {
        "title": next(iter(page.headings), page.title),
        "byline": page.byline,
        "date": published.edtf() if published else None,
        "dates_in": sorted({witness.place for witness in page.dates if witness.kind == "published"}),
        "language": page.language,
        "begins": " ".join(page.article.split()[:WORDS_SHOWN]),
        "signs": [sign.value for sign in page.signs],
    }


def _page_problems(profile: Profile, facts: dict[str, Any], page: Page) -> Iterator[str]:
    if not facts["fits"]:
        yield "no markup that is known fits this page"
    found = {row["kind"] for row in facts["selectors"] if row["found"]}
    for kind in dict.fromkeys(row["kind"] for row in facts["selectors"]):
        if kind not in found:
            missed = ", ".join(row["selector"] for row in facts["selectors"] if row["kind"] == kind)
            yield f"no selector finds the {kind}: {missed}"
    read = _reading(page)
    for place in profile.dates_in:
        if place not in read["dates_in"] and (place != "address" or page.canonical):
            yield f"the day of publication does not stand in the {place}, where this publisher has it"
    if not read["date"]:
        yield "no day of publication is read from the page"


# All of them


def all_facts(publishers: Publishers) -> Facts:
    """Return how much is known of all publishers and what nobody confirmed; wrong tables were refused when they were read."""
    from citations.publisher_checks import checked

    for publisher in publishers:
        checked(publisher, f"publishers/{publisher.id}.toml", "publisher")
    lacking = [
        f"{publisher.id} has no {', no '.join(missing)}"
        for publisher in publishers
        if (missing := [word for word in ("hosts", "patterns") if not getattr(publisher, word)])
    ]
    doubted = {publisher.id: list(publisher.to_confirm) for publisher in publishers if publisher.to_confirm}
    counts = {
        key: sum(len(getattr(item, key)) for item in publishers) for key in ("hosts", "patterns", "moves", "clocks", "profiles")
    }
    return Facts(data={"publishers": len(publishers), **counts, "lacking": lacking, "to_confirm": doubted})
