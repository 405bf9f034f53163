"""A scripted hour of a newcomer: from nothing to a small programme in Word, by real keys and mouse, counted.

    python3 dev.py newcomer [FILE] [--picture PNG]

Writes `docs/newcomer-hour.md` unless another file is named. Ends with 1 and one sentence where she cannot go on, or
when something she typed is not in the document.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from stage import ROOT, Stage

SIZE = (1366, 768)


def main(argv: Sequence[str] | None = None) -> int:
    """Play the hour; returns the exit status."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", nargs="?", type=Path, default=ROOT / "docs" / "newcomer-hour.md")
    parser.add_argument("--picture", type=Path, help="the window as it stands at the end")
    options = parser.parse_args(argv)
    with tempfile.TemporaryDirectory() as folder:
        return _play(options, Path(folder))


def _play(options: argparse.Namespace, folder: Path) -> int:
    stage = Stage(folder, SIZE)
    from newcomer_hands import StuckError
    from newcomer_paper import Paper, page
    from newcomer_steps import Newcomer

    newcomer = Newcomer(stage)
    try:
        newcomer.play()
        paper = Paper(newcomer.paper)
        lost = paper.missing() + newcomer.not_kept()
    except StuckError as stuck:
        print(f"Дальше не пройти. {stuck}.", file=sys.stderr)
        return 1
    finally:
        if options.picture:
            stage.picture(stage.program.window, options.picture)
        stage.end()
    if lost:
        print("В документе нет набранного: " + "; ".join(lost), file=sys.stderr)
        return 1
    counts = newcomer.hands.counts
    options.file.write_text(page(counts, paper, newcomer.left), "utf-8")
    print(f"Нажатий: {sum(count.total for count in counts)}. Записано: {options.file}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
