"""make fuzz: a long run. With ATHERIS=1 its inputs follow what code they reach; without it they are random.

A finding is printed with the input that shows it, and ends the run with 1.
"""

from __future__ import annotations

import argparse
import signal
import subprocess
import sys
import tempfile
import time
import traceback
from random import Random
from types import FrameType

from fuzz.inputs import text
from fuzz.targets import TARGETS

SECONDS = 10
"""Of computing: an input that takes longer hangs, being bound to end in 2 s."""
WAITING = 120
"""Of any time at all: disks are slow when others use them."""


class Hangs(BaseException):
    """An input that takes too long; nothing catches it on the way."""


def main() -> int:
    """Run the chosen targets in turn; 1 if one of them failed."""
    parser = argparse.ArgumentParser(prog="make fuzz")
    parser.add_argument("targets", nargs="*", metavar="TARGET", help=f"of {', '.join(TARGETS)} (all)")
    parser.add_argument("--seconds", type=float, default=60, help="for each target (60)")
    parser.add_argument("--seed", type=int, default=int(time.time()))
    parser.add_argument("--atheris", action="store_true", help="guided by the code that inputs reach")
    chosen = parser.parse_args()
    names = chosen.targets or list(TARGETS)
    if chosen.atheris and len(names) > 1:  # each run ends its process
        again = [sys.executable, "-m", "fuzz", "--atheris", "--seconds", str(chosen.seconds)]
        return max([subprocess.run([*again, name], check=False).returncode for name in names])
    if chosen.atheris:
        return _guided(names[0], chosen.seconds)
    return max([_run(name, chosen.seconds, chosen.seed) for name in names])


def _hangs(_number: int, _frame: FrameType | None) -> None:
    raise Hangs


def _run(name: str, seconds: float, seed: int) -> int:
    for number in (signal.SIGALRM, signal.SIGPROF):  # not with atheris, which has an alarm of its own
        signal.signal(number, _hangs)
    target, chance = TARGETS[name], Random(f"{seed} {name}")
    begun, count, slowest, failures = time.monotonic(), 0, 0.0, 0
    while time.monotonic() - begun < seconds and failures < 5:
        given = text(name, chance)
        started = time.process_time()
        signal.setitimer(signal.ITIMER_PROF, SECONDS)
        signal.alarm(WAITING)
        try:
            target(given)
        except KeyboardInterrupt:
            raise
        except BaseException:
            failures += 1
            print(f"{name}: {given!r}"[:2_000], traceback.format_exc(), sep="\n", file=sys.stderr, flush=True)
        finally:
            signal.setitimer(signal.ITIMER_PROF, 0)
            signal.alarm(0)
        slowest = max(slowest, time.process_time() - started)
        count += 1
    print(f"{name}: {count:,} inputs, {failures} failed, the slowest took {slowest:.2f} s (seed {seed})", flush=True)
    return 1 if failures else 0


def _guided(name: str, seconds: float) -> int:
    try:
        import atheris
    except ImportError:
        print("There is no atheris here: make fuzz ATHERIS=1 sets it up, on Linux (x86-64).", file=sys.stderr)
        return 2
    print(f"{name}, guided by the code that inputs reach:", flush=True)
    atheris.instrument_all()

    def one(data: bytes) -> None:
        TARGETS[name](data.decode("utf-8", "surrogateescape"))

    bounds = [f"-max_total_time={int(seconds)}", "-max_len=2000", f"-timeout={SECONDS}"]
    atheris.Setup([sys.argv[0], *bounds, f"-artifact_prefix={tempfile.gettempdir()}/"], one)
    atheris.Fuzz()
    return 0


if __name__ == "__main__":
    sys.exit(main())
