"""The same command again: what an earlier run could not reach or was not allowed is asked, and what was seen is said as it was."""

import re
import socket
from pathlib import Path

from tests.loopback import Answer, LoopbackWeb
from tests.project import ALLOWED, QUICK, footnotary

TITLE = "Ferry service resumes"
PAGE = f"<html><head><title>{TITLE}</title></head><body><h1>{TITLE}</h1><p>The boats sailed again in May.</p></body></html>"


def free_ports(count: int) -> list[int]:
    """Return ports of loopback on which nobody listens."""
    sockets = [socket.socket() for _ in range(count)]
    for one in sockets:
        one.bind(("127.0.0.1", 0))
    ports = [int(one.getsockname()[1]) for one in sockets]
    for one in sockets:
        one.close()
    return ports


def draft(folder: Path, *addresses: str) -> None:
    """Write a draft with a note for each address, and settings under which no service is asked."""
    text = " ".join(f"Boats sail.[^{number}]" for number, _ in enumerate(addresses, 1))
    notes = [f"[^{number}]: “{TITLE}”, Example Post, 3 May 2024, {one}" for number, one in enumerate(addresses, 1)]
    (folder / "draft.md").write_text("\n\n".join((text, *notes)) + "\n", encoding="utf-8")
    (folder / "footnotary.toml").write_text(QUICK, encoding="utf-8")


def served(port: int = 0) -> LoopbackWeb:
    """Return a web whose every host has one page and no rules for programs."""
    page = Answer(headers=(("Content-Type", "text/html"),), body=PAGE.encode())
    return LoopbackWeb({("127.0.0.1", "/robots.txt"): Answer(status=404), ("127.0.0.1", "/a"): page}, port=port)


def test_our_own_refusal_is_no_answer_once_the_address_is_allowed(tmp_path: Path) -> None:
    with served().in_thread() as web:
        draft(tmp_path, f"http://127.0.0.1:{web.port}/a")
        first = footnotary("verify", "draft.md", "--yes", "--quiet", cwd=tmp_path)
        assert not web.requests
        assert re.search(r"not public.*--allow-address RANGE", first.stdout)
        assert "network" not in first.stdout
        assert first.returncode == 1
        footnotary("verify", "draft.md", "--yes", "--quiet", *ALLOWED, cwd=tmp_path)
        assert [one.path for one in web.requests] == ["/robots.txt", "/a"]


def test_archive_names_the_option_that_would_allow_an_address_and_then_asks(tmp_path: Path) -> None:
    with served().in_thread() as web:
        words = ("archive", f"http://127.0.0.1:{web.port}/a", "--yes")
        assert "--allow-address RANGE" in footnotary(*words, cwd=tmp_path).stdout
        footnotary(*words, *ALLOWED, cwd=tmp_path)
        assert "/a" in [one.path for one in web.requests]


def test_what_could_not_be_reached_is_asked_by_the_next_run_at_once(tmp_path: Path) -> None:
    (port,) = free_ports(1)
    draft(tmp_path, f"http://127.0.0.1:{port}/a")
    down = footnotary("verify", "draft.md", "--yes", "--quiet", *ALLOWED, cwd=tmp_path)
    assert down.returncode == 3
    assert f"The one host that was asked, 127.0.0.1:{port}, did not answer" in down.stdout
    with served(port).in_thread() as web:
        footnotary("verify", "draft.md", "--yes", "--quiet", *ALLOWED, cwd=tmp_path)
        assert [one.path for one in web.requests] == ["/robots.txt", "/a"]


def test_a_host_that_named_a_time_is_left_alone_by_the_next_run(tmp_path: Path) -> None:
    wait = Answer(status=429, headers=(("Retry-After", "600"),))
    with LoopbackWeb({("127.0.0.1", "/robots.txt"): Answer(status=404), ("127.0.0.1", "/a"): wait}).in_thread() as web:
        draft(tmp_path, f"http://127.0.0.1:{web.port}/a")
        for _ in range(2):
            footnotary("verify", "draft.md", "--yes", "--quiet", *ALLOWED, cwd=tmp_path)
        assert [one.path for one in web.requests].count("/a") == 1


def test_hosts_that_all_refused_are_counted(tmp_path: Path) -> None:
    ports = free_ports(3)
    draft(tmp_path, *(f"http://127.0.0.{number}:{port}/a" for number, port in enumerate(ports, 1)))
    run = footnotary("verify", "draft.md", "--yes", "--quiet", *ALLOWED, cwd=tmp_path)
    assert "None of 3 hosts answered" in run.stdout
