"""Runs a named function on foreign bytes in a reusable child process with memory and time limits.

Enters: "package.module:function", bytes, JSON-ready keyword arguments. Leaves: the function's JSON-ready answer, or a
`WorkerFailure`: the child's death is an outcome, and the next call starts a new child. A thread or a signal cannot
stop C code (lxml on one tag with 200,000 attributes); only the end of its process can. The child opens no socket,
starts no process, inherits no descriptor but its three pipes, and sees nothing of the parent's environment.
Frames on the pipes: eight bytes of length, big-endian, then so many bytes.
"""

from __future__ import annotations

import contextlib
import enum
import importlib
import json
import math
import os
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, NoReturn, cast

from citations import errors

if TYPE_CHECKING:
    import subprocess
    from types import TracebackType

MIB = 1024 * 1024
MEMORY_BYTES = 480_000_000  # of address space, so that what is resident stays below 500 MB; every reader imported takes 63 MB
TIMEOUT_S = 8.0  # of processor time: a hostile file must be an outcome within 10 s, start-up of the next child included
PATIENCE = 2.5  # times that on the wall clock: one that uses no processor then waits for something that does not come
BUSY_SHARE = 0.03  # of the wall clock: a child that gets this much works on a busy machine (0.12 at 16 processes on two cores)
MOST_WAITS = 6  # times that wall clock in all, whatever a child does with it
ANSWER_BYTES = 64 * MIB  # the longest answer that is taken back
FILE_BYTES = 16 * MIB  # the largest file the child may write (Python's own caches of compiled modules)
RETIRE_SHARE = 0.5  # a child that once held this share of its memory is not used again: the next page starts clean
FORBIDDEN_EVENTS = ("socket.", "subprocess.", "os.system", "os.exec", "os.posix_spawn", "os.fork", "os.spawn")


class FailureKind(enum.StrEnum):
    """Why there is no answer."""

    TIMEOUT = "timeout"
    MEMORY = "memory"
    CRASH = "crash"  # the child died of itself: a signal, or an exit
    ERROR = "error"  # the function raised something that is not ours
    TOO_LARGE = "too-large"  # the answer is longer than `ANSWER_BYTES`


@dataclass(frozen=True, kw_only=True, slots=True)
class WorkerFailure:
    """A call that gave no answer: the kind, and a sentence for a person."""

    kind: FailureKind
    detail: str


class Worker:
    """A child process that is started at the first call, kept for the next ones, and replaced when it dies.

    `memory_bytes` bounds the child's address space, `timeout_s` the processor time of one call;
    PATIENCE times as much on the wall clock ends it too, start-up included, unless it works on a busy machine.
    Calls from several threads wait for each other. Use it as a context manager, or `close` it.
    """

    def __init__(self, *, memory_bytes: int = MEMORY_BYTES, timeout_s: float = TIMEOUT_S) -> None:
        import threading

        self.memory_bytes = memory_bytes
        self.timeout_s = timeout_s
        self._turn = threading.Lock()
        self._child: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Worker:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def call(self, function: str, body: bytes = b"", kwargs: dict[str, Any] | None = None) -> Any:
        """Return what `function` ("module:name"), called in the child as `name(body, **kwargs)`, gave.

        The answer is JSON-ready, or a `WorkerFailure`; this never raises but for the `FootnotaryError` that the
        function itself raised: it is raised again here, of the same class and with the same message.
        """
        request = json.dumps({"function": function, "kwargs": kwargs or {}}).encode()
        with self._turn:
            answer = self._exchange(request, body)
        if isinstance(answer, WorkerFailure):
            return answer
        if "error" in answer:
            raise _as_error(answer["error"], answer["message"])
        if "failure" in answer:
            return WorkerFailure(kind=FailureKind(answer["failure"]), detail=answer["detail"])
        return answer["value"]

    async def acall(self, function: str, body: bytes = b"", kwargs: dict[str, Any] | None = None) -> Any:
        """Return what `call` returns, without holding the event loop."""
        import asyncio

        return await asyncio.to_thread(self.call, function, body, kwargs)

    def close(self) -> None:
        """End the child, if there is one. A call in another thread gets a `WorkerFailure`."""
        child, self._child = self._child, None
        if child is not None:
            _end(child)

    def _exchange(self, request: bytes, body: bytes) -> dict[str, Any] | WorkerFailure:
        child = self._child = self._child or _start(self.memory_bytes, self.timeout_s)
        deadline = _Deadline(child, PATIENCE * self.timeout_s)
        try:
            _write_frames(cast("IO[bytes]", child.stdin), request, body)
            answer = json.loads(_read_frame(cast("IO[bytes]", child.stdout)))
        except (OSError, EOFError, ValueError):
            answer = None
        if deadline.passed() or answer is None or answer["retire"]:
            self.close()
        if answer is None:
            return _death(child.returncode, deadline)
        return dict(answer)


