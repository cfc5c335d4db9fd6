from __future__ import annotations

from collections.abc import Callable

import pytest

from holdsway.frame import Frame
from holdsway.reading.frames import FrameReader
from holdsway.records import Document, Kind, Modality, Polarity, Statement

Told = Callable[[str], list[Statement]]
Numbers = tuple[float | None, float | None]


@pytest.fixture(scope="module")
def frames() -> FrameReader:
    return FrameReader()


@pytest.fixture
def told(frames: FrameReader, frame: Frame, documented: Callable[..., Document]) -> Told:
    def read(text: str) -> list[Statement]:
        found = frames.read(text, documented(text), frame)
        return [s for s in found if s.kind in (Kind.CASUALTY, Kind.COUNT)]

    return read


def counted(found: list[Statement]) -> list[tuple[str | None, Numbers]]:
    return [(s.number_of, (s.low, s.high)) for s in found]


def roles(said: Statement) -> set[tuple[str, str]]:
    return {(actor.id, actor.role) for actor in said.actors}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Rebels shelled the town overnight, killing four children and wounding dozens.",
         [("killed", (4, 4)), ("wounded", (24, None))]),
        ("The attack claimed the lives of 21 soldiers.", [("killed", (21, 21))]),
        ("The bombardment cost 14 lives.", [("killed", (14, 14))]),
        ("Nine bodies were found in a mass grave outside Quille.", [("killed", (9, 9))]),
        ("The death toll from the fighting rose to 46 on Tuesday.", [("killed", (46, 46))]),
        ("Police raised the toll to 19 from 12.", [("killed", (19, 19))]),
        ("The ministry put the number of dead at 23.", [("killed", (23, 23))]),
        ("The army suffered 15 casualties.", [("killed or wounded", (15, 15))]),
        ("The UN says 3,500 civilians were killed or injured last year.", [("killed or wounded", (3500, 3500))]),
        ("The blast left 14 dead and 30 others wounded, hospital sources said.",
         [("killed", (14, 14)), ("wounded", (30, 30))]),
        ("More than 20 commandos died in the ambush.", [("killed", (21, None))]),
        ("Killed: 12.", [("killed", (12, 12))]),
        ("Twelve killed, 40 wounded in Norhaven bombing", [("killed", (12, 12)), ("wounded", (40, 40))]),
        ("Ten were killed in Norhaven, six in Quille and two in Sobrade.",
         [("killed", (10, 10)), ("killed", (6, 6)), ("killed", (2, 2))]),
    ],
)  # fmt: skip
def test_the_dead_and_wounded_are_counted_in_every_common_wording(
    told: Told, text: str, expected: list[tuple[str, Numbers]]
) -> None:
    found = told(text)
    assert counted(found) == expected
    assert {s.kind for s in found} == {Kind.CASUALTY}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Gunmen abducted 30 schoolgirls from a boarding school in Vesk.", ("abducted", (30, 30))),
        ("Over 300 rebels laid down their arms and left.", ("surrendered", (301, None))),
        ("Some 120,000 people have been displaced by the fighting since March.", ("displaced", (120_000, 120_000))),
        ("About 2,000 families fled their homes in Quille.", ("fled families", (2000, 2000))),
        ("Between 40,000 and 60,000 people remain trapped in the town.", ("trapped", (40_000, 60_000))),
        ("The rebels released 14 captured soldiers on Friday.", ("released", (14, 14))),
        ("Police arrested 17 protesters in Sobrade.", ("detained", (17, 17))),
        ("Our fighters hold 46 prisoners of war.", ("captured", (46, 46))),
    ],
)
def test_people_taken_freed_or_driven_out_are_a_count(told: Told, text: str, expected: tuple[str, Numbers]) -> None:
    found = told(text)
    assert counted(found) == [expected]
    assert [s.kind for s in found] == [Kind.COUNT]


@pytest.mark.parametrize(
    "text",
    [
        "No one was hurt in the explosion.",
        "Nobody was killed.",
        "There were no casualties.",
        "The raid ended without loss of life.",
        "Not a single soldier was killed, the commander said.",
    ],
)
def test_nobody_harmed_is_nought_and_negated(told: Told, text: str) -> None:
    (one,) = told(text)
    assert (one.low, one.high, one.polarity) == (0, 0, Polarity.NEGATED)


