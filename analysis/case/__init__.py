"""A case and its checks: the one place that reads a case's files.

Everything to the right of this package gets frames that hold what they promise. What a case
must be is said once, here: in the contract of tables and columns, in the gate for bytes, in the
declared types and keys, and in a few rules between tables.
"""

from analysis.case.model import Case, read_case
from analysis.case.package import Package
from analysis.case.problem import CaseError, Problem
from analysis.case.reading import check_case, read_uncoded
from analysis.case.recode import Change
from analysis.case.scale import Code, Scale
from analysis.case.source import check_source, lines_of, quotations, source_problems, unlisted_lines

__all__ = [
    "Case",
    "CaseError",
    "Change",
    "Code",
    "Package",
    "Problem",
    "Scale",
    "check_case",
    "check_source",
    "lines_of",
    "quotations",
    "read_case",
    "read_uncoded",
    "source_problems",
    "unlisted_lines",
]
