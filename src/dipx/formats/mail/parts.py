"""The parts of a mail: all text that a mail program shows, in order; what is no text, by name."""

from __future__ import annotations

import email
import email.policy
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from email.message import Message

from dipx.errors import InputError
from dipx.formats import html
from dipx.formats.base import Piece, Source
from dipx.formats.decode import decode_labeled
from dipx.formats.mail.headers import filename, header
from dipx.formats.mail.html import is_html, split_quoted, words_of
from dipx.formats.mail.payload import BROKEN, from_base64, is_broken, label_of, payload_of
from dipx.formats.mail.replies import is_forwarding
from dipx.formats.mail.text import Plain, pieces_of, without_reply_headers
from dipx.formats.mail.versions import plain_of, said_only
from dipx.formats.plain_marks import lines_of
from dipx.text.controls import parted
from dipx.text.damage import mended

_PKCS7 = frozenset({"application/pkcs7-mime", "application/x-pkcs7-mime"})
_PAGES = ("text/html", "application/xhtml+xml")
_PLAIN = ("text/plain", "text/markdown", "text/enriched", "text/richtext")
_TEXTS = frozenset((*_PLAIN, *_PAGES))
_REPORTS = {"message/delivery-status": "delivery-report", "message/disposition-notification": "delivery-report",
            "text/rfc822-headers": "mail-header"}  # fmt: skip
_STUB = re.compile(
    r"\b(?:html|navigateur|browser|version en ligne|en ligne|online|logiciel de messagerie|afficher correctement)\b",
    re.IGNORECASE,
)
_STUB_WORDS = 40
_ENVELOPE = re.compile(rb"\A(?:>?From [^\r\n]*\r?\n)+")
_ENRICHED = re.compile(r"</?[\w-]{1,30}>")
_PREAMBLE = re.compile(
    r"\s*(?:this is a (?:multi-?part|cryptographically|digitally)|ceci est un message)", re.IGNORECASE
)
# The head of a part where a text should be; before it at most what is for programs that know no parts.
_FIRST_PART = re.compile(
    r"(?:[^\r\n]{0,200}\r?\n){0,4}?--([^\s\"\\][^\r\n\"\\]{0,69}?)[ \t]*\r?\n"
    r"(?:[A-Za-z-]+:[^\r\n]*\r?\n(?:[ \t][^\r\n]+\r?\n)*){0,8}?Content-Type:",
    re.IGNORECASE,
)
_MISSING = 0.3  # of the HTML version's different words: where the plain one lacks so many, it is not the same text
_LEAST_MISSING = 5


def message_of(raw: bytes) -> Message:
    """The message in the bytes, its headers as they stand there: those of the newer policy fail on broken ones."""
    raw = _ENVELOPE.sub(b"", raw.lstrip(b"\r\n"), count=1)
    return _with_its_parts(email.message_from_bytes(raw, policy=email.policy.compat32))


def _with_its_parts(message: Message) -> Message:
    """The message as one of several parts, where only its header calls it something else and its text is parts."""
    text = message.get_payload()
    if not isinstance(text, str):
        return message
    found = _FIRST_PART.match(text)
    if not found or f"\n--{found[1]}" not in text[found.end() :]:
        return message
    for key in ("content-type", "content-transfer-encoding"):
        del message[key]
    message["Content-Type"] = f'multipart/mixed; boundary="{found[1]}"'
    head = "".join(f"{key}: {value}\n" for key, value in message.raw_items())
    return email.message_from_string(f"{head}\n{text}", policy=email.policy.compat32)


