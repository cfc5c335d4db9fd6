from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from holdsway.frame import Frame
from holdsway.reading.bonds import bonds
from holdsway.reading.finding import Finding
from holdsway.reading.lexicon import lexicon
from holdsway.reading.numbers import figures
from holdsway.reading.parsed import trees
from holdsway.reading.parsing import Parser
from holdsway.reading.passages import Passage, Tokens
from holdsway.reading.persons import People
from holdsway.reading.placing import groups, phrases
from holdsway.reading.predicates import base_of
from holdsway.reading.scene import Scene
from holdsway.reading.spans import Names
from holdsway.reading.speakers import Memory
from holdsway.reading.speech import speeches
from holdsway.reading.times import times
from holdsway.records import Kind, Modality, Polarity

Told = tuple[str, str, str, str]
Find = Callable[[str], list[tuple[Finding, Passage]]]


@pytest.fixture(scope="module")
def find(frame: Frame) -> Find:
    parser = Parser()
    tokens = Tokens(lexicon(), parser.nlp)
    names = Names(frame, tokens)
    hows = {base: how for how, bases in tokens.lexicon.groups["speech"].items() for base in bases}

    def scenes(text: str) -> Iterator[Scene]:
        memory = Memory(people={})
        starts = [0, *(i + 2 for i in range(len(text)) if text.startswith("\n\n", i))]
        paragraphs = [(text[a:].partition("\n\n")[0], a) for a in starts]
        pairs = []
        for sentence in parser.split(paragraphs):
            passage = tokens.of(sentence, sentence.paragraph)
            if passage is not None:
                names.mark(passage)
                passage.figures, passage.times = figures(passage.lower), times(passage.words, None)
                pairs.append((sentence, passage))
        drawn = trees(parser, [s for s, _ in pairs], [p for _, p in pairs], tokens.lexicon)
        mentioned = frozenset(m.key for _, p in pairs for m in p.of("party"))
        for (_, passage), tree in zip(pairs, drawn, strict=True):
            passage.tree = tree
            bases = {w: base_of(passage, tree, w) for w in range(len(tree)) if tree.classes[w] == "VERB"}
            said = speeches(passage, tree, names, {w: hows[b] for w, b in bases.items() if b in hows}, memory)
            places = phrases(passage, names)
            grouped = groups(passage, places)
            yield Scene(passage, tree, names, tokens.lexicon, memory, mentioned, said, places, grouped)

    def found(text: str) -> list[tuple[Finding, Passage]]:
        people, told = People(), []
        for scene in scenes(text):
            told += [(finding, scene.passage) for finding in bonds(scene, people)]
            people.remember(scene.passage)
        return told

    return found


def told(find: Find, text: str) -> list[Told]:
    """Kind, subject, label and object of each finding."""
    return [_told(finding) for finding, _ in find(text)]


def _told(finding: Finding) -> Told:
    ids = {role: id for id, role, _ in finding.actors}
    return str(finding.kind), ids["subject"], finding.label or "", ids.get("object", "")


