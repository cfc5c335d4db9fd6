"""English verbs whose past no ending tells: base form, past, participle; two forms are parted by a stroke."""

from __future__ import annotations

from collections.abc import Iterator

VERBS = """
arise arose arisen, awake awoke awoken, bear bore borne, beat beat beaten, become became become, befall befell
befallen, begin began begun, behold beheld beheld, bend bent bent, beset beset beset, bet bet bet, bid bade/bid
bidden, bind bound bound, bite bit bitten, bleed bled bled, blow blew blown, break broke broken, breed bred bred,
bring brought brought, broadcast broadcast broadcast, build built built, burn burnt burnt, burst burst burst, buy
bought bought, cast cast cast, catch caught caught, choose chose chosen, cling clung clung, come came come, cost cost
cost, creep crept crept, cut cut cut, deal dealt dealt, dig dug dug, do did done, draw drew drawn, dream dreamt
dreamt, drink drank drunk, drive drove driven, dwell dwelt dwelt, eat ate eaten, fall fell fallen, feed fed fed, feel
felt felt, fight fought fought, find found found, flee fled fled, fling flung flung, fly flew flown, forbid forbade
forbidden, forget forgot forgotten, forgive forgave forgiven, forsake forsook forsaken, freeze froze frozen, get got
gotten/got, give gave given, go went gone, grind ground ground, grow grew grown, hang hung hung, hear heard heard,
hide hid hidden, hit hit hit, hold held held, hurt hurt hurt, keep kept kept, kneel knelt knelt, know knew known, lay
laid laid, lead led led, lean leant leant, leap leapt leapt, learn learnt learnt, leave left left, lend lent lent, let
let let, light lit lit, lose lost lost, make made made, mean meant meant, meet met met, pay paid paid, plead pled
pled, put put put, quit quit quit, read read read, rend rent rent, rid rid rid, ride rode ridden, ring rang rung, rise
rose risen, run ran run, say said said, see saw seen, seek sought sought, sell sold sold, send sent sent, set set set,
shake shook shaken, shed shed shed, shine shone shone, shoot shot shot, show showed shown, shrink shrank shrunk, shut
shut shut, sing sang sung, sink sank sunk, sit sat sat, slay slew slain, sleep slept slept, slide slid slid, sling
slung slung, slit slit slit, sow sowed sown, speak spoke spoken, speed sped sped, spend spent spent, spill spilt
spilt, spin spun spun, spit spat spat, split split split, spread spread spread, spring sprang sprung, stand stood
stood, steal stole stolen, stick stuck stuck, sting stung stung, stink stank stunk, strike struck struck,
string strung strung, strive strove striven, swear swore sworn, sweep swept swept, swell swelled swollen, swim swam
swum, swing swung swung, take took taken, teach taught taught, tear tore torn, tell told told, think thought thought,
throw threw thrown, thrust thrust thrust, tread trod trodden, wake woke woken, wear wore worn, weave wove woven, weep
wept wept, win won won, wind wound wound, withdraw withdrew withdrawn, withhold withheld withheld, withstand withstood
withstood, wring wrung wrung, write wrote written
"""

PREFIXES = ("fore", "mis", "out", "over", "re", "un", "under")
"""Overran, retook, underwent: what goes before such a verb does not change how it is inflected."""


def irregular() -> Iterator[tuple[str, str]]:
    """Each irregular form with its base form, the prefixed ones after the plain."""
    plain = []
    for entry in VERBS.replace("\n", " ").split(","):
        base, past, participle = entry.split()
        plain += [(form, base) for form in (*past.split("/"), *participle.split("/"))]
    yield from plain
    for prefix in PREFIXES:
        yield from ((prefix + form, prefix + base) for form, base in plain)