@dataclass
class Parts:
    """Collects a mail's pieces, and what is to be said of the rest: attached files, encrypted parts, encodings."""

    source: Source
    pieces: list[Piece] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)
    encrypted: list[str] = field(default_factory=list)
    repaired: int = 0
    _texts: dict[int, tuple[str, tuple[str, ...]]] = field(default_factory=dict)  # by the parts' identities

    def message(self, message: Message, *, is_forwarded: bool = False) -> None:
        """A message's subject and text; of a forwarded one, who wrote it and when, which is left out."""
        subject = header(message, "subject")
        if subject:
            self.pieces.append(Piece(subject, "heading"))
        if is_forwarded:
            for key in ("from", "date", "to"):
                self._left_out(f"{key.capitalize()}: {value}" if (value := header(message, key)) else "", "mail-header")
        before = len(self.unread)
        self._part(message, is_forwarding(subject))
        if not any(piece.kind != "heading" for piece in self.pieces) and not is_forwarded:
            self._attached_texts(message, before, is_forwarding(subject))

    def _part(self, part: Message, forwards: bool) -> None:
        kind = part.get_content_type()
        if part.get_content_maintype() == "multipart":
            self._multipart(part, kind, forwards)
        elif kind in ("message/rfc822", "message/global"):
            self._attached_message(part)
        elif kind in _PKCS7 and "signed" not in str(part.get_param("smime-type", "")):
            self.encrypted.append("S/MIME")
        elif kind in _REPORTS:
            self._left_out(_report(part), _REPORTS[kind])
        elif kind in _TEXTS and not _is_attached(part):
            self._text(part, forwards)
        else:
            self.unread.append(filename(part))

    def _multipart(self, part: Message, kind: str, forwards: bool) -> None:
        children = _children(part)
        if isinstance(part.get_payload(), str):  # its boundary is nowhere: what it holds is one text
            self._plain(*self._decoded(part), Plain(forwards=forwards))
            return
        if kind == "multipart/encrypted":
            self.encrypted.append("PGP" if "pgp" in str(part.get_param("protocol", "pgp")).lower() else "S/MIME")
            return
        if part.preamble and not _PREAMBLE.match(part.preamble):
            self._left_out(_bare(part.preamble), "mail-preamble")
        if kind == "multipart/alternative":
            self._alternative(children, forwards)
        else:
            for child in children:
                self._part(child, forwards)
        if part.epilogue:
            self._left_out(_bare(part.epilogue), "mail-epilogue")

    def _attached_message(self, part: Message) -> None:
        children = _children(part)
        if not children:
            self.unread.append(filename(part))
            return
        inner = children[0]
        if str(part["content-transfer-encoding"] or "").strip().lower() == "base64":
            inner = message_of(from_base64(inner.as_bytes()))  # against the standard; Outlook does it
        self.message(inner, is_forwarded=True)

    def _alternative(self, versions: Sequence[Message], forwards: bool) -> None:
        """One of several versions of the same: the plain one, where it is no stub; the other only if it says more."""
        rich = next((child for child in reversed(versions) if _leaves(child, *_PAGES)), None)
        plain = next((child for child in versions if child is not rich and _leaves(child, *_PLAIN)), None)
        chosen = plain if plain is not None else rich
        if plain is not None and rich is not None and self._is_stub(plain, rich):
            chosen = rich
        for child in versions:
            if child is chosen or chosen is None or not (_is_version(child) or child in (plain, rich)):
                self._part(child, forwards)
            else:
                self._other_version(child, chosen)

    def _other_version(self, part: Message, chosen: Message | None) -> None:
        """Of a version that is not read: its text, if that says more; of HTML the sentences that only it has."""
        read = self._words(chosen) if chosen is not None else set()
        for leaf in _leaves(part, *_PLAIN):
            words = words_of(self._decoded(leaf)[0], is_markup=False)
            if not words or words - read:
                self._left_out(self._decoded(leaf)[0], "other-version")
        known = tuple(self._plain_texts(chosen)) if chosen is not None else ()
        for leaf in _leaves(part, *_PAGES):
            for sentence, reason in said_only(self._decoded(leaf)[0], known):
                self._left_out(sentence, reason)
        self.unread += [filename(leaf) for leaf in part.walk() if not (leaf.is_multipart() or _is_version(leaf))]

    def _plain_texts(self, part: Message) -> Iterator[str]:
        """All texts in a part, without tags."""
        yield from (self._decoded(leaf)[0] for leaf in _leaves(part, *_PLAIN))
        yield from (plain_of(self._decoded(leaf)[0]) for leaf in _leaves(part, *_PAGES))

    def _words(self, part: Message) -> set[str]:
        """The different words of all texts in a part."""
        return {
            word
            for kinds in (_PLAIN, _PAGES)
            for leaf in _leaves(part, *kinds)
            for word in words_of(self._decoded(leaf)[0], is_markup=kinds is _PAGES)
        }

    def _is_stub(self, plain: Message, rich: Message) -> bool:
        """Whether the plain version is another text than the HTML one: empty, a word on HTML, or much less."""
        text = "\n".join(self._decoded(leaf)[0] for leaf in _leaves(plain, *_PLAIN))
        theirs = self._words(rich)
        missing = theirs - self._words(plain)
        if missing and not any(map(str.isalnum, text)):
            return True
        if len(missing) >= max(_LEAST_MISSING, _MISSING * len(theirs)):
            return True
        return len(missing) > 2 and len(text.split()) <= _STUB_WORDS and bool(_STUB.search(text))

    def _text(self, part: Message, forwards: bool) -> None:
        text, notes = self._decoded(part)
        if part.get_content_type() in _PAGES or is_html(text):
            self._html(text, notes, forwards)
        else:
            if part.get_content_type() in ("text/enriched", "text/richtext"):
                text = _ENRICHED.sub("", text)
            flowed = str(part.get_param("format", "")).lower() == "flowed"
            delsp = str(part.get_param("delsp", "")).lower() == "yes"
            self._plain(text, notes, Plain(flowed, delsp, forwards))

    def _plain(self, text: str, notes: tuple[str, ...], how: Plain) -> None:
        self.notes += notes
        found = pieces_of(text, how)
        if found.is_encrypted:
            self.encrypted.append("PGP")
        self.unread += found.attached
        self.pieces += map(_with_marks, found.pieces)

    def _html(self, text: str, notes: tuple[str, ...], forwards: bool) -> None:
        self.notes += notes
        found: list[Piece] = []
        for fragment, is_quoted in split_quoted(text):
            for piece in html.pieces_in(replace(self.source, raw=fragment.encode("utf-8", "replace"))):
                # A mail has no menus: what is not the main text of a page is its text all the same.
                kept = None if piece.reason == "not-main-text" else piece.reason
                reason = "quoted-mail" if is_quoted and not forwards else kept
                found.append(Piece(piece.text, piece.kind, piece.spans, reason))
        self.pieces += without_reply_headers(found, forwards=forwards)

    def _decoded(self, part: Message) -> tuple[str, tuple[str, ...]]:
        """A part's text, damaged letters repaired, and what is to be said of its encoding; found out once."""
        if id(part) not in self._texts:
            self._texts[id(part)] = self._decode(part)
        return self._texts[id(part)]

    def _decode(self, part: Message) -> tuple[str, tuple[str, ...]]:
        try:
            decoded = decode_labeled(payload_of(part), label_of(part))
        except InputError:
            self.unread.append(filename(part))
            return "", ()
        is_markup = part.get_content_type() in _PAGES or is_html(decoded.text)
        text, places = mended(decoded.text, is_markup=is_markup)
        self.repaired += places
        # That a part is in its own encoding, labeled or not, is nothing to report; what was lost is.
        lost = (BROKEN,) if is_broken(part) else ()
        return parted(text), (*lost, *(note for note in decoded.notes if not note.startswith("decoded from")))

    def _left_out(self, text: str, reason: str) -> None:
        if text.strip():
            self.pieces.append(Piece(text.strip(), reason=reason))

    def _attached_texts(self, message: Message, before: int, forwards: bool) -> None:
        """Of a mail with no text of its own the texts that are attached to it."""
        for part in message.walk():
            if part.get_content_type() in _TEXTS and _is_attached(part):
                if filename(part) in self.unread[before:]:
                    self.unread.remove(filename(part))
                self._text(part, forwards)