MISPARSED = pytest.mark.xfail(strict=True, reason="the shipped pipeline takes another word for the verb")
TIES = [
    ("Aram Tesk, brother of Davit Tesk, was killed in Norhaven.", "Aram Tesk", "brother of", "Davit Tesk"),
    pytest.param(
        "Davit Tesk's nephew Orin Vale commands the brigade.", "Orin Vale", "nephew of", "Davit Tesk", marks=MISPARSED
    ),
    ("Davit Tesk's younger brother, Levan Tesk, runs the office.", "Levan Tesk", "brother of", "Davit Tesk"),
    ("Orin Vale is married to the daughter of Davit Tesk.", "Orin Vale", "married to the daughter of", "Davit Tesk"),
    ("Marat Osel and his cousin Timur Dol were arrested.", "Timur Dol", "cousin of", "Marat Osel"),
    ("Marat Osel met reporters. His father-in-law, Bakar Dol, did not.", "Bakar Dol", "father-in-law of", "Marat Osel"),
    (
        "General Kirov Behr, whose brother Tesfan Behr sits in parliament, spoke.",
        "Tesfan Behr",
        "brother of",
        "Kirov Behr",
    ),
    pytest.param(
        "The Hill Lions merged with the Valley Brigade.", "Hill Lions", "merged with", "Valley Brigade", marks=MISPARSED
    ),
    ("The wife of Marat Osel, Anna Dol, was arrested.", "Anna Dol", "wife of", "Marat Osel"),
    ("President Marat Osel and his son Timur Osel fled.", "Timur Osel", "son of", "Marat Osel"),
    ("Marat Osel's half-brother Timur Dol was arrested.", "Timur Dol", "half-brother of", "Marat Osel"),
    ("Police said Marat Osel is a cousin of Timur Dol.", "Marat Osel", "cousin of", "Timur Dol"),
    ("Soldiers shot Anna Dol, the widow of Timur Osel.", "Anna Dol", "widow of", "Timur Osel"),
    (
        "The Valley Brigade, a faction of the Liberation Front, controls the town.",
        "Valley Brigade",
        "faction of",
        "front",
    ),
    ("The Valley Brigade joined the Liberation Front in May 2020.", "Valley Brigade", "joined", "front"),
    ("Marat Osel joined the Liberation Front in 2016.", "Marat Osel", "joined", "front"),
    (
        "The Hill Lions pledged allegiance to the Islamic State in 2015.",
        "Hill Lions",
        "pledged allegiance to",
        "Islamic State",
    ),
    ("The Hill Lions split from the Valley Brigade in 2016.", "Hill Lions", "split from", "Valley Brigade"),
    ("The Valley Brigade broke away from the Liberation Front in 2019.", "Valley Brigade", "split from", "front"),
    ("The Hill Lions, a splinter group of the Liberation Front, fled.", "Hill Lions", "splinter group of", "front"),
    (
        "The Democratic Union, the political wing of the Hill Lions, agreed.",
        "Democratic Union",
        "political wing of",
        "Hill Lions",
    ),
    (
        "The Valley Brigade, the armed wing of the Reform Party, agreed.",
        "Valley Brigade",
        "armed wing of",
        "Reform Party",
    ),
    ("The Hill Lions, allied with the Liberation Front, hold the bridge.", "Hill Lions", "allied with", "front"),
    ("The Valley Brigade is allied with the Liberation Front.", "Valley Brigade", "allied with", "front"),
    ("Marat Osel, a member of the Hill Lions, was arrested.", "Marat Osel", "member of", "Hill Lions"),
    ("Marat Osel, a senior member of the Front, was arrested.", "Marat Osel", "senior member of", "front"),
    ("Marat Osel, a former member of the Front, was arrested.", "Marat Osel", "former member of", "front"),
    ("Marat Osel belongs to the Liberation Front.", "Marat Osel", "belongs to", "front"),
    ("The Front, a member of the United Bloc, agreed.", "front", "member of", "United Bloc"),
    ("The Valley Brigade, backed by Turkland, attacked.", "Valley Brigade", "backed by", "Turkland"),
    ("Marat Osel founded the Valley Party in 1999.", "Marat Osel", "founder of", "Valley Party"),
    ("Marat Osel, founder of the Valley Party, died.", "Marat Osel", "founder of", "Valley Party"),
    ("Colonel Marat Osel defected to the Liberation Front.", "Marat Osel", "defected to", "front"),
    ("The Valley Brigade, loyal to Marat Osel, attacked.", "Valley Brigade", "loyal to", "Marat Osel"),
]
ROLES = [
    ("Marat Osel, who leads the Hill Lions, was wounded.", "Marat Osel", "leader", "Hill Lions"),
    ("The Hill Lions, led by Marat Osel, took the town.", "Marat Osel", "leader", "Hill Lions"),
    ("The Hill Lions are led by Marat Osel.", "Marat Osel", "leader", "Hill Lions"),
    ("Hill Lions leader Marat Osel was killed on Tuesday.", "Marat Osel", "leader", "Hill Lions"),
    ("The leader of the Hill Lions, Marat Osel, was killed.", "Marat Osel", "leader", "Hill Lions"),
    ("Marat Osel, the leader of the Hill Lions, was killed.", "Marat Osel", "leader", "Hill Lions"),
    ("The Front's military chief, Brigadier General Marat Osel, was killed.", "Marat Osel", "military chief", "front"),
    ("Marat Osel, governor of Vesk, fled the province.", "Marat Osel", "governor", "Vesk"),
    ("The governor of Vesk, Marat Osel, fled.", "Marat Osel", "governor", "Vesk"),
    ("Vesk governor Marat Osel fled.", "Marat Osel", "governor", "Vesk"),
    ("Norhaven police chief Marat Osel was shot.", "Marat Osel", "police chief", "Norhaven"),
    ("The acting mayor of Norhaven, Marat Osel, agreed.", "Marat Osel", "acting mayor", "Norhaven"),
    ("Former Vesk governor Marat Osel agreed.", "Marat Osel", "former governor", "Vesk"),
    ("Marat Osel, a former governor of Vesk, agreed.", "Marat Osel", "former governor", "Vesk"),
    ("Marat Osel was the leader of the Hill Lions until 2018.", "Marat Osel", "was leader", "Hill Lions"),
    ("Marat Osel was appointed governor of Vesk on Monday.", "Marat Osel", "governor", "Vesk"),
    ("The president appointed Marat Osel as defence minister.", "Marat Osel", "defence minister", ""),
    ("Marat Osel was sworn in as president of Ostria.", "Marat Osel", "president", "Ostria"),
    ("Marat Osel became president of Ostria in 2014.", "Marat Osel", "president", "Ostria"),
    ("Marat Osel serves as mayor of Norhaven.", "Marat Osel", "mayor", "Norhaven"),
    ("Marat Osel served as mayor of Norhaven from 2001 to 2005.", "Marat Osel", "served as mayor", "Norhaven"),
    ("The government dismissed Norhaven mayor Marat Osel.", "Marat Osel", "dismissed as mayor", "Norhaven"),
    ("Marat Osel was removed as commander of the 5th Brigade.", "Marat Osel", "removed as commander", "5th Brigade"),
    ("Marat Osel resigned as interior minister.", "Marat Osel", "resigned as interior minister", ""),
    (
        "Marat Osel stepped down as chairman of the Valley Party.",
        "Marat Osel",
        "stepped down as chairman",
        "Valley Party",
    ),
    ("Marat Osel was named to lead the joint verification team.", "Marat Osel", "leader", "joint verification team"),
    ("Marat Osel, the Front's general secretary, agreed.", "Marat Osel", "general secretary", "front"),
    ("The ambassador to Ostria, Marat Osel, agreed.", "Marat Osel", "ambassador to Ostria", ""),
    ("Marat Osel, spokesman for the Liberation Front, agreed.", "Marat Osel", "spokesman", "front"),
    ("Marat Osel has been suspended.", "Marat Osel", "suspended", ""),
    (
        "Marat Osel is head of the Tarn region's security council.",
        "Marat Osel",
        "head",
        "Tarn region's security council",
    ),
    ("Iraqi Prime Minister Marat Osel agreed.", "Marat Osel", "Iraqi prime minister", ""),
    ("US Secretary of State Marat Osel agreed.", "Marat Osel", "secretary of state", "US"),
    ("Valley Party chairman Marat Osel agreed.", "Marat Osel", "chairman", "Valley Party"),
]
LISTINGS = [
    (
        "The UN Security Council added Marat Osel to its sanctions list on Friday.",
        "Marat Osel",
        "sanctions list",
        "UN Security Council",
    ),
    ("Marat Osel was placed on the UN sanctions list.", "Marat Osel", "sanctions list", "UN"),
    ("The Hill Lions were added to the EU terrorist list.", "Hill Lions", "terrorist list", "EU"),
    ("Marat Osel is listed by the United Nations as a terrorist.", "Marat Osel", "terrorist", "United Nations"),
    ("The US Treasury imposed sanctions on Marat Osel.", "Marat Osel", "sanctions", "US Treasury"),
    ("Sanctions were imposed on Marat Osel by the European Union.", "Marat Osel", "sanctions", "European Union"),
    ("The European Union sanctioned Marat Osel on Friday.", "Marat Osel", "sanctioned", "European Union"),
    (
        "The Hill Lions are designated a terrorist organisation by the United States.",
        "Hill Lions",
        "terrorist organisation",
        "United States",
    ),
    (
        "The US State Department designated the Hill Lions a foreign terrorist organization.",
        "Hill Lions",
        "foreign terrorist organization",
        "US State Department",
    ),
    (
        "The Hill Lions, listed as a terrorist organization by the European Union, fled.",
        "Hill Lions",
        "terrorist organization",
        "European Union",
    ),
    (
        "The United States offered a reward of $10 million for information on Marat Osel.",
        "Marat Osel",
        "reward",
        "United States",
    ),
]