@pytest.mark.parametrize(
    "text",
    [
        "He killed time in a cafe.",
        "The parliament killed the bill by 12 votes.",
        "The army lost 40 tanks and 12 helicopters.",
        "The ambush killed 30 cattle.",
        "The Front has 20,000 fighters.",
        "Every year, landmines kill about 100 people in the province.",
        "The envoy called for the release of 40 hostages.",
        "The 34-year-old commander has led the group for 12 years.",
    ],
)
def test_numbers_of_other_things_are_no_losses(told: Told, text: str) -> None:
    assert [s.quote.exact for s in told(text) if s.kind is Kind.CASUALTY] == []


def test_who_did_it_and_whose_people_they_were_are_kept_apart(told: Told) -> None:
    (one,) = told("Ostrian forces killed 30 Front fighters in an air raid on Quille.")
    assert roles(one) == {("gov", "by"), ("front", "against")}
    assert one.place_text == "Quille"
    assert one.quote.exact == "Ostrian forces killed 30 Front fighters"


def test_a_loss_is_the_losers_own(told: Told) -> None:
    (one,) = told("The Front lost 40 men in the battle, the army said.")
    assert roles(one) == {("front", "against")}
    assert one.modality is Modality.REPORTED


def test_gunmen_nobody_knows_are_nobodys(told: Told) -> None:
    (one,) = told("Gunmen killed seven farmers near Sobrade.")
    assert (roles(one), one.category) == (set(), "civilian")


def test_those_who_say_it_did_not_do_it(told: Told) -> None:
    (one,) = told("The army said that 12 farmers had been killed in Sobrade.")
    assert roles(one) == set()


def test_the_dead_of_two_sides_are_one_figure_with_the_words_for_each(told: Told) -> None:
    (one,) = told("Fighting killed 10 soldiers and 25 rebels, a police official said.")
    assert (one.low, one.high) == (35, 35)
    assert {(a.id, a.role, a.text) for a in one.actors} == {
        ("gov", "against", "10 soldiers"),
        ("front", "against", "25 rebels"),
    }


def test_a_mother_and_her_two_sons_are_three(told: Told) -> None:
    assert counted(told("A mortar shell killed a woman and her two sons.")) == [("killed", (3, 3))]


def test_a_boys_age_is_no_number_of_boys(told: Told) -> None:
    assert counted(told("A 12-year-old boy was killed by a sniper.")) == [("killed", (1, 1))]


def test_a_part_of_a_number_is_told_with_its_category(told: Told) -> None:
    whole, part = told("More than 20 people, including five children, were killed.")
    assert counted([whole, part]) == [("killed", (21, None)), ("killed", (5, 5))]
    assert part.category == "child"


def test_a_number_without_a_noun_is_quoted_with_the_dead_before_it(told: Told) -> None:
    dead, hurt = told("Gunmen killed at least ten villagers and wounded 16 near Sobrade.")
    assert "killed at least ten villagers and wounded 16" in dead.quote.exact
    assert (hurt.number_of, dead.number_of) == ("wounded", "killed")


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("The strike could kill thousands.", Modality.FUTURE),
        ("Up to 50 people may have been killed.", Modality.POSSIBLE),
        ("Some 3,000 fighters are believed to have been killed.", Modality.POSSIBLE),
        ("If the siege goes on, thousands will die.", Modality.FUTURE),
        ("The rebels would have killed hundreds.", Modality.COUNTERFACTUAL),
    ],
)
def test_what_may_come_or_might_be_is_marked_so(told: Told, text: str, modality: Modality) -> None:
    assert [s.modality for s in told(text)] == [modality]


