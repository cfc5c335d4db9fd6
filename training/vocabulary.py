"""Words of armed conflict and relief, written over rare words of the treebanks, whose writers seldom needed them.

A sentence keeps its structure, and so shows how such a word is inflected and where it stands; its sense is lost.
"""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from irregular import irregular
from treebanks import Sentence, Word

RARE = 30
"""A word met less often than this may be written over ..."""
CHANCE = 0.5
"""... and is, in a paragraph that is chosen, this often."""

ON_SOMETHING = """
abduct abolish accuse administer airlift ambush annex appoint approach arm arrest assassinate assault attack award ban
bar barricade behead besiege blame blast block bomb bombard breach bring bulldoze burn bury capture carry cede clear
close condemn conduct confirm confiscate conquer conscript consolidate contest control convict cordon counter cross
damage deliver demand demine demolish deny deploy deport destroy detain detonate dig disarm disband dislodge dismantle
displace disrupt down downplay drive dump encircle enter erect escort establish evacuate evict exchange execute expand
expel expose extort extradite ferry fire flank flatten flee foil fortify free gain govern guard halt hang harass hit
hold house hunt impose imprison infiltrate inflict injure inspect intercept interrogate invade isolate jail jam join
kidnap kill launch lay lead leave levy liberate lift loot lose maim man massacre mine mobilize monitor mortar mourn
move mow murder muster name neutralize nullify occupy offer open oust outflank outgun overpower overrun overtake
overthrow pardon patrol penetrate pillage pin plant pledge plunder pound probe prosecute protect purge push quell raid
raise ram ransack ratify raze reach recapture reclaim reconquer recover recruit redeploy regain reinforce reject
release relieve relocate repair repatriate repel replace repulse rescue resettle resist restore resume retain retake
rig rout ruin rule sabotage sack sanction seal seize send shell shield ship shoot shut sign slay smuggle squeeze stab
stage starve station steal stone storm strafe strand strike strip subdue summon supply surround suspend swap sweep
target tax threaten topple torch torture traffic train transfer trap trigger undermine uproot vacate violate wage
welcome widen wound wreck yield
""".split()  # noqa: SIM905

ALONE = """
advance agonize arrive attack bleed capitulate cease clash collapse continue crash defect demonstrate desert
deteriorate detonate die disembark erupt escalate escape expand explode fall fight flare flee gain gather
intensify intervene land lapse lurk march mass meet mutiny negotiate patrol perish persist prevail proceed protest
rally rebel recede regroup resign rest resume retaliate retreat return revolt riot rise rumble shelter skirmish spread
stall strike struggle subside suffer surge surrender swarm vanish vote wait withdraw worsen
""".split()  # noqa: SIM905

PEOPLE = """
aide ambassador assailant attacker bandit battalion bishop bodyguard bomber brigade bystander captive caretaker
carrier cavalry cleric clan coalition colonel combatant commander commissioner commando company conscript convoy corps
crew deputy defector delegation detainee deserter diplomat elder envoy evacuee faction farmer fighter flotilla force
garrison general governor guard guerrilla gunman gunner hardliner herder hostage infantry informant inmate insurgent
interpreter inspector jihadist journalist junta laborer legion lieutenant looter loyalist marine mayor mediator medic
mercenary migrant militant militia minister monarchist monitor mullah mutineer navy negotiator nomad observer onlooker
operative paramilitary partisan patrol peacekeeper pilgrim pilot pirate platoon policeman prosecutor protester rebel
recruit refugee regiment reservist rioter secessionist sentry separatist sergeant sheikh shopkeeper skipper smuggler
sniper soldier spokesman spokesperson spokeswoman squad squadron strongman survivor suspect tribesman trooper unit
vendor veteran vigilante villager warden warlord warplane witness
""".split()  # noqa: SIM905

