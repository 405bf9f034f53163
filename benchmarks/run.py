"""All benchmarks, one after another, each in its own process; one table at the end.

python3 dev.py bench                  everything, a few minutes
python3 dev.py bench startup editing  only these
python3 dev.py bench --write          and put the table into CONTRIBUTING.md
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
from pathlib import Path

from measure import ROOT, Line, circumstances, table

NAMES = ("startup", "editing", "export", "importing", "results", "monitoring", "tables", "paper")
HERE = Path(__file__).resolve().parent
BEGIN, END = "<!-- benchmarks: begin -->", "<!-- benchmarks: end -->"


def run(name: str, tiny: bool) -> list[Line]:
    """The lines of one benchmark; what it said is shown when it failed."""
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    env.setdefault("QT_QPA_PLATFORM", "offscreen")
    command = [sys.executable, str(HERE / f"{name}.py"), "--json", *(["--tiny"] if tiny else [])]
    done = subprocess.run(command, env=env, capture_output=True, encoding="utf-8", check=False)
    if done.returncode:
        sys.exit(f"{done.stderr}\nЗамер «{name}» не получился, причина выше.")
    return [Line(**line) for line in json.loads(done.stdout)]


def write(text: str, path: Path = ROOT / "CONTRIBUTING.md") -> None:
    """Put the table between its marks."""
    whole = path.read_text("utf-8")
    head, _, rest = whole.partition(BEGIN)
    _, mark, tail = rest.partition(END)
    if not mark:
        sys.exit(f"В файле {path.name} нет меток «{BEGIN}» и «{END}»: верните их, таблица встаёт между ними.")
    path.write_text(f"{head}{BEGIN}\n{text}\n{END}{tail}", "utf-8")


def main() -> None:
    """Run what is asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "names", nargs="*", metavar="ЗАМЕР", help=f"какие замеры: {', '.join(NAMES)} (по умолчанию все)"
    )
    parser.add_argument("--tiny", action="store_true", help="как можно меньше: проверить, что замеры работают")
    parser.add_argument("--write", action="store_true", help="записать таблицу в CONTRIBUTING.md")
    options = parser.parse_args()
    if unknown := [name for name in options.names if name not in NAMES]:
        parser.error(f"нет замера «{unknown[0]}», есть: {', '.join(NAMES)}")
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8")
    about = circumstances()
    lines: list[Line] = []
    for name in options.names or NAMES:
        print(f"… {name}", file=sys.stderr, flush=True)
        lines += run(name, options.tiny)
    text = f"{about}\n\n{table(lines)}"
    print(text)
    if options.write:
        write(f"\n{text}\n")


if __name__ == "__main__":
    main()