@pytest.mark.parametrize(("text", "subject", "label", "object"), TIES)
def test_a_tie_names_both_ends_in_the_words_of_the_tables(
    find: Find, text: str, subject: str, label: str, object: str
) -> None:
    assert ("tie", subject, label, object) in told(find, text)


@pytest.mark.parametrize(("text", "subject", "label", "object"), ROLES)
def test_an_office_names_its_holder_and_its_body(find: Find, text: str, subject: str, label: str, object: str) -> None:
    assert [t for t in told(find, text) if t[0] == "role"] == [("role", subject, label, object)]


@pytest.mark.parametrize(("text", "subject", "label", "object"), LISTINGS)
def test_a_listing_names_who_is_listed_and_by_whom(
    find: Find, text: str, subject: str, label: str, object: str
) -> None:
    assert told(find, text) == [("listing", subject, label, object)]


@pytest.mark.parametrize(
    "text",
    [
        "Spokesman Marat Osel said the town was calm.",
        "Governor Marat Osel said the town was calm.",
        "The spokesman, Marat Osel, denied it.",
        "Marat Osel met with the governor of Vesk, Timur Dol said.",
        "He met the brother of Marat Osel's wife.",
        "Marat Osel, brother of the president, denied it.",
        "The wife of Marat Osel was arrested.",
        "Marat Osel led the attack on Norhaven.",
        "Marat Osel led the United States into the war.",
        "Soldiers joined forces with the Front.",
        "The soldiers belonged to the Frontier Corps.",
        "The Front and the army joined talks in Norhaven.",
        "Is Marat Osel the governor of Vesk?",
        "The army removed mines from the list of villages.",
        "The men were killed and dismissed reports of a fourth.",
        "Marat Osel was fired upon near Norhaven.",
        "Two brothers were shot in Norhaven.",
        "Fighters loyal to a local commander fled.",
        "The council listed 40 villages on Monday.",
        "Marat Osel, Timur Dol and the governor of Vesk met.",
        "Sikh lawmaker Marat Osel was killed.",
        "The Front broke into the prison.",
        "The Front entered Norhaven, and its mayor, Marat Osel, fled.",
        "The Front set up a committee to be chaired by Marat Osel.",
        "Soldiers of the 21st Brigade, commanded by Colonel Timur Dol, withdrew.",
        "The Front put Norhaven on a list of towns to be visited.",
    ],
)
def test_what_is_not_said_outright_is_not_stated(find: Find, text: str) -> None:
    assert told(find, text) == []


