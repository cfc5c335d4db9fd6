from __future__ import annotations

from holdsway.reading.casing import cased, is_capitals


def words(sentence: str) -> list[str]:
    return sentence.split()


def test_a_sentence_without_small_letters_is_in_capitals() -> None:
    assert is_capitals(words("GUERRILLAS ATTACKED THE GARRISON ."))
    assert not is_capitals(words("Guerrillas attacked the garrison ."))
    assert not is_capitals(words("UN , EU ."))


def test_common_words_are_written_small_and_names_keep_their_capital() -> None:
    written = words("GUERRILLAS OF THE FMLN ATTACKED THE GARRISON AT NORHAVEN .")
    assert cased(written) == words("Guerrillas of the FMLN attacked the garrison at Norhaven .")


def test_each_word_keeps_its_length() -> None:
    written = words("THE MAYOR'S HOUSE IN İSTANBUL WAS BURNED , 5 JANUARY")
    assert [len(word) for word in cased(written)] == [len(word) for word in written]
