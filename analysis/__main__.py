"""Run the command line as ``python -m analysis``."""

import sys

if __name__ == "__main__":
    try:
        from analysis.cli import main

        main()
    except ModuleNotFoundError as missing:
        if str(missing.name).split(".")[0] == "analysis":
            raise
        sys.exit(
            f"{sys.executable}: {missing.name} is not installed; "
            "make setup, and then .venv/bin/python -m analysis"
        )