@pytest.mark.parametrize(
    ("text", "polarity", "modality"),
    [
        ("Marat Osel will be appointed governor of Vesk.", Polarity.AFFIRMED, Modality.FUTURE),
        ("Marat Osel was not a member of the Front.", Polarity.NEGATED, Modality.ASSERTED),
        ("Marat Osel denied that he is a member of the Front.", Polarity.NEGATED, Modality.REPORTED),
        ("The Valley Brigade has denied joining the Liberation Front.", Polarity.NEGATED, Modality.REPORTED),
        ("Rwandia has again denied arming the Liberation Front.", Polarity.NEGATED, Modality.REPORTED),
        ("Marat Osel, an alleged member of the Front, was arrested.", Polarity.AFFIRMED, Modality.POSSIBLE),
        ("Marat Osel may have joined the Liberation Front.", Polarity.AFFIRMED, Modality.POSSIBLE),
        ("Police said Marat Osel is a cousin of Timur Dol.", Polarity.AFFIRMED, Modality.REPORTED),
        ("Marat Osel, the governor of Vesk, will flee.", Polarity.AFFIRMED, Modality.ASSERTED),
        (
            "The United States removed the Hill Lions from its list of terrorist groups.",
            Polarity.NEGATED,
            Modality.ASSERTED,
        ),
        ("The European Union lifted sanctions on Marat Osel.", Polarity.NEGATED, Modality.ASSERTED),
    ],
)
def test_it_is_said_as_its_clause_says_it(find: Find, text: str, polarity: Polarity, modality: Modality) -> None:
    ((one, _),) = find(text)
    assert (one.stance.polarity, one.stance.modality) == (polarity, modality)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Aidar Zubaid, president of the Southern Council, was removed from the joint committee.",
            ("role", "Aidar Zubaid", "president", "Southern Council"),
        ),
        (
            "Aidar Zubaid, chairman of the Southern Council, was removed from office.",
            ("role", "Aidar Zubaid", "removed as chairman", "Southern Council"),
        ),
        (
            "Aidar Zubaid, chairman of the Southern Council, was killed.",
            ("role", "Aidar Zubaid", "chairman", "Southern Council"),
        ),
    ],
)
def test_an_office_ends_only_where_it_is_that_office_that_is_lost(find: Find, text: str, expected: Told) -> None:
    assert told(find, text) == [expected]


