"""The brief: the page owed on Monday, every line of it with the words it rests on."""

from holdsway.brief.brief import Brief, make_brief
from holdsway.brief.footnotes import Footnote, Footnotes
from holdsway.brief.parts import Finding, Section

__all__ = ["Brief", "Finding", "Footnote", "Footnotes", "Section", "make_brief"]