def test_a_denied_number_is_negated(told: Told) -> None:
    (one,) = told("The army denied that 12 of its soldiers had been killed in Norhaven.")
    assert (one.polarity, roles(one)) == (Polarity.NEGATED, {("gov", "against")})


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("A sergeant and four soldiers were killed.", 5),
        ("A lieutenant, four soldiers and three farmers were killed in the attacks.", 8),
        ("Mayor Peter Solt, his wife and two bodyguards were killed on Monday.", 4),
        ("Colonel Peter Solt was killed in Quille.", 1),
        ("Solt was killed in an air strike near Sobrade.", 1),
        ("Comrades Quent, Solt and Abel were murdered in Sobrade.", 3),
        ("Two reporters, Robert Quent and Mark Solt, were killed.", 2),
        ("A commando killed Peter Solt, leader of the league, and lawyer Mara Quent in Sobrade.", 2),
        ("Two brothers, aged 12 and 14, were shot dead.", 2),
        ("Solt, 45, and Mara Quent, a teacher, were killed.", 2),
        ("An 8-year-old girl and her grandmother died in the shelling.", 2),
        ("The shelling hit a shop, killing five people and causing millions of dollars in damage.", 5),
        ("An air strike wiped out a family of seven.", 7),
    ],
)
def test_people_named_one_by_one_are_added_up(told: Told, text: str, people: int) -> None:
    (one,) = told(text)
    assert (one.number_of, one.low, one.high) == ("killed", people, people)


@pytest.mark.parametrize(
    "text", ["The massacre of the Delvians shocked the country.", "The Delvians spoke.", "Loder was captured."]
)
def test_a_people_or_a_place_is_no_person(told: Told, text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The death toll rose from 12 to 15 on Wednesday, hospital officials said.", ("killed", (15, 15))),
        ("The ministry revised the toll from 31 to 27.", ("killed", (27, 27))),
        ("The toll ranged from 12 to 15.", ("killed", (12, 15))),
        ("Eleven soldiers are missing after the ambush.", ("missing", (11, 11))),
        ("The number of displaced rose from 20,000 to 54,000.", ("displaced", (54_000, 54_000))),
    ],
)
def test_the_newest_of_two_figures_counts(told: Told, text: str, expected: tuple[str, Numbers]) -> None:
    assert counted(told(text)) == [expected]


def test_a_total_given_besides_is_of_the_same_people(told: Told) -> None:
    assert counted(told("Ten more people died overnight, bringing the total to 73.")) == [
        ("killed", (10, 10)),
        ("killed", (73, 73)),
    ]


def test_bodies_and_wounded_are_told_apart(told: Told) -> None:
    assert counted(told("The hospital received 16 bodies and 45 wounded.")) == [
        ("killed", (16, 16)),
        ("wounded", (45, 45)),
    ]


def test_a_number_far_from_its_verb_stands_in_the_quote(told: Told) -> None:
    (one,) = told("The bodies of 14 people, all with bullet wounds to the head, were found in Quille.")
    assert "14 people" in one.quote.exact


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ten soldiers died in clashes with the Front near Quille.", {("front", "by"), ("gov", "against")}),
        ("Eight soldiers were killed when the Front shelled Quille.", {("front", "by"), ("gov", "against")}),
        ("More than 100 civilians were killed in Quille after the Front captured it.", {("front", "by")}),
        ("A suicide bomber killed eight policemen in Norhaven.", {("front", "by"), ("gov", "against")}),
        (
            "Officials said the Front took Norhaven and that all 120 members of the force there gave up.",
            {("gov", "against")},
        ),
        ("The Front said 40 men had surrendered.", {("gov", "against")}),
        ("Nine farmers died in an Ostrian air strike on Quille.", {("gov", "by")}),
        ("Two Delvian soldiers were killed in Sobrade.", set()),
        ("Six soldiers were killed in Sobrade, the Front said.", {("gov", "against")}),
        ("The Front itself claims to have executed 1,700.", {("front", "by")}),
    ],
)
def test_the_other_side_follows_from_what_the_sentence_tells(
    told: Told, text: str, expected: set[tuple[str, str]]
) -> None:
    (one,) = told(text)
    assert roles(one) == expected


