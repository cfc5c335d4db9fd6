"""The brief: the page owed on Monday, every line of it with the words it rests on."""

from holdsway.brief.brief import Brief, Finding, Section, make_brief
from holdsway.brief.footnotes import Footnote, Footnotes

__all__ = ["Brief", "Finding", "Footnote", "Footnotes", "Section", "make_brief"]
