"""The subcommands of ``stancebook``, one module each, found by :mod:`analysis.cli`."""