def test_a_source_that_speaks_of_the_dead_reports_them(told: Told) -> None:
    (one,) = told("Military sources spoke of 800 dead soldiers since May.")
    assert one.modality is Modality.REPORTED


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Three guards died and five others are unaccounted for.", [("killed", (3, 3)), ("missing", (5, 5))]),
        ("Four farmers were captured and a fifth is missing.", [("captured", (4, 4)), ("missing", (1, 1))]),
        ("The fighting cost 12 villagers their lives on Monday.", [("killed", (12, 12))]),
        ("An ambush cost the army a captain and five men.", [("killed", (6, 6))]),
        ("Two officers fell in the fighting.", [("killed", (2, 2))]),
        ("Nine nurses paid the supreme price and 21 are receiving treatment.",
         [("killed", (9, 9)), ("wounded", (21, 21))]),
        ("One farmer lost a leg.", [("wounded", (1, 1))]),
        ("Nearly 80 men were lined up and shot in the square on Wednesday.", [("killed or wounded", (80, 80))]),
        ("A farmer and a teacher were blown up by a mine.", [("killed", (2, 2))]),
        ("The driver and one of the bodyguards were killed.", [("killed", (2, 2))]),
        ("Seventy corpses were counted.", [("killed", (70, 70))]),
        ("Four Quillans are missing.", [("missing", (4, 4))]),
        ("Fourteen wounded were brought to the hospital.", [("wounded", (14, 14))]),
        ("Some 22 prisoners were paraded in the square.", [("captured", (22, 22))]),
        ("The Front handed over 22 prisoners.", [("released", (22, 22))]),
        ("More than 120 captives were handed over to the Red Cross.", [("released", (121, None))]),
        ("Two colleagues of his are being held.", [("detained", (2, 2))]),
        ("Some 300 women were locked up in a school.", [("detained", (300, 300))]),
        ("An officer put the number of prisoners at forty at most.", [("captured", (None, 40))]),
        ("More than 3,000 residents reached the capital on foot.", [("displaced", (3001, None))]),
        ("Some 3,900 households, or roughly 25,000 people, have left since June.",
         [("displaced families", (3900, 3900))]),
        ("Six rebel posts have been captured since last weekend.", [("posts", (6, 6))]),
    ],
)  # fmt: skip
def test_losses_are_told_in_many_other_words(told: Told, text: str, expected: list[tuple[str, Numbers]]) -> None:
    assert counted(told(text)) == expected


@pytest.mark.parametrize(
    "text",
    [
        "The rebels fell back on Monday.",
        "Twelve soldiers fell ill.",
        "Three fighters fell into an ambush.",
        "Two hundred people were treated for cholera.",
        "Forty delegates were held up at the airport.",
        "Ten members of the council were held responsible.",
        "The war cost the army five million dollars.",
    ],
)
def test_words_that_only_look_like_losses_are_none(told: Told, text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "The raid was repelled, with 30 rebels and four soldiers dead.",
        "The attack was beaten off, with 30 rebels and four soldiers killed.",
        "The clashes left 30 rebels and four soldiers dead.",
        "The battle cost 30 rebels and four soldiers their lives.",
    ],
)
def test_a_state_told_after_two_numbers_is_of_both(told: Told, text: str) -> None:
    (one,) = told(text)
    assert (one.best, roles(one)) == (34, {("front", "against"), ("gov", "against")})


def test_two_kinds_of_people_of_one_side_are_told_together(told: Told) -> None:
    (one,) = told("Four policemen, a soldier and 11 rebels were killed.")
    assert one.best == 16
    assert {(a.id, a.text) for a in one.actors} == {("gov", "Four policemen and a soldier"), ("front", "11 rebels")}


def test_the_shares_of_the_dead_are_told_each_with_whose_they_are(told: Told) -> None:
    found = told(
        "Of the 23 dead laid out at the clinic, fifteen were rebels, six were soldiers and two were villagers."
    )
    assert [(s.best, roles(s)) for s in found] == [
        (23, set()),
        (15, {("front", "against")}),
        (6, {("gov", "against")}),
        (2, set()),
    ]


def test_a_part_told_without_a_number_is_quoted_with_the_whole(told: Told) -> None:
    (one,) = told("The shell hit a bus, killing sixteen, most of them teachers.")
    assert one.quote.exact == "killing sixteen, most of them teachers"