class _Deadline:
    """Kills the child when the time is over, unless the exchange has ended before; one that works gets the time again."""

    def __init__(self, child: subprocess.Popen[bytes], timeout_s: float) -> None:
        import threading

        self.waited_s = 0.0
        self._timeout_s = timeout_s
        self._child = child
        self._lock = threading.Lock()
        self._ended = False
        self.killed = False
        self._wait()

    def _wait(self) -> None:
        import threading

        self._used = _processor_time(self._child.pid)
        self._timer = threading.Timer(self._timeout_s, self._kill)
        self._timer.daemon = True
        self._timer.start()

    def passed(self) -> bool:
        """End the watch; return whether the child was killed. Once it is False the timer can no longer strike."""
        with self._lock:
            self._ended = True
        self._timer.cancel()
        return self.killed

    def _kill(self) -> None:
        with self._lock:
            if self._ended:
                return
            self.waited_s += self._timeout_s
            works = _processor_time(self._child.pid) - self._used >= BUSY_SHARE * self._timeout_s
            if works and self.waited_s < MOST_WAITS * self._timeout_s:
                self._wait()
            else:
                self.killed = True
                self._child.kill()


def _start(memory_bytes: int, timeout_s: float) -> subprocess.Popen[bytes]:
    import subprocess

    command = [sys.executable, "-s", "-P", "-m", "citations.worker", str(memory_bytes), str(timeout_s)]
    path = os.pathsep.join(str(Path(place).absolute()) for place in sys.path)
    environment = {"PYTHONPATH": path, "PYTHONUTF8": "1", "LC_ALL": "C.UTF-8", "TZ": "UTC"}
    if "SYSTEMROOT" in os.environ:  # Windows starts no Python without it
        environment["SYSTEMROOT"] = os.environ["SYSTEMROOT"]
    pipe = subprocess.PIPE
    return subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=subprocess.DEVNULL, env=environment, close_fds=True)  # noqa: S603


def _end(child: subprocess.Popen[bytes]) -> None:
    child.kill()
    child.wait()
    for pipe in (child.stdin, child.stdout):
        if pipe is not None:
            with contextlib.suppress(OSError):  # closing flushes, and nobody reads any more
                pipe.close()


def _death(returncode: int | None, deadline: _Deadline) -> WorkerFailure:
    if deadline.killed:
        return WorkerFailure(kind=FailureKind.TIMEOUT, detail=f"reading was stopped after {deadline.waited_s:g} s")
    # An abort (6) is how C libraries answer a refused allocation; 24 and 27 are the limits of processor time.
    if returncode == -6:
        return WorkerFailure(kind=FailureKind.MEMORY, detail="reading was aborted, most likely for want of memory")
    if returncode in (-24, -27):
        return WorkerFailure(kind=FailureKind.TIMEOUT, detail="reading used up its processor time")
    how = f"signal {-returncode}" if returncode and returncode < 0 else f"code {returncode}"
    return WorkerFailure(kind=FailureKind.CRASH, detail=f"reading broke down ({how})")


def _as_error(name: str, message: str) -> errors.FootnotaryError:
    kind = getattr(errors, name, errors.FootnotaryError)
    found: errors.FootnotaryError = kind(message)
    return found


def _write_frames(pipe: IO[bytes], *frames: bytes) -> None:
    for frame in frames:
        pipe.write(len(frame).to_bytes(8, "big"))
        pipe.write(frame)
    pipe.flush()


def _read_frame(pipe: IO[bytes]) -> bytes:
    head = pipe.read(8)
    if len(head) < 8:
        raise EOFError
    frame = pipe.read(size := int.from_bytes(head, "big"))
    if len(frame) < size:
        raise EOFError
    return frame


# What follows runs in the child.


