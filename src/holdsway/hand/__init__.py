"""The analyst's hand: what persons decide about the record, applied to it, asked for and taken in."""