def test_those_named_as_a_part_are_not_added_to_the_whole(told: Told) -> None:
    (one,) = told("Three leaders of the group, including its chief, Ebru Tal, and his brother Moez, died in a strike.")
    assert one.best == 3


def test_a_toll_is_quoted_with_what_it_is_of(told: Told) -> None:
    (one,) = told("The death toll of Tuesday's attack now stands at 53.")
    assert one.quote.exact == "The death toll of Tuesday's attack now stands at 53"


def test_losses_told_after_a_colon_are_no_aim_of_the_verb_before_it(told: Told) -> None:
    (one,) = told("The battalion has ceased to exist: 150 of its men were put out of action.")
    assert one.modality is Modality.ASSERTED


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("As many as 18 people have been reported killed in Norhaven.", [("killed", (None, 18))]),
        ("Three teachers abducted last week were found dead on Tuesday.", [("killed", (3, 3))]),
        ("Two brothers aged nine and eleven were killed in Norhaven.", [("killed", (2, 2))]),
        ("A mother of four was killed in Norhaven.", [("killed", (1, 1))]),
        ("The attack has claimed 23 victims.", [("killed", (23, 23))]),
        ("Residents counted 33 fresh graves in Norhaven.", [("killed", (33, 33))]),
        ("The body of the aid worker Ana Solt was found in a well.", [("killed", (1, 1))]),
        ("A sixth body was found in Norhaven.", [("killed", (1, 1))]),
        ("Relatives identified 14 of the 20 bodies.", [("killed", (14, 14))]),
        ("That took the death toll since Monday to 130.", [("killed", (130, 130))]),
        ("The army gave the number of its dead as 12.", [("killed", (12, 12))]),
        ("Civilian casualties rose by 12 per cent to 640.", [("killed or wounded", (640, 640))]),
        ("Among the victims were four children.", [("killed", (4, 4))]),
        ("Also killed was the bomber.", [("killed", (1, 1))]),
        ("The hospital admitted 34 people with shrapnel wounds.", [("wounded", (34, 34))]),
        ("Grenade attack wounds seven in Norhaven", [("wounded", (7, 7))]),
        ("The dead: five soldiers, two nurses.", [("killed", (5, 5)), ("killed", (2, 2))]),
    ],
)
def test_the_dead_and_hurt_are_counted_in_many_words(
    told: Told, text: str, expected: list[tuple[str, Numbers]]
) -> None:
    assert counted(told(text)) == expected


@pytest.mark.parametrize(
    "text",
    [
        "The minister was unharmed.",
        "The crew escaped unscathed.",
        "The rangers returned without a scratch.",
        "The shells caused material damage only.",
        "Not a single soldier died.",
        "The rockets fell on empty land without causing casualties.",
    ],
)
def test_that_nobody_came_to_harm_is_told_as_none(told: Told, text: str) -> None:
    (one,) = told(text)
    assert (one.low, one.high, one.polarity) == (0, 0, Polarity.NEGATED)


def test_heavy_losses_are_told_without_a_number(told: Told) -> None:
    (one,) = told("The Front suffered heavy casualties near Norhaven.")
    assert (one.low, one.high) == (2, None)
    assert roles(one) == {("front", "against")}


def test_those_who_claim_an_attack_did_it(told: Told) -> None:
    (one,) = told("Six people were killed in an attack on Norhaven, for which the Front claimed responsibility.")
    assert roles(one) == {("front", "by")}
    assert one.modality is Modality.ASSERTED


def test_who_fired_when_people_were_hurt_did_it(told: Told) -> None:
    (one,) = told("Seven people were injured when the Front shelled Norhaven.")
    assert roles(one) == {("front", "by")}


@pytest.mark.parametrize(
    "text",
    [
        "The minister was wounded by the criticism.",
        "A flood killed 30 people in Norhaven.",
        "The drill simulated 200 casualties.",
        "The Front lost its commander to illness.",
    ],
)
def test_what_is_no_loss_of_a_war_is_not_counted(told: Told, text: str) -> None:
    assert told(text) == []