def _with_marks(piece: Piece) -> Piece:
    """With what people type for bold and italics (``*so*``, ``_so_``) as that: a model would take it for letters."""
    lines = list(lines_of(piece.text)) if piece.reason is None else []
    spans = lines[0].marked.spans if len(lines) == 1 else ()
    if not spans or any(span.kind not in ("bold", "italic") for span in spans):
        return piece
    return replace(piece, text=lines[0].marked.text, spans=spans)


def _children(part: Message) -> list[Message]:
    payload = part.get_payload()
    return [child for child in payload if isinstance(child, Message)] if isinstance(payload, list) else []


def _is_attached(part: Message) -> bool:
    has_name = part.get_param("filename", None, "content-disposition") or part.get_param("name", None)
    return bool(part.get_content_disposition() == "attachment" and has_name)


def _is_version(part: Message) -> bool:
    """Whether a part of an alternative says the same once more, in a kind of text that is not read."""
    return part.get_content_type() in (*_TEXTS, "text/x-amp-html", "text/watch-html")


def _leaves(part: Message, *kinds: str) -> list[Message]:
    """The texts of these kinds in a version, which may have pictures beside them."""
    if part.get_content_maintype() == "multipart":
        return [leaf for child in _children(part) for leaf in _leaves(child, *kinds)]
    return [part] if part.get_content_type() in kinds and not _is_attached(part) else []


def _bare(text: str) -> str:
    """What stands outside of all parts, its bytes in some encoding."""
    try:
        return decode_labeled(text.encode("utf-8", "surrogateescape"), None).text
    except InputError:
        return text


def _report(part: Message) -> str:
    return "\n".join(str(child) for child in _children(part)) or payload_of(part).decode("utf-8", "replace")
