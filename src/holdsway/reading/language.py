"""The language of a text: by its script and its small words, and where these leave it open by a model of letters."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from typing import Any

from holdsway.reading.lexicon import in_order, word_set

__all__ = ["ENGLISH", "is_english_name", "language_of"]

ENGLISH = "en"
MOST_LOOKED_AT = 400_000
"""Code points; of a longer text as much is looked at, in slices from all over it."""

_BLOCK = 200  # code points at least; lines are put together up to that, so that each holds enough words
_SLICES = 8
_SURE_SHARE = 0.2  # of the words that are no names; running English has twice that
_FOREIGN_SHARE = 0.15
_FOREIGN = 0.9  # as sure as the model must be
_FOREIGN_AT_ONCE = 0.95  # the same, of a block of few words
_FEW = 6
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_LETTER = re.compile(r"[^\W\d_]")
_LATIN = re.compile(r"[A-Za-zªºÀ-ÖØ-öø-ɏḀ-ỿＡ-Ｚａ-ｚﬀ-ﬆ]")
_SMALL_WORDS = word_set(
    "the of and to was were for with that from by has had have is are at in on as said their they his it its he she "
    "who which be been not but than this these an when against near into before after between would will there over"
)
_LANGUAGES = in_order(
    "am ar az be bg bn bs cs da de el en es et fa fi fr ha he hi hr hu hy id ig it ja ka kk km ko ku ky lo lt lv mk ml "
    "mn mr ms my ne nl no om pa pl ps pt ro ru rw si sk sl so sq sr sv sw ta te tg th tk tl tr ug uk ur uz vi yo zh zu"
)
"""The languages told apart. Those of which the model knows little, or which it takes names for, are left out."""


def is_english_name(lang: str) -> bool:
    """Whether a declared language (`en`, `en-GB`, `English`) is English."""
    return lang.casefold().replace("_", "-").split("-")[0] in (ENGLISH, "eng", "english")


def language_of(text: str) -> str | None:
    """The language most of a text is in, as ISO 639-1 has it; None where it holds too few words to tell.

    Names say nothing of a language, so only words without a capital count, and a text is called foreign only where
    small English words are few and the model is sure. A text of several languages is English when at least half is.
    """
    looked_at = _sample(text)
    letters: Counter[str] = Counter()
    for block in _blocks(looked_at):
        if code := _language_of_block(block):
            letters[code] += len(block)
    if not letters:
        return _language_of_block(looked_at[: _BLOCK * 20])
    if letters[ENGLISH] * 2 >= letters.total():
        return ENGLISH
    del letters[ENGLISH]
    return letters.most_common(1)[0][0]


def _sample(text: str) -> str:
    if len(text) <= MOST_LOOKED_AT:
        return text
    size = MOST_LOOKED_AT // _SLICES
    step = len(text) // _SLICES
    return "\n".join(text[at : at + size] for at in range(0, step * _SLICES, step))


def _blocks(text: str) -> Iterator[str]:
    start = 0
    for found in re.finditer(r"\n+|\Z", text):
        if found.start() - start >= _BLOCK or found.end() == len(text):
            for at in range(start, found.start(), _BLOCK * 20):
                yield text[at : min(at + _BLOCK * 20, found.start())]
            start = found.end()


def _language_of_block(block: str) -> str | None:
    letters = len(_LETTER.findall(block))
    if letters < 2:
        return None
    if len(_LATIN.findall(block)) * 2 < letters:
        return _most_likely(block)[0]
    words = _WORD.findall(block)
    if sum(word.isupper() for word in words) * 2 > len(words):  # a text in capitals: nothing in it tells a name
        words = [word.lower() for word in words]
    plain = [word.replace("’", "'") for word in words if word[0].islower()]
    if len(plain) < 2:
        return None
    share = sum(word in _SMALL_WORDS for word in plain) / len(plain)
    if share >= _SURE_SHARE and len(plain) >= _FEW:
        return ENGLISH
    code, chance = _most_likely(block)
    if code == ENGLISH:
        return ENGLISH
    is_foreign = share < _FOREIGN_SHARE and chance >= (_FOREIGN if len(plain) >= _FEW else _FOREIGN_AT_ONCE)
    return code if is_foreign else None


def _most_likely(text: str) -> tuple[str, float]:
    code, chance = _model().classify(text)
    return str(code), float(chance)


@cache
def _model() -> Any:
    """The model of py3langid (langid.py; Lui and Baldwin 2012), which comes with the package."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    model = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    model.set_languages(_LANGUAGES)
    return model
