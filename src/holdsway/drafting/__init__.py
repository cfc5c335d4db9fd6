"""Drafting: a first frame, scales and mappings from a folder as it lies, each choice explained, none made silently."""

from holdsway.drafting.draft import Draft, draft

__all__ = ["Draft", "draft"]
