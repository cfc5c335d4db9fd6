"""Mail: its words, who sent it and when, what it quotes of earlier messages, and what is attached and not read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.errors import MessageError
from email.message import EmailMessage
from email.utils import getaddresses, parsedate_to_datetime

from holdsway.errors import InputError
from holdsway.reading.metadata import Metadata
from holdsway.reading.pages import page_text

__all__ = ["MailError", "QuotedMail", "mail_document", "quoted_mail"]

EARLIER = "the writer of an earlier message"
"""Who speaks in words that a mail quotes without saying whose they are."""

_SIGNS = ("From", "Date", "Subject", "Message-ID", "Received")
_ODD = (MessageError, ValueError, LookupError, TypeError, AttributeError)
_QUOTED_LINES = re.compile(r"(?m)(?:^[ \t]*>.*(?:\n|\Z))+")
_ORIGINAL = re.compile(r"(?m)^[ \t]*-{2,}[ \t]*(?:Original|Forwarded) [Mm]essage[ \t]*-{2,}[ \t]*$")
_WROTE = re.compile(r"([^\n]*(?:\n[^\n]+)?)\bwrote:\s*\Z")
_WRITER = re.compile(
    r"(?:^|,|\d\s+(?:[ap]m\s+)?|>\s*)\s*([^\W\d_][^,<>\n]*?)\s*(?:<[^>]*>|\[mailto:[^\]]*\])?\s*\Z", re.IGNORECASE
)
_FROM = re.compile(r"(?m)^[ \t>]*\*?From:\*?[ \t]*\"?([^\n<\"]+)")
_LONGEST_NAME = 80


class MailError(InputError):
    """A mail that gives no text; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class QuotedMail:
    """A stretch of a mail that is quoted from an earlier message, and who wrote that, where it says so."""

    start: int
    end: int
    writer: str


def mail_document(content: bytes) -> tuple[Metadata, str, tuple[str, ...]]:
    """The metadata and text of a mail as it was sent (.eml), and what there is to remark: attachments, quoted lines.

    Its plain words are taken before its page in HTML. Sender and subject are publisher and title.
    Errors: MailError for what is no mail, or holds no words of its own.
    """
    try:
        mail = message_from_bytes(content, policy=policy.default)
        if not any(sign in mail for sign in _SIGNS):
            raise MailError("is not a mail as it was sent; save it as .eml from a mail program, or as text (.txt)")
        words, others = _parts(mail)
        about = _about(mail)
    except RecursionError:
        raise MailError("is nested too deeply; save the message inside it as .eml and add that") from None
    if not words.strip():
        held = f", only attachments ({_listed(others)}); save them beside it and add those" if others else ""
        raise MailError(f"holds no text{held or '; leave it out'}")
    return about, words, tuple(_remarks(words, others))


def quoted_mail(text: str) -> list[QuotedMail]:
    """What a mail quotes of earlier messages: lines that begin with `>`, and all below `Original Message`."""
    original = _ORIGINAL.search(text)
    end = original.start() if original else len(text)
    quoted = [
        QuotedMail(found.start(), found.end(), _writer_before(text, found.start()))
        for found in _QUOTED_LINES.finditer(text, 0, end)
    ]
    if original:
        sender = _FROM.search(text, original.end(), original.end() + 400)
        quoted.append(QuotedMail(end, len(text), " ".join(sender[1].split()) if sender else EARLIER))
    return quoted


def _writer_before(text: str, at: int) -> str:
    wrote = _WROTE.search(text, max(0, at - 300), at)
    writer = _WRITER.search(wrote[1].rstrip()) if wrote else None
    name = " ".join(writer[1].split()) if writer else ""
    return name if 0 < len(name) <= _LONGEST_NAME else EARLIER


