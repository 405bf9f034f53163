"""Five hundred generated and two hundred damaged Word files through import and export: `python3 dev.py fuzz`.

Each file is read, recognised, written into a school file and exported; words are counted by an independent reader.
A file that takes too long or too much memory is a fault like any other.
"""

from __future__ import annotations

import argparse
import contextlib
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random

from scripts.word_fuzz.damage import damage
from scripts.word_fuzz.documents import generate
from scripts.word_fuzz.examine import SLOWEST, Outcome, examine, memory_mb
from scripts.word_fuzz.maker import Maker

MOST_MEMORY = 2 << 30


def main() -> int:
    """Run both kinds and print the figures; 1 when a file had a fault."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--generated", type=int, default=500, metavar="N", help="сколько построить (500)")
    parser.add_argument("--damaged", type=int, default=200, metavar="N", help="сколько испортить (200)")
    parser.add_argument("--said", type=int, default=100, metavar="N", help="в скольких сказать о таблицах иное (100)")
    parser.add_argument("--first", type=int, default=0, metavar="N", help="номер первого файла (0)")
    options = parser.parse_args()
    _bound()
    numbers = range(options.first, options.first + options.generated)
    faults = _series("построенных", numbers, lambda seed, path: ("", generate(seed, path)))
    numbers = range(options.first, options.first + options.said)
    faults += _series("с иначе понятыми таблицами", numbers, lambda seed, path: ("", generate(seed, path)), said=True)
    numbers = range(options.first, options.first + options.damaged)
    faults += _series("испорченных", numbers, lambda seed, path: (damage(seed, path), None))
    print(f"Память: {memory_mb()} МБ. Ошибок: {faults}.")
    return int(faults > 0)


def _series(
    title: str, numbers: range, make: Callable[[int, Path], tuple[str, Maker | None]], *, said: bool = False
) -> int:
    """One kind of files; how many had a fault."""
    told: Counter[str] = Counter()
    slowest, faulty, begin = 0.0, 0, time.perf_counter()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for seed in numbers:
            path = folder / "файл.docx"
            kind, maker = make(seed, path)
            with _hurried():
                outcome = examine(path, folder, maker, Random(seed) if said else None)
            path.unlink()
            slowest = max(slowest, outcome.seconds)
            told["отклонено" if outcome.refused else "прочитано"] += 1
            faulty += _told(seed, kind, outcome)
    took = time.perf_counter() - begin
    counts = ", ".join(f"{word} {count}" for word, count in sorted(told.items()))
    print(
        f"Файлов {title}: {len(numbers)} ({counts}), с ошибками {faulty}; {took:.0f} с, самый долгий {slowest:.2f} с."
    )
    return faulty


def _told(seed: int, kind: str, outcome: Outcome) -> int:
    if outcome.faults:
        print(f"  № {seed} {kind}: {'; '.join(outcome.faults[:3])}", flush=True)
    return bool(outcome.faults)


def _bound() -> None:
    """Memory has an end, so that a bomb is a fault and not the end of the computer."""
    with contextlib.suppress(ImportError, ValueError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))


@contextlib.contextmanager
def _hurried() -> Iterator[None]:
    """A file that never ends is stopped, where the system knows alarms."""
    if not hasattr(signal, "SIGALRM"):
        yield
        return

    def stop(*_signal: object) -> None:
        raise TimeoutError("never ends")

    signal.signal(signal.SIGALRM, stop)
    signal.alarm(int(SLOWEST) * 3)
    try:
        yield
    finally:
        signal.alarm(0)


if __name__ == "__main__":
    sys.exit(main())