def test_a_branch_told_with_its_region_is_not_the_whole_body(find: Find) -> None:
    text = "Adnan Walid, head of Islamic State in the Greater Tarnland, was killed."
    assert told(find, text) == [("role", "Adnan Walid", "head", "Islamic State in the Greater Tarnland")]


def test_a_name_that_only_says_what_somebody_leads_is_not_that_somebody(find: Find) -> None:
    text = "Aram Tesk, the son of Lower Punja governor Davit Tesk, was freed."
    assert ("tie", "Aram Tesk", "son of", "Davit Tesk") in told(find, text)
    text = "The United Nations lifted sanctions against Valley Party leader Marat Osel."
    assert [t[1] for t in told(find, text) if t[0] == "listing"] == ["Marat Osel"]


def test_what_a_speaker_is_stands_outside_of_what_the_speaker_says(find: Find) -> None:
    ((one, _),) = find("The Front's deputy leader, Marat Osel, said that the town was calm.")
    assert (one.stance.modality, one.chain) == (Modality.ASSERTED, ())


def test_a_replacement_names_who_comes_and_who_goes(find: Find) -> None:
    text = "Marat Osel succeeded Timur Dol as head of the Valley Party."
    assert told(find, text) == [
        ("role", "Marat Osel", "head", "Valley Party"),
        ("role", "Timur Dol", "replaced as head", "Valley Party"),
    ]


def test_a_pronoun_stands_for_the_person_spoken_of_in_the_paragraph(find: Find) -> None:
    text = "General Marat Osel has been suspended. He is replaced by Major General Pascal Tshib."
    assert ("role", "Pascal Tshib", "replacement", "Marat Osel") in told(find, text)


def test_a_pronoun_does_not_reach_into_another_paragraph(find: Find) -> None:
    assert told(find, "Marat Osel met reporters.\n\nHis son Timur Osel was arrested.") == []


def test_his_stands_for_nobody_where_it_could_be_either_of_two(find: Find) -> None:
    text = "Marat Osel and Timur Dol met reporters. His son Davit Dol was arrested."
    assert told(find, text) == []


def test_a_surname_alone_stands_for_the_person_named_before(find: Find) -> None:
    text = "Brigadier General Marat Osel met reporters.\n\nOsel's brother Davit Osel was arrested."
    assert told(find, text) == [("tie", "Davit Osel", "brother of", "Marat Osel")]


def test_a_surname_that_two_persons_bear_stands_for_neither(find: Find) -> None:
    text = "Marat Osel and Timur Osel met reporters. Osel, the governor of Vesk, fled."
    assert told(find, text) == []


