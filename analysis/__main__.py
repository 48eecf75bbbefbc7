"""Run the command line as ``python -m analysis``."""

import sys
from pathlib import Path

if __name__ == "__main__":
    try:
        from analysis.cli import main

        main()
    except ModuleNotFoundError as missing:
        # What a finished set-up lacks is a fault of ours, and is shown where it is.
        if not missing.name or (Path(sys.prefix) / ".stancebook-ready").exists():
            raise
        sys.exit(
            f"{sys.executable}: {missing.name} is not installed; "
            "make setup, and then .venv/bin/python -m analysis"
        )