def _parts(mail: EmailMessage) -> tuple[str, list[str]]:
    """The words of a mail, and the names of the parts that hold others."""
    words: list[str] = []
    others: list[str] = []
    told: set[int] = set()
    for part, choice in _leaves(mail):
        kind, name = part.get_content_type(), _filename(part)
        if kind not in ("text/plain", "text/html") or name or part.get_content_disposition() == "attachment":
            others.append(name or (_subject(part) if kind.startswith("message/") else None) or kind)
        elif choice not in told:
            found = _content(part)
            found = page_text(found).replace("\n", "\n\n") if kind == "text/html" else found
            found = _plain_lines(found).strip("\n")
            if found.strip():
                words.append(found)
                told |= {choice} - {0}
    return "\n\n".join(words), others


def _leaves(mail: EmailMessage) -> Iterator[tuple[EmailMessage, int]]:
    """Its parts that hold no further ones, each with the number of the choice it belongs to (0: none).

    Of several ways in which the same is written the plain one comes first. A mail within the mail is one part.
    """
    waiting, choices = [(mail, 0)], 0
    while waiting:
        part, choice = waiting.pop()
        if part.get_content_maintype() != "multipart" or not part.is_multipart():
            yield part, choice
            continue
        inner = [one for one in part.iter_parts() if isinstance(one, EmailMessage)]
        if part.get_content_type() == "multipart/alternative":
            inner.sort(key=lambda one: one.get_content_type() != "text/plain")
            choices += 1
            choice = choice or choices
        waiting += [(one, choice) for one in reversed(inner)]


def _content(part: EmailMessage) -> str:
    try:
        found = part.get_content()
    except _ODD:
        payload = part.get_payload(decode=True)
        found = payload.decode("utf-8", "replace") if isinstance(payload, bytes) else ""
    return found if isinstance(found, str) else ""


def _plain_lines(text: str) -> str:
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "\ufffd")
    return text.encode("utf-8", "replace").decode()


def _about(mail: EmailMessage) -> Metadata:
    sender = _sender(mail)
    entry = {
        "title": _header(mail, "Subject"),
        "publisher": _header(mail, "Organization") or sender,
        "author": sender,
        "published": _date(mail),
        "lang": _header(mail, "Content-Language"),
    }
    return Metadata.of(entry)


def _date(mail: EmailMessage) -> str | None:
    words = _header(mail, "Date")
    try:
        return parsedate_to_datetime(words).isoformat() if words else None
    except (*_ODD, OverflowError):
        return words  # not a mail's date; whether it is any, and the remedy, is told with it


def _sender(mail: EmailMessage) -> str | None:
    try:
        name, address = getaddresses([_header(mail, "From") or ""])[0]
    except (*_ODD, IndexError):
        return None
    return name or address or None


def _subject(part: EmailMessage) -> str | None:
    inner = part.get_payload()
    subject = _header(inner[0], "Subject") if isinstance(inner, list) and inner else None
    return f"message {subject!r}" if subject else None


def _header(mail: object, name: str) -> str | None:
    try:
        value = mail.get(name) if isinstance(mail, EmailMessage) else None
        return " ".join(str(value).split())[:500] or None if value is not None else None
    except (*_ODD, IndexError):
        return None


def _filename(part: EmailMessage) -> str | None:
    try:
        return part.get_filename()
    except (*_ODD, IndexError):
        return None


def _remarks(words: str, others: list[str]) -> Iterator[str]:
    if others:
        yield f"attachments NOT READ: {len(others)} ({_listed(others)}); save them beside it and add those"
    if quoted := quoted_mail(words):
        writers = ", ".join(dict.fromkeys(one.writer for one in quoted))
        lines = sum(len(words[one.start : one.end].splitlines()) for one in quoted)
        yield f"lines quoted from earlier messages: {lines}, taken for the words of {writers}, not of the sender"
    if "\ufffd" in words:
        yield f"characters that could not be read: {words.count(chr(0xFFFD))}, shown as \ufffd"


def _listed(names: list[str]) -> str:
    return ", ".join(" ".join(name.split())[:60] for name in names[:4]) + (", …" if len(names) > 4 else "")
