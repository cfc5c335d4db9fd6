from __future__ import annotations

from pathlib import Path

import pytest

from holdsway.reading.cameo import Part, PatternPart, VerbDictionary, plover_class, read_verbs

VERBS = """# made up
&TALKS
+PEACE_TALKS
+NEGOTIATION_

---  STRIKE   [190]  ---
STRIKE {STRIKES STRIKING STRUCK } # someone
SHELL
+OPEN_FIRE {+OPENED_FIRE }
RAP [111]
- * (WITH {&TALKS OF} PEACE)          [036:036]     # STRIKE
- $ STRONGLY * + {PEACE DEAL} [---]

~ a (b . SHELL) SAY = a b 112
"""


def made(folder: Path, text: str = VERBS) -> VerbDictionary:
    (folder / "verbs.txt").write_text(text, "utf-8")
    return read_verbs(folder / "verbs.txt")


def test_verbs_have_their_own_code_or_that_of_their_block(tmp_path: Path) -> None:
    read = made(tmp_path)
    assert read.rejects == ()
    bare = {pattern.base: pattern.code for pattern in read.patterns if pattern.is_bare}
    assert bare == {"strike": "190", "shell": "190", "open fire": "190", "rap": "111"}


def test_forms_are_those_given_or_else_made_by_rule(tmp_path: Path) -> None:
    forms = {pattern.base: pattern.forms for pattern in made(tmp_path).patterns}
    assert forms["strike"] == {"strike", "strikes", "striking", "struck"}
    assert forms["shell"] == {"shell", "shells", "shelled", "shelling"}
    assert forms["open fire"] == {"open fire", "opened fire"}


def test_every_verb_of_a_block_has_every_pattern_of_it(tmp_path: Path) -> None:
    read = made(tmp_path)
    assert len(read.patterns) == 4 * 3
    joint = next(p for p in read.patterns if p.base == "shell" and p.line == 11)
    assert (joint.code, joint.reverse, joint.plover) == ("036", "036", "AGREE")
    assert joint.parts == (
        PatternPart(Part.VERB),
        PatternPart(Part.PREPOSITION, ("with", "&TALKS", "of", "peace")),
    )


def test_signs_stand_for_the_two_sides_and_no_code_is_none(tmp_path: Path) -> None:
    signed = next(p for p in made(tmp_path).patterns if p.line == 12)
    assert [part.kind for part in signed.parts] == [Part.SOURCE, Part.WORD, Part.VERB, Part.TARGET, Part.PHRASE]
    assert signed.parts[-1].words == ("peace", "deal")
    assert (signed.code, signed.plover) == (None, None)


def test_sets_and_derived_lines_are_kept(tmp_path: Path) -> None:
    read = made(tmp_path)
    assert read.sets == {"TALKS": {"peace talks", "negotiation"}}
    assert read.derived == ("~ a (b . SHELL) SAY = a b 112",)


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("- * (TO BORDER [154]", "a pattern has its verb once, as `*`, and closes each bracket it opens"),
        ("- TROOPS [154]", "a pattern has its verb once, as `*`, and closes each bracket it opens"),
        ("- * TROOPS [15!]", "is no pattern; write - WORDS * WORDS [CODE]"),
        ("- * &NOBODY [190]", "the set &NOBODY is not known; write &NOBODY, and its words after `+` under it"),
        ("SHELL AGAIN", "is no verb of a block; write VERB, VERB {FORMS} or VERB [CODE]"),
        ("---  SHELL  ---", "opens no block of verbs; write ---  NAME  [CODE]  ---"),
    ],
)
def test_a_line_that_cannot_be_taken_is_named_with_its_number_and_the_remedy(
    tmp_path: Path, line: str, reason: str
) -> None:
    rejects = made(tmp_path, f"---  A   [190]  ---\nATTACK\n{line}\n").rejects
    assert [reject.row for reject in rejects] == [3]
    assert reason in rejects[0].reason


def test_verbs_and_patterns_outside_a_block_are_refused(tmp_path: Path) -> None:
    rejects = made(tmp_path, "ATTACK\n- * TROOPS [190]\n").rejects
    assert [reject.row for reject in rejects] == [1, 2]


@pytest.mark.parametrize(
    ("code", "plover"),
    [
        ("190", "ASSAULT"),
        ("191", "COERCE"),
        ("175", "ASSAULT"),
        ("0874", "RETREAT"),
        ("0811", "CONCEDE"),
        ("010", None),
        ("---", None),
        (None, None),
    ],
)
def test_a_code_belongs_to_a_class_of_plover_by_its_longest_known_beginning(
    code: str | None, plover: str | None
) -> None:
    assert plover_class(code) == plover


def test_the_published_verb_dictionary_is_read_but_for_lines_that_break_its_own_rules(shared: Path) -> None:
    read = read_verbs(shared / "data" / "petrarch2" / "CAMEO.2.0.txt")
    assert len({pattern.base for pattern in read.patterns}) > 1700
    assert (len(read.sets), len(read.derived), len(read.rejects)) == (40, 8, 12)
