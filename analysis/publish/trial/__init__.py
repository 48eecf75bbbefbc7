"""Trials of the commands, for notebooks that show what the commands do.

Each has a folder of its own, which is thrown away: one begins with an article and ends with a
case, one with statements and ends with their counts.
"""

from analysis.publish.trial.article import Trial
from analysis.publish.trial.folder import Told
from analysis.publish.trial.statements import StatementTrial

__all__ = ["StatementTrial", "Told", "Trial"]
