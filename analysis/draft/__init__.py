"""From an article to the tables of a case, and nothing that a person has to judge.

``read_article`` gives an article's lines and tables, whatever file it comes in; ``draft_case``
turns them into the tables of a case that is still to be named, coded and checked.
"""

from analysis.draft.article import Article, read_article
from analysis.draft.drafted import Draft, draft_case
from analysis.draft.empty import empty_case, empty_case_of_counts

__all__ = ["Article", "Draft", "draft_case", "empty_case", "empty_case_of_counts", "read_article"]
