"""A coding sheet out to a coder and back: the units to code, and the codes that were given.

``sheet_of`` makes the sheet, ``read_sheet`` reads a filled one, refusing by cell what is not a
code, and ``merged`` puts the codes beside those of the other coders.
"""

from analysis.coding.codes import merged
from analysis.coding.filled import Filled, read_sheet
from analysis.coding.sheet import sheet_of

__all__ = ["Filled", "merged", "read_sheet", "sheet_of"]
