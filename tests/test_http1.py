"""HTTP/1.1 read strictly: what may be read in two ways is refused, whatever the bytes and however they come in pieces."""

from __future__ import annotations

import asyncio
import contextlib
import time
from typing import cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.capture import FetchOutcome
from archive.exchange import AttemptFailed
from archive.http1 import Head, Reader, parse_head
from archive.wire import Wire

HTTP_WORDS = st.sampled_from(
    [
        b"HTTP/1.1 200 OK\r\n", b"HTTP/1.0 200\r\n", b"HTTP/1.1 100 Continue\r\n\r\n", b"Content-Length: 5\r\n",
        b"Transfer-Encoding: chunked\r\n", b"\r\n", b"\n", b"5\r\nwords\r\n", b"0\r\n\r\n", b"a: b\r\n", b" folded\r\n", b"words",
    ]
)  # fmt: skip


class Pieces:
    """A connection over which `data` comes in pieces of `size` bytes, and then ends."""

    def __init__(self, data: bytes, size: int) -> None:
        self._pieces = [data[start : start + size] for start in range(0, len(data), size)]

    async def read(self, max_bytes: int, timeout: float) -> bytes:
        return self._pieces.pop(0) if self._pieces else b""


async def read(data: bytes, size: int = 7) -> tuple[Head, bytes, bool]:
    """Return head and body of an answer, and whether it ended by itself with nothing after it."""
    reader = Reader(cast(Wire, Pieces(data, size)), 1.0)
    head = await reader.head()
    body = b"".join([chunk async for chunk in reader.body(head)])
    return head, body, reader.is_at_end


async def test_a_connection_on_which_more_came_than_the_answer_is_not_used_again() -> None:
    answer = b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nwordsHTTP/1.1 200 OK\r\n"
    assert (await read(answer, 1000))[1:] == (b"words", False)


@pytest.mark.parametrize("size", [1, 2, 3, 7, 1000])
@pytest.mark.parametrize(
    ("answer", "body", "ends"),
    [
        (b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nwords", b"words", True),
        (b"HTTP/1.1 200 OK\nContent-Length: 5\n\nwords", b"words", True),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 5, 5\r\ncontent-length: 5\r\n\r\nwords", b"words", True),
        (b"HTTP/1.1 200 OK\r\n\r\nto the end", b"to the end", False),
        (b"HTTP/1.1 204 No Content\r\nContent-Length: 5\r\n\r\n", b"", True),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5;x=y\r\nwords\r\nB \r\n and wordss\r\n0\r\na: b\r\n\r\n",
         b"words and wordss", True),
        (b"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early\r\nLink: x\r\n\r\nHTTP/1.1 200\r\nContent-Length: 2\r\n\r\nok", b"ok", True),
    ],
)  # fmt: skip
async def test_an_answer_is_read_the_same_however_it_comes_in_pieces(answer: bytes, body: bytes, ends: bool, size: int) -> None:
    assert (await read(answer, size))[1:] == (body, ends)


@pytest.mark.parametrize(
    "answer",
    [
        b"220 mail.example ESMTP\r\n\r\n",
        b"HTTP/1.1 20 OK\r\n\r\n",
        b"HTTP/1.1 101 Switching\r\n\r\n",
        b"HTTP/1.1 099 Early\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length : 5\r\n\r\nwords",
        b"HTTP/1.1 200 OK\r\nno colon\r\n\r\n",
        b"HTTP/1.1 200 OK\r\na: b\0c\r\n\r\n",
        b"HTTP/1.1 200 OK\r\na: b\rSet: c\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nwords!",
        b"HTTP/1.1 200 OK\r\nContent-Length: +5\r\n\r\nwords",
        b"HTTP/1.1 200 OK\r\nContent-Length: 5\xa0\r\n\r\nwords",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n-5\r\nwords\r\n0\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0x5\r\nwords\r\n0\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nwords\r\n0\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + b"1" * 10_000,
    ],
)
async def test_what_is_not_http_is_refused(answer: bytes) -> None:
    with pytest.raises(AttemptFailed) as failed:
        await read(answer)
    assert failed.value.outcome is FetchOutcome.BAD_RESPONSE


@pytest.mark.parametrize(
    "answer",
    [
        b"",
        b"HTTP/1.1 200 OK\r\nContent-Le",
        b"HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\nwords",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nwor",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nwords\r\n",
    ],
)
async def test_an_answer_that_ends_early_is_a_hang_up(answer: bytes) -> None:
    with pytest.raises(AttemptFailed) as failed:
        await read(answer)
    assert failed.value.outcome is FetchOutcome.RESET


@pytest.mark.parametrize(
    ("head", "keeps"),
    [
        (b"HTTP/1.1 200 OK\r\nContent-Length: 5", True),
        (b"HTTP/1.1 200 OK\r\nConnection: Keep-Alive, Close", False),
        (b"HTTP/1.0 200 OK\r\nContent-Length: 5", False),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\nTransfer-Encoding: chunked", False),
    ],
)
def test_a_connection_is_kept_only_where_its_end_is_beyond_doubt(head: bytes, keeps: bool) -> None:
    assert parse_head(head).keeps_connection is keeps


def test_a_folded_line_goes_on_with_the_one_before() -> None:
    assert parse_head(b"HTTP/1.1 200 OK\r\na: b\r\n  c\r\nd: e").headers == (("a", "b c"), ("d", "e"))


@pytest.mark.timed
@pytest.mark.parametrize("value", [b" " * 1500 + b"\0", b"a" + b" " * 20_000 + b"b", b" \t" * 700 + b"\r:"])
def test_blanks_in_a_header_do_not_make_its_reading_slow(value: bytes) -> None:
    started = time.process_time()
    with contextlib.suppress(AttemptFailed):
        parse_head(b"HTTP/1.1 200 OK\r\nX:" + value)
    assert time.process_time() - started < 2


@given(
    st.one_of(st.binary(), st.lists(st.one_of(HTTP_WORDS, st.binary(max_size=8)), max_size=12).map(b"".join)), st.integers(1, 50)
)
def test_any_bytes_are_an_answer_or_a_failure_and_the_same_in_any_pieces(data: bytes, size: int) -> None:
    def outcome(size: int) -> object:
        try:
            return asyncio.run(read(data, size))
        except AttemptFailed as failure:
            return failure.outcome

    assert outcome(size) == outcome(len(data) + 1)
