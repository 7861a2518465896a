"""One run of the command line, and to stderr how its CPU seconds divide among the stages: `bench_stages.py WORDS…`.

The main thread is looked at a thousand times a CPU second, and what it has used since the last look counts for the stage
whose code it is in. The writer's stages, and what it waits for the disk, are measured by the clocks of its thread.
"""

from __future__ import annotations

import contextlib
import os
import signal
import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import Any

LOOK_S = 0.001
# The innermost of these that is on the stack is the stage.
STAGES = {
    "archive/guard.py": "guard (addresses, endpoints)",
    "archive/transport.py": "transport",
    "archive/http1.py": "transport",
    "archive/wire.py": "transport",
    "archive/meaning.py": "judging the answer",
    "archive/decode.py": "judging the answer",
    "archive/exchange.py": "judging the answer",
    "archive/fetch.py": "fetch: digest, retries, exchanges",
    "archive/host.py": "fetch: digest, retries, exchanges",
    "archive/ledger.py": "ledger, read",
    "archive/store.py": "store, hand-over to the writer",
    "pipeline/": "command line, one line an address",
    "asyncio/": "event loop (select, sockets)",
}

used: Counter[str] = Counter()
waited = 0.0
last = time.thread_time()
begun = False


def look(_: int, frame: FrameType | None) -> None:
    """Charge what the main thread used since the last look to the stage that it is in."""
    global last
    now = time.thread_time()
    used[stage_of(frame) if begun else "start-up"] += now - last  # type: ignore[operator]
    last = now


def stage_of(frame: FrameType | None) -> str:
    while frame:
        name = frame.f_code.co_filename.replace(os.sep, "/")
        for part, stage in STAGES.items():
            if part in name:
                return stage
        frame = frame.f_back
    return "else"


def timed(owner: Any, name: str, stage: str, *, waits: bool = False) -> None:
    """Charge a method of the writer's thread to a stage."""
    real: Callable[..., Any] = getattr(owner, name)

    def measured(*words: Any, **more: Any) -> Any:
        global waited
        cpu, wall = time.thread_time(), time.perf_counter()
        try:
            return real(*words, **more)
        finally:
            used[stage] += time.thread_time() - cpu  # type: ignore[operator]
            waited += time.perf_counter() - wall if waits else 0.0

    setattr(owner, name, measured)


def main() -> None:
    """Run the command line with `sys.argv`, and print the table."""
    signal.signal(signal.SIGPROF, look)
    signal.setitimer(signal.ITIMER_PROF, LOOK_S, LOOK_S)
    from archive.fetch import Fetcher
    from archive.ledger import Ledger
    from archive.segment import Segment
    from archive.store import Store
    from pipeline.cli import main as command

    timed(Store, "_write_records", "WARC records: digests, gzip, write")
    timed(Segment, "sync", "disk sync", waits=True)
    timed(Ledger, "add", "ledger, written")
    enter = Fetcher.__aenter__

    async def entered(self: Fetcher) -> Fetcher:
        global begun
        look(0, None)
        begun = True
        return await enter(self)

    Fetcher.__aenter__ = entered  # type: ignore[method-assign]
    with contextlib.suppress(SystemExit), Path(os.devnull).open("w") as nowhere, contextlib.redirect_stdout(nowhere):
        command(prog_name="footnotary")
    signal.setitimer(signal.ITIMER_PROF, 0)
    every = time.process_time()
    used["else"] += every - sum(used.values())  # type: ignore[operator]
    for stage, seconds in used.most_common():
        print(f"{stage:<36} {seconds:6.2f} s CPU {100 * seconds / every:5.0f} %", file=sys.stderr)
    print(f"{'the writer waited for the disk':<36} {waited:6.2f} s wall", file=sys.stderr)


if __name__ == "__main__":
    main()