THINGS = """
accord airbase airfield airport airstrike allegation ambush ammunition amnesty armistice armour arsenal artillery
assault atrocity bandage barracks barrage barricade base bazaar blast blockade bombardment border bridgehead bullet
bunker camp ceasefire checkpoint citadel clash clinic compound corridor counteroffensive coup crossing curfew cutoff
dam deadline demarcation depot detonator dispute displacement district drone drought elevation embargo embassy enclave
encampment explosion explosive exodus famine ferry flank foothold fortress front frontline fuel grave grenade gunfire
hamlet harbour headquarters helicopter highland highway hilltop hinterland howitzer incursion insurgency junction
landmine leaflet line lull mandate massacre memorandum minaret minefield missile monastery mortar mosque motorcade
munition offensive onslaught outpost outskirts parliament partition pipeline plateau pocket port position post
prefecture province quarter raid ransom refinery reprisal retreat revolt riverbank roadblock rocket rubble ruin
safehouse salvo sanction sector settlement shell shelling shelter shipment shrapnel siege skirmish stalemate standoff
stockpile stronghold submarine subdistrict suburb supply tank tent territory toll township treaty trench truce tunnel
turmoil ultimatum uprising valley village volley warehouse warhead weapon withdrawal wreckage
""".split()  # noqa: SIM905

_DOUBLED = re.compile(
    r"ban|bar|commit|control|cut|dig|expel|fit|flag|get|grab|hit|jam|kidnap|man|mob|patrol|pin|put|quit|ram|rebel|repel|rid|rig|"
    r"rob|(?:over)?run|set|ship|shun|shut|sit|slip|split|stab|stop|strip|swap|trap|win"
).fullmatch
_SIBILANT = ("s", "x", "z", "ch", "sh")
_BARE = frozenset(
    ("artillery", "infantry", "cavalry", "headquarters", "barracks", "outskirts", "ammunition", "shrapnel")
)


class Vocabulary:
    """Writes the words over rare ones of the same kind and form."""

    def __init__(self, sentences: Iterable[Sentence]) -> None:
        self._met = Counter(word.lemma for sentence in sentences for word in sentence.words)
        self._past: dict[str, list[str]] = {}
        for form, base in irregular():
            self._past.setdefault(base, []).append(form)

    def rewritten(self, sentences: Iterable[Sentence], chance: random.Random) -> list[Sentence]:
        """The sentences with some of their rare nouns and verbs replaced."""
        return [
            Sentence(
                [self._rewritten(word, index, one.words, chance) for index, word in enumerate(one.words, 1)],
                "",
                one.opens_paragraph,
            )
            for one in sentences
        ]

    def _rewritten(self, word: Word, index: int, words: list[Word], chance: random.Random) -> Word:
        if word.upos not in ("NOUN", "VERB") or self._met[word.lemma] >= RARE or not word.form.isalpha():
            return word
        if chance.random() >= CHANCE or (word.upos == "NOUN" and word.xpos not in ("NN", "NNS")):
            return word
        if word.upos == "NOUN":
            base = chance.choice(_nouns(word, chance))
            if base in _BARE and word.xpos == "NNS":
                return word
            form = _plural(base) if word.xpos == "NNS" else base
        else:
            under = {other.relation for other in words if other.head == index}
            if under & {"ccomp", "xcomp", "iobj", "compound:prt", "expl"} or word.relation == "amod":
                return word
            base = chance.choice(ON_SOMETHING if under & {"obj", "nsubj:pass"} else ALONE)
            form = self._inflected(base, word.xpos)
        return replace(word, form=_cased(form, word.form), lemma=base)

    def _inflected(self, base: str, tag: str) -> str:
        if tag == "VBZ":
            return _plural(base)
        stem = base + base[-1] if _DOUBLED(base) else base
        if tag == "VBG":
            return (stem[:-1] if stem.endswith("e") and not stem.endswith("ee") else stem) + "ing"
        if tag in ("VBD", "VBN"):
            if base in self._past:
                return self._past[base][0 if tag == "VBD" else -1]
            if stem.endswith("y") and stem[-2] not in "aeiou":
                return stem[:-1] + "ied"
            return stem + ("d" if stem.endswith("e") else "ed")
        return base


def _nouns(word: Word, chance: random.Random) -> list[str]:
    return PEOPLE if word.relation.startswith("nsubj") or chance.random() < 0.25 else THINGS


def _plural(base: str) -> str:
    if base.endswith("man"):
        return base[:-3] + "men"
    if base.endswith("y") and base[-2] not in "aeiou":
        return base[:-1] + "ies"
    return base + ("es" if base.endswith(_SIBILANT) else "s")


def _cased(form: str, like: str) -> str:
    if like.isupper() and len(like) > 1:
        return form.upper()
    return form.title() if like.istitle() else form
