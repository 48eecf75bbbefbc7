"""A coding sheet out to a coder and back: the units to code, and the codes that were given.

``sheet_of`` makes the sheet, ``book_of`` opens a filled one and ``read_sheet`` reads it, refusing
by cell what is not a code, and ``merged`` puts the codes beside those of the other coders.
"""

from analysis.coding.codes import merged
from analysis.coding.filled import Filled, about_sheet, book_of, read_sheet
from analysis.coding.sheet import sheet_of

__all__ = ["Filled", "about_sheet", "book_of", "merged", "read_sheet", "sheet_of"]