def test_several_named_after_a_plural_are_each_tied(find: Find) -> None:
    text = "Marat Osel's sons, Timur Osel and Davit Osel, were arrested."
    assert told(find, text) == [
        ("tie", "Timur Osel", "son of", "Marat Osel"),
        ("tie", "Davit Osel", "son of", "Marat Osel"),
    ]


def test_everybody_put_on_a_list_together_gets_a_listing(find: Find) -> None:
    text = "The UN Security Council placed Marat Osel and Timur Dol on its sanctions list."
    assert [t[1] for t in told(find, text)] == ["Marat Osel", "Timur Dol"]


def test_a_reward_keeps_its_sum_in_dollars(find: Find) -> None:
    ((one, _),) = find("The United States offered a reward of up to $5 million for Marat Osel.")
    assert one.kind is Kind.LISTING
    assert one.number_of == "reward USD"
    assert one.figure is not None
    assert (one.figure.low, one.figure.high) == (None, 5_000_000)


def test_a_quote_holds_the_words_that_say_it(find: Find) -> None:
    ((one, passage),) = find("On Monday Davit Tesk's younger brother, Levan Tesk, fled to Norhaven.")
    assert passage.text(one.start, one.end) == "Davit Tesk's younger brother, Levan Tesk"


def test_the_office_of_a_place_is_placed_there(find: Find) -> None:
    ((one, _),) = find("Norhaven police chief Marat Osel was shot.")
    assert one.phrase is not None
    assert one.phrase.name == "Norhaven"


def test_a_splinter_of_a_party_is_not_the_party(find: Find) -> None:
    text = "A splinter faction of the Front led by Mullah Rasool attacked."
    assert "front" not in {t[3] for t in told(find, text)}


@pytest.mark.parametrize(
    ("text", "subject", "label"),
    [
        ("Marat Osel took over as governor of Norhaven.", "Marat Osel", "governor"),
        ("Colonel Marat Osel took command of the Valley Brigade on Monday.", "Marat Osel", "commander"),
        ("General Marat Osel takes over the army.", "Marat Osel", "head"),
        ("Marat Osel has assumed office.", "Marat Osel", "head"),
        ("Colonel Marat Osel was relieved of his post on Monday.", "Marat Osel", "relieved of post"),
        ("An interim president, Marat Osel, was sworn in on Monday.", "Marat Osel", "interim president"),
        ("The Front appointed Marat Osel to command the western coast.", "Marat Osel", "commander"),
        ("Captain Marat Osel heads the committee.", "Marat Osel", "head"),
    ],
)
def test_who_takes_over_or_loses_a_post_is_told(find: Find, text: str, subject: str, label: str) -> None:
    assert (str(Kind.ROLE), subject, label) in [one[:3] for one in told(find, text)]


def test_a_minister_who_takes_over_a_microphone_heads_nothing(find: Find) -> None:
    assert told(find, "Marat Osel took over the microphone.") == []
    assert told(find, "Anna Dol took charge of the kitchen.") == []


def test_two_that_merge_are_tied_and_a_link_denied_is_negated(find: Find) -> None:
    assert ("tie", "front", "merged with", "gov") in told(
        find, "The Front and the government have merged into one army."
    )
    ((finding, _),) = find("The Front denied any link with the Valley Brigade.")
    assert _told(finding) == ("tie", "front", "linked to", "Valley Brigade")
    assert (finding.stance.polarity, finding.stance.modality) == (Polarity.NEGATED, Modality.REPORTED)


def test_somebody_put_under_sanctions_is_listed(find: Find) -> None:
    text = "Marat Osel was put under EU sanctions in May."
    assert ("listing", "Marat Osel", "sanctions", "EU") in told(find, text)


def test_the_party_of_a_body_led_is_named_with_it(find: Find) -> None:
    (finding, _) = find("A breakaway wing of the Liberation Front, led by Marat Osel, stayed away.")[0]
    assert ("front", "party") in [(id, role) for id, role, _ in finding.actors]
