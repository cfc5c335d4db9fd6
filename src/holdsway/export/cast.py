"""The cast: every actor that the statements name, what it is called, and what they tell of what it is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from holdsway.actors import Parties
from holdsway.records import ActorRole, Kind, Statement
from holdsway.words import digest, fold

__all__ = ["KIN", "LEGAL_ENTITY", "MEMBER", "ORGANIZATION", "PERSON", "Actor", "Cast", "tie_of"]

PERSON, ORGANIZATION, LEGAL_ENTITY = "Person", "Organization", "LegalEntity"
KIN, MEMBER = "kin", "member"

_RELATIVES = frozenset(
    (
        *("son", "daughter", "child", "brother", "sister", "sibling", "father", "mother", "parent", "husband", "wife"),
        *("spouse", "nephew", "niece", "cousin", "uncle", "aunt", "grandson", "granddaughter", "grandfather"),
        *("grandmother", "half-brother", "half-sister", "brother-in-law", "sister-in-law", "son-in-law"),
        *("daughter-in-law", "father-in-law", "mother-in-law"),
    )
)
_LISTED_AS = {
    "person": PERSON,
    "individual": PERSON,
    "organization": ORGANIZATION,
    "organisation": ORGANIZATION,
}
_NOBODY = re.compile(r"(civilians?|unknown|unidentified( \w+)*)( \(.*\))?", re.IGNORECASE)
"""The name of nobody in particular, as coders write it: `Civilians (Mali)`, `Unidentified Armed Group`."""
_SHARED_ID = re.compile(r"NK-[0-9A-Za-z]{6,}|Q[0-9]{2,}")
"""Ids that other data sets use for the same actor: OpenSanctions' own, and Wikidata's."""
_OTHER_NAMES = ("alias", "original")


@dataclass(slots=True)
class Actor:
    """One actor: its id in FollowTheMoney, its names (the first is the one to print), and who speaks of it.

    `told` are the schemata that statements tell; two that differ tell nothing.
    """

    id: str
    names: dict[str, None] = field(default_factory=dict)
    aliases: dict[str, None] = field(default_factory=dict)
    told: set[str] = field(default_factory=set)
    publishers: set[str] = field(default_factory=set)
    documents: set[str] = field(default_factory=set)
    urls: set[str] = field(default_factory=set)

    @property
    def schema(self) -> str:
        """What it is, as far as the statements agree."""
        return next(iter(self.told)) if len(self.told) == 1 else LEGAL_ENTITY


class Cast:
    """The actors of some statements, under one key each; nobody is matched with anybody else."""

    def __init__(self, statements: Iterable[Statement], parties: Parties) -> None:
        self._parties = parties
        self._actors: dict[str, Actor] = {}
        for said in statements:
            for role in said.actors:
                if self._is_somebody(said, role):
                    self._meet(said, role)

    def __iter__(self) -> Iterator[Actor]:
        return iter(self._actors.values())

    def of(self, said: Statement, *roles: str) -> list[Actor]:
        """The actors a statement names in these roles."""
        keys = (self._key(said, role) for role in said.actors if role.role in roles)
        return [self._actors[key] for key in dict.fromkeys(keys) if key in self._actors]

    def _is_somebody(self, said: Statement, role: ActorRole) -> bool:
        if said.kind in (Kind.LISTING, Kind.ROLE) and role.role == "object":
            return False  # a list is no legal entity, and an office may be that of a place
        return role.role not in _OTHER_NAMES and not _NOBODY.fullmatch((role.text or role.id).strip())

    def _meet(self, said: Statement, role: ActorRole) -> None:
        key = self._key(said, role)
        actor = self._actors.get(key)
        if actor is None:
            actor = self._actors[key] = Actor(_entity_id(key))
        if key in self._parties:
            actor.names[self._parties[key].name] = None
        else:
            actor.names[role.text or key] = None
        if said.kind is Kind.LISTING:
            actor.aliases.update(dict.fromkeys(a.text or a.id for a in said.actors if a.role in _OTHER_NAMES))
        if schema := _told(said, role):
            actor.told.add(schema)
        actor.publishers.add(said.publisher or said.source)
        actor.documents.add(said.document)
        if said.url and said.kind is not Kind.EVENT:  # an event keeps its own; a party may be in thousands
            actor.urls.add(said.url)

    def _key(self, said: Statement, role: ActorRole) -> str:
        """An actor's id; where one belongs to a party but is not called so, its name: a ministry is not its state.

        In an event the party is meant, whoever acts for it.
        """
        if role.id not in self._parties or role.text is None or said.kind is Kind.EVENT:
            return role.id
        party = self._parties[role.id]
        return role.id if fold(role.text) in map(fold, (party.id, party.name, party.title)) else role.text


def tie_of(said: Statement) -> tuple[str | None, str]:
    """What kind of tie it is (kin, member, or neither), and the bare word for it: `kin: brother of` is brother."""
    label = (said.label or "").strip()
    word = label.casefold().removeprefix("kin:").strip().removesuffix(" of").strip()
    if label.casefold().startswith("kin:") or word in _RELATIVES or word == "kin":
        return KIN, word
    return (MEMBER if word.split(" ")[-1] == "member" else None), label or "tied to"


def _told(said: Statement, role: ActorRole) -> str | None:
    """What a statement tells of an actor: kin and holders of an office are persons, what has members is a body.

    A listing tells it in its category, where the list has one; `entity` is any kind of body and tells nothing.
    """
    if said.kind is Kind.ROLE:
        return PERSON if role.role == "subject" else None
    if said.kind is Kind.LISTING and role.role == "subject":
        return _LISTED_AS.get((said.category or "").casefold())
    if said.kind is not Kind.TIE:
        return None
    tie, _ = tie_of(said)
    if tie == KIN:
        return PERSON
    return ORGANIZATION if tie == MEMBER and role.role == "object" else None


def _entity_id(key: str) -> str:
    """The id others use for it, if it is one; else a hash of the key, for FollowTheMoney ids bear few signs."""
    return key if _SHARED_ID.fullmatch(key) else f"holdsway-actor-{digest((key,))[:40]}"