def _serve(memory_bytes: int, timeout_s: float) -> NoReturn:
    requests, answers = _take_pipes()
    sys.addaudithook(_refuse)
    _limit_memory(memory_bytes)
    while True:
        try:
            request, body = json.loads(_read_frame(requests)), _read_frame(requests)
        except EOFError:
            sys.exit(0)
        except MemoryError:
            answer: dict[str, Any] = _failure(FailureKind.MEMORY, "the file does not fit into the memory allowed")
        else:
            _limit_time(timeout_s)
            answer = _answer(request, body)
        retire = answer.get("failure") == FailureKind.MEMORY or _memory_used() > RETIRE_SHARE * memory_bytes
        _write_frames(answers, _as_frame(answer, retire=retire))
        if retire:
            sys.exit(0)


def _answer(request: dict[str, Any], body: bytes) -> dict[str, Any]:
    module, _, name = request["function"].partition(":")
    try:
        return {"value": getattr(importlib.import_module(module), name)(body, **request["kwargs"])}
    except errors.FootnotaryError as error:
        return {"error": type(error).__name__, "message": str(error)}
    except MemoryError:
        return _failure(FailureKind.MEMORY, "reading needed more memory than is allowed")
    except Exception as error:  # the edge of the worker process: whatever a reader raises is an outcome
        return _failure(FailureKind.ERROR, f"{type(error).__name__}: {str(error)[:300]}")


def _failure(kind: FailureKind, detail: str) -> dict[str, Any]:
    return {"failure": kind, "detail": detail}


def _as_frame(answer: dict[str, Any], *, retire: bool) -> bytes:
    try:
        frame = json.dumps({**answer, "retire": retire}).encode()
    except (MemoryError, RecursionError, TypeError, ValueError) as error:
        return json.dumps({**_failure(FailureKind.ERROR, f"the answer is no JSON: {error}"), "retire": True}).encode()
    if len(frame) > ANSWER_BYTES:
        return json.dumps({**_failure(FailureKind.TOO_LARGE, f"the answer has {len(frame)} bytes"), "retire": True}).encode()
    return frame


def _take_pipes() -> tuple[IO[bytes], IO[bytes]]:
    """Return the two pipes, moved away from stdin and stdout, so that no library's `print` lands between frames."""
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to answer
    requests, answers = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    nothing = os.open(os.devnull, os.O_RDWR)
    os.dup2(nothing, 0)
    os.dup2(nothing, 1)
    os.close(nothing)
    return requests, answers


def _refuse(event: str, _arguments: tuple[Any, ...]) -> None:
    if event.startswith(FORBIDDEN_EVENTS) and event != "socket.gethostname":
        raise PermissionError(f"a reader may not do this: {event}")


def _limit_memory(memory_bytes: int) -> None:
    with contextlib.suppress(ImportError, ValueError, OSError):  # a system without such limits keeps the time limit
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (memory_bytes, memory_bytes))
        resource.setrlimit(resource.RLIMIT_FSIZE, (FILE_BYTES, FILE_BYTES))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _limit_time(timeout_s: float) -> None:
    """Bound the processor time of one call: the system ends the process, in the middle of C code too."""
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource
        import signal

        used = resource.getrusage(resource.RUSAGE_SELF)
        soft = math.ceil(used.ru_utime + used.ru_stime + timeout_s) + 1
        resource.setrlimit(resource.RLIMIT_CPU, (soft, resource.getrlimit(resource.RLIMIT_CPU)[1]))
        signal.setitimer(signal.ITIMER_PROF, timeout_s)  # finer than whole seconds; nobody handles it, so that it ends us


def _processor_time(pid: int) -> float:
    """Return the seconds of processor time that a process has used; 0.0 where the system does not say."""
    with contextlib.suppress(OSError, ValueError, AttributeError):
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()  # proc(5): utime and stime are fields 14 and 15
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    return 0.0


def _memory_used() -> int:
    """Return the most memory this process has held, in bytes; 0 where the system does not say."""
    with contextlib.suppress(OSError, ValueError), Path("/proc/self/status").open() as status:
        # getrusage will not do: on Linux its ru_maxrss begins with the size of the parent
        return next((int(line.split()[1]) * 1024 for line in status if line.startswith("VmHWM")), 0)
    return 0


if __name__ == "__main__":
    _serve(int(sys.argv[1]), float(sys.argv[2]))
