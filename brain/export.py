"""Make of a run's adapter the file that is shipped: `python -m brain.export brain/runs/NAME/adapter.gguf OUT --strength 0.8`."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Final

from brain import adapter

NAME: Final = "Antiphon's small brain"


def main() -> int:
    """Write the file, and say what it weighs."""
    parser = argparse.ArgumentParser(prog="python -m brain.export", description=__doc__.split(":")[0])
    parser.add_argument("source", type=Path)
    parser.add_argument("output", type=Path)
    parser.add_argument(
        "--strength", type=float, default=1.0, help="the part of it that is merged at a start"
    )
    parser.add_argument("--small", action="store_true", help="bytes in place of halves of a float")
    parser.add_argument("--name", default=NAME)
    wanted = parser.parse_args()
    found = adapter.read(wanted.source)
    about = found.about._replace(name=wanted.name, strength=wanted.strength)
    wanted.output.parent.mkdir(parents=True, exist_ok=True)
    adapter.write(wanted.output, found._replace(about=about), is_small=wanted.small)
    size = wanted.output.stat().st_size
    print(f"{wanted.output}: {size / 1e6:.1f} MB, strength {wanted.strength}, recipe {about.recipe[:12]}")
    if size > adapter.MOST_BYTES:
        print(f"that is more than {adapter.MOST_BYTES / 1e6:.0f} MB: try --small", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
