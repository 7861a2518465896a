"""The worker: every way a reader of foreign bytes can end is a value, and the next call works."""

from __future__ import annotations

import asyncio
import os
import threading
import time
from collections.abc import Iterator

import pytest

from citations.errors import FootnotaryError, InputError
from citations.worker import MIB, PATIENCE, FailureKind, Worker, WorkerFailure


@pytest.fixture(scope="module")
def worker() -> Iterator[Worker]:
    with Worker(timeout_s=4.0) as made:
        yield made


def run(worker: Worker, code: str) -> object:
    """Run `code` in the child: `exec` is the shortest reader there is."""
    return worker.call("builtins:exec", code.encode())


def test_answers_with_what_the_function_returned(worker: Worker) -> None:
    assert worker.call("builtins:len", b"\x00\xff three") == 8


def test_keyword_arguments_reach_the_function(worker: Worker) -> None:
    assert worker.call("builtins:int", b"ff", {"base": 16}) == 255


def test_a_child_serves_many_calls(worker: Worker) -> None:
    run(worker, "import builtins; builtins.seen = 7")
    assert worker.call("builtins:eval", b"seen") == 7


def test_what_a_library_prints_does_not_disturb_the_answer(worker: Worker) -> None:
    run(worker, "import os; print('x' * 100_000); os.write(1, b'y' * 100_000)")
    assert worker.call("builtins:len", b"abc") == 3


def test_an_error_of_ours_is_raised_again_with_class_and_message(worker: Worker) -> None:
    with pytest.raises(InputError, match=r"^the file is empty$"):
        run(worker, "from citations.errors import InputError\nraise InputError('the file is empty')")
    assert issubclass(InputError, FootnotaryError)


def test_a_foreign_error_is_a_failure(worker: Worker) -> None:
    failure = run(worker, "raise ValueError('odd byte')")
    assert failure == WorkerFailure(kind=FailureKind.ERROR, detail="ValueError: odd byte")


@pytest.mark.timed
def test_an_endless_reader_is_stopped_in_time_and_the_next_call_works() -> None:
    with Worker(timeout_s=1.0) as worker:
        started = time.monotonic()
        failure = run(worker, "while True: pass")
        assert isinstance(failure, WorkerFailure)
        assert failure.kind is FailureKind.TIMEOUT
        assert time.monotonic() - started < 10
        assert worker.call("builtins:len", b"after") == 5


@pytest.mark.timed
def test_a_reader_that_a_busy_machine_holds_up_is_waited_for_and_one_that_never_ends_is_not() -> None:
    with Worker(timeout_s=1.0) as worker:
        assert run(worker, "import time; time.sleep(1.5)") is None
        started = time.monotonic()
        failure = run(worker, "import time; time.sleep(60)")
        assert isinstance(failure, WorkerFailure)
        assert failure.kind is FailureKind.TIMEOUT
        assert time.monotonic() - started < 2 * PATIENCE


@pytest.mark.timed
def test_a_reader_that_gets_little_of_a_busy_machine_is_waited_for_as_long_as_it_works() -> None:
    slow = """
import time
end = time.monotonic() + 4
while time.monotonic() < end:
    begun = time.process_time()
    while time.process_time() - begun < 0.01: pass
    time.sleep(0.09)
"""
    with Worker(timeout_s=1.0) as worker:
        assert run(worker, "None") is None
        assert run(worker, slow) is None


def test_more_memory_than_allowed_is_a_failure_and_the_next_call_works() -> None:
    with Worker(memory_bytes=256 * MIB, timeout_s=5) as worker:
        failure = run(worker, "b'x' * (1 << 30)")
        assert isinstance(failure, WorkerFailure)
        assert failure.kind is FailureKind.MEMORY
        assert worker.call("builtins:len", b"after") == 5


def test_a_crash_and_an_exit_are_failures_and_the_next_call_works(worker: Worker) -> None:
    for code in ("import os; os.kill(os.getpid(), 11)", "import os; os._exit(3)"):
        failure = run(worker, code)
        assert isinstance(failure, WorkerFailure)
        assert failure.kind is FailureKind.CRASH
        assert failure.detail.startswith("reading broke down (")
        assert worker.call("builtins:len", b"after") == 5


def test_an_aborted_child_is_a_want_of_memory(worker: Worker) -> None:
    failure = run(worker, "import os; os.abort()")
    assert isinstance(failure, WorkerFailure)
    assert failure.kind is FailureKind.MEMORY


def test_an_answer_that_is_no_json_is_a_failure(worker: Worker) -> None:
    failure = worker.call("builtins:bytes", b"abc")
    assert isinstance(failure, WorkerFailure)
    assert failure.kind is FailureKind.ERROR


def test_a_body_too_large_for_the_memory_is_a_failure() -> None:
    with Worker(memory_bytes=128 * MIB, timeout_s=5) as worker:
        failure = worker.call("builtins:len", b"x" * (200 * MIB))
        assert isinstance(failure, WorkerFailure)
        assert worker.call("builtins:len", b"after") == 5


@pytest.mark.parametrize(
    "code",
    [
        "import socket; socket.socket()",
        "import socket; socket.getaddrinfo('localhost', 80)",
        "import subprocess; subprocess.run(['true'])",
        "import os; os.system('true')",
        "import os; os.fork()",
    ],
)
def test_a_reader_opens_no_socket_and_starts_no_process(worker: Worker, code: str) -> None:
    failure = run(worker, code)
    assert isinstance(failure, WorkerFailure)
    assert "PermissionError" in failure.detail


def test_the_child_sees_nothing_of_the_environment(worker: Worker, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FOOTNOTARY_SECRET", "hush")
    with Worker(timeout_s=4) as fresh:
        assert "hush" not in str(fresh.call("builtins:eval", b"str(dict(__import__('os').environ))"))


def test_the_child_inherits_no_descriptor() -> None:
    read, write = os.pipe()
    os.set_inheritable(read, True)
    try:
        with Worker(timeout_s=4) as fresh:
            # 0 to 2, the two pipes moved away, and the folder that is being listed
            assert len(fresh.call("builtins:eval", b"__import__('os').listdir('/proc/self/fd')")) <= 6
    finally:
        os.close(read)
        os.close(write)


def test_many_threads_share_one_child(worker: Worker) -> None:
    answers: list[object] = []
    threads = [threading.Thread(target=lambda n=n: answers.append(worker.call("builtins:len", b"x" * n))) for n in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(answers) == list(range(20))  # type: ignore[type-var]


async def test_asynchronous_calls_do_not_hold_the_loop(worker: Worker) -> None:
    sleeping = asyncio.create_task(worker.acall("builtins:exec", b"import time; time.sleep(1)"))
    await asyncio.sleep(0.05)
    assert not sleeping.done()
    assert await sleeping is None


def test_closing_ends_the_child() -> None:
    worker = Worker(timeout_s=4)
    pid = worker.call("builtins:eval", b"__import__('os').getpid()")
    worker.close()
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)


def test_a_child_that_grew_is_not_used_again() -> None:
    with Worker(memory_bytes=400 * MIB, timeout_s=5) as worker:
        first = worker.call("builtins:eval", b"__import__('os').getpid()")
        assert worker.call("builtins:eval", b"__import__('os').getpid()") == first
        run(worker, "b'x' * (250 << 20)")
        assert worker.call("builtins:eval", b"__import__('os').getpid()") != first
