"""The first reader, `rules`: statements from word windows around a small lexicon, without a parse.

It stays the default until the reader over the parse (`frames`) is at least as good on every floor; then it goes.
"""
