"""What the tests of drafts share: a command run in this process."""

from __future__ import annotations

import pytest
from click.testing import CliRunner

from analysis.cli import main


@pytest.fixture
def run():
    """Run a command; its exit code and everything it printed."""

    def run(*words: object) -> tuple[int, str]:
        result = CliRunner().invoke(main, [str(word) for word in words])
        if result.exception and not isinstance(result.exception, SystemExit):
            raise result.exception
        return result.exit_code, result.output

    return run
