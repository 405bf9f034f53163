"""All drills and the table of what they counted: `python3 dev.py drill`, before a release with `--full`.

The table of the last full one stands in docs/drills.md.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from scripts.drills.outcome import Outcome, table

SHORT = 0.1
"""Of their full size the large hostile files have in the short drill."""


def _kills(count: int) -> Outcome:
    from scripts.drills.kills import kills

    return kills(count)


def _power(count: int) -> Outcome:
    from scripts.drills.power import power

    return power(count)


def _damage(count: int) -> Outcome:
    from scripts.drills.damage import damage

    return damage(count)


def _hostile(count: int) -> Outcome:
    from scripts.drills.hostile import hostile

    return hostile(count, share=1.0 if count >= DRILLS["hostile"][2] else SHORT)


def _faults(_count: int) -> Outcome:
    from scripts.drills.faults import faults

    return faults()


def _characters(_count: int) -> Outcome:
    from scripts.drills.characters import characters

    return characters()


def _versions(_count: int) -> Outcome:
    from scripts.drills.versions import versions

    return versions()


DRILLS: dict[str, tuple[Callable[[int], Outcome], int, int]] = {
    "kills": (_kills, 200, 2_000),
    "power": (_power, 500, 10_000),
    "damage": (_damage, 500, 10_000),
    "hostile": (_hostile, 200, 1_000),
    "faults": (_faults, 0, 0),
    "characters": (_characters, 0, 0),
    "versions": (_versions, 0, 0),
}
"""Name → the drill, how often in short and in full; those with 0 go through all there is."""


def main() -> int:
    """Hold the drills and print the table; 1 when one was not passed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("drills", nargs="*", choices=[*DRILLS, []], help="только эти учения")
    parser.add_argument("--full", action="store_true", help="сколько положено перед выпуском")
    parser.add_argument("--count", type=int, metavar="N", help="столько раз вместо положенного")
    options = parser.parse_args()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    found = []
    for name in options.drills or DRILLS:
        drill, short, full = DRILLS[name]
        outcome = drill(options.count or (full if options.full else short))
        found.append(outcome)
        print(f"{outcome.title}: {outcome.result}, {outcome.seconds:.0f} с", flush=True)
        for kind, worst in outcome.worst.items():
            print(f"  | {kind} | {worst} |", flush=True)
        for fault in outcome.faults[:20]:
            print(f"  {fault}", flush=True)
    print(f"\n{table(found)}")
    return int(any(outcome.faults for outcome in found))


if __name__ == "__main__":
    sys.exit(main())
