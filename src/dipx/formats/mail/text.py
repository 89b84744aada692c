"""The plain text of a mail: its paragraphs, and what in it is quoted, signed or the header of another mail.

What is answered is left out; what is forwarded is what the reader asked for, and stays. A mail that has nothing of its
own but what it quotes is read as if that were its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from dipx.formats import txt
from dipx.formats.base import Piece
from dipx.formats.mail.replies import answers_within, forwarding_mark, header_lines, mark_at

_QUOTE = re.compile(r"(?:> ?){1,60}")
_CITED = re.compile(r"^> ?")
_WITHIN = re.compile(r"\n *(?:> ?)+")
_LINES = frozenset({"mail-header", "signature"})  # what is no running text
_MBOX_FROM = re.compile(r"^>(>*From )", re.MULTILINE)  # each mbox puts one before what was there
_SIGNATURE = re.compile(r"-- ?$")
_SIGNATURE_LINES = 12  # with more, what follows two dashes is no signature
_DEVICE = re.compile(
    r"(?:Envoyée? (?:de|depuis|à partir de) (?:mon|ma|un|l'application|Outlook|Yahoo|Proton)|Sent from my|"
    r"Obten(?:ir|ez) Outlook pour|Télécharger Outlook|Get Outlook for|Provenance : Courrier|"
    r"Garanti sans virus)\b.{0,80}$",
    re.IGNORECASE,
)
_ARMOR = re.compile(
    r"^-----BEGIN PGP SIGNED MESSAGE-----\n(?:Hash: [^\n]*\n)*\n?(?P<text>.*?)\n?"
    r"-----BEGIN PGP SIGNATURE-----.*?(?:-----END PGP SIGNATURE-----|\Z)",
    re.MULTILINE | re.DOTALL,
)
_ARMORS = 50
_UUENCODED = re.compile(r"^begin [0-7]{3} (\S.{0,100})\n(?:[\x20-\x60]{1,62}\n)+end\n?", re.MULTILINE)
_NOTHING_OWN = re.compile(
    r"(?:fyi|p ?i|pour (?:(?:ton |votre )?info(?:rmation)?)|à lire|(?:(?:voir|cf|lire) )?ci dessous)?", re.IGNORECASE
)
_LONGEST_NOTHING = 60
_NEAR = 4  # lines
_FIRST = 60  # lines of a mail, or paragraphs, in which it says where its answers are
_WORDS = re.compile(r"[^\W_]+")
_ENCRYPTED = re.compile(r"-----BEGIN PGP MESSAGE-----.*?(?:-----END PGP MESSAGE-----|\Z)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Plain:
    """How a plain text came: flowed, with spaces deleted at the joints; and whether its mail forwards another."""

    flowed: bool = False
    delsp: bool = False
    forwards: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """A text's pieces, whether a part of it was encrypted, and the files that stood in it as letters."""

    pieces: list[Piece]
    is_encrypted: bool = False
    attached: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Line:
    text: str
    reason: str | None = None
    is_header: bool = False


def pieces_of(text: str, how: Plain) -> Found:
    """The paragraphs of a mail's text in order; with a reason those that are not its own."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    attached = [match[1] for match in _UUENCODED.finditer(text)]
    text, encrypted = _ENCRYPTED.subn("", _UUENCODED.sub("", text))
    if text.count("-----BEGIN PGP") < _ARMORS:
        text, signed = _ARMOR.subn(lambda match: re.sub(r"^- ", "", match["text"], flags=re.MULTILINE), text)
        attached += ["PGP signature"] * signed
    text = _MBOX_FROM.sub(r"\1", text)
    lines = list(_unflowed(text.split("\n"), how)) if how.flowed else text.split("\n")
    sorted_out = _sorted_out(lines, how)
    if _is_nothing(line.text for line in sorted_out if line.reason is None):
        sorted_out = _as_own(sorted_out)
    pieces = [
        piece for reason, group in groupby(sorted_out, lambda line: line.reason) for piece in _made(reason, group)
    ]
    return Found(pieces, bool(encrypted), tuple(attached))


def _is_nothing(texts: Iterable[str]) -> bool:
    """Whether these say no more than that something follows."""
    said = " ".join(_WORDS.findall(" ".join(texts)))
    return len(said) < _LONGEST_NOTHING and bool(_NOTHING_OWN.fullmatch(said))


def _made(reason: str | None, group: Iterator[_Line]) -> Iterator[Piece]:
    """The paragraphs of lines that share a reason. What is left out has its lines too, for whoever keeps it all: those
    of a header or a signature each, those of a paragraph without the marks of quotation within it."""
    lines = list(group)
    if reason is None:
        for block in txt.parse("\n".join(line.text for line in lines), "", in_columns=False).blocks:
            # A line without a stop is a greeting or a name more often than a heading.
            yield Piece(block.text, "item" if block.kind == "item" else "paragraph")
        return
    for is_apart, run in groupby(lines, lambda line: line.is_header or reason in _LINES):
        texts = [line.text if line.text.strip(" >") else "" for line in run]
        found = (
            texts if is_apart else (block.text for block in txt.parse("\n".join(texts), "", in_columns=False).blocks)
        )
        yield from (Piece(_WITHIN.sub("\n", text.strip()), reason=reason) for text in found if text.strip())


def _unflowed(lines: Sequence[str], how: Plain) -> Iterator[str]:
    """Lines joined where they end with a space (RFC 3676), and without the space that protects their beginning."""
    held: list[str] = []
    held_depth = 0
    for line in lines:
        body = line.lstrip(">")
        depth = len(line) - len(body)
        body = body.removeprefix(" ")
        is_flowed = body.endswith(" ") and body != "-- "
        if held and (held_depth != depth or body == "-- "):
            yield _quoted(held_depth, held)
            held = []
        held.append(body[:-1] if is_flowed and how.delsp else body)
        held_depth = depth
        if not is_flowed:
            yield _quoted(depth, held)
            held = []
    if held:
        yield _quoted(held_depth, held)


def _quoted(depth: int, parts: Sequence[str]) -> str:
    return f"{'>' * depth} {''.join(parts)}" if depth else "".join(parts)


def _sorted_out(lines: Sequence[str], how: Plain) -> list[_Line]:
    """Each line with the reason why it is left out, if it is."""
    found: list[_Line] = []
    rest: str | None = None  # the reason of all that follows
    forwards, is_cited = how.forwards, False  # cited: the forwarded text has a mark of quotation before each line
    place = 0
    while place < len(lines):
        mark = mark_at(lines, place)
        if mark and mark.is_header and rest != "quoted-mail" and (forwards or forwarding_mark(lines, place)):
            found += [_Line(text, "mail-header") for text in lines[place : mark.end]]
            below = next((text for text in lines[mark.end : mark.end + 4] if text.strip(" >")), "")
            forwards, rest, is_cited, place = False, None, bool(_QUOTE.match(below)), mark.end
        elif mark:
            found += [_Line(text, "quoted-mail", is_header=True) for text in lines[place : mark.end]]
            rest = "quoted-mail" if mark.ends_text and not _has_own(lines, place, mark.end, found) else rest
            place = mark.end
        else:
            line = _CITED.sub("", lines[place]) if is_cited and not rest else lines[place]
            is_below = rest == "signature" and _QUOTE.match(line)  # what is answered, under the writer's name
            reason = (None if is_below else rest) or _reason(line, lines[place + 1 : place + 1 + 4 * _SIGNATURE_LINES])
            found.append(_Line(line, reason))
            rest = rest or ("signature" if reason == "signature" and _SIGNATURE.match(line) else None)
            place += 1
    return found


def _has_own(lines: Sequence[str], start: int, end: int, before: Sequence[_Line]) -> bool:
    """Whether the writer's own words may stand below the header of another mail: it is quoted itself, what follows it
    is quoted line by line, or the text above says so."""
    below = next((text for text in lines[end : end + _NEAR] if text.strip()), "")
    own = "\n".join(line.text for line in before[:_FIRST] if line.reason is None)
    return bool(_QUOTE.match(lines[start]) or _QUOTE.match(below)) or answers_within(own)


def _reason(line: str, near: Sequence[str]) -> str | None:
    if _QUOTE.match(line):
        return "quoted-mail"
    if _SIGNATURE.match(line):
        below = [text for text in near if text.strip() and not _QUOTE.match(text)]
        return "signature" if len(below) <= _SIGNATURE_LINES else None
    return "signature" if _DEVICE.match(line.strip()) else None


def _as_own(lines: Sequence[_Line]) -> list[_Line]:
    """The lines of a mail that only quotes: what it quotes is its text, without headers and marks of quotation."""
    own: list[_Line] = []
    for line in lines:
        if line.is_header:
            own.append(replace(line, reason="mail-header"))
        else:
            own.append(_Line(_QUOTE.sub("", line.text, count=1)) if line.reason == "quoted-mail" else line)
    return own


def without_reply_headers(pieces: Sequence[Piece], *, forwards: bool) -> list[Piece]:
    """The pieces of an HTML mail; from the header of an answered mail on they are left out, as in plain text."""
    kept: list[Piece] = []
    rest: str | None = None
    while len(kept) < len(pieces):
        place = len(kept)
        piece = pieces[place]
        if piece.reason or rest:
            kept.append(replace(piece, reason=piece.reason or rest))
            continue
        near = pieces[place : place + 8]
        lines = [(line, index) for index, other in enumerate(near) for line in header_lines(other.text)]
        mark = mark_at([line for line, _ in lines], 0)
        if mark is None:
            kept.append(piece)
            continue
        length = lines[mark.end - 1][1] + 1
        is_forward = mark.is_header and (forwards or forwarding_mark([line for line, _ in lines], 0))
        is_quoted_below = any(other.reason == "quoted-mail" for other in pieces[place + length : place + length + 1])
        if not (is_forward or is_quoted_below or mark.ends_text):
            length = 1
        reason = "mail-header" if is_forward else "quoted-mail"
        kept += [replace(other, reason=reason) for other in pieces[place : place + length]]
        own = "\n".join(other.text for other in kept[:_FIRST] if other.reason is None)
        has_own = is_forward or forwards or is_quoted_below or answers_within(own)
        rest = "quoted-mail" if mark.ends_text and not has_own else None
        forwards = forwards and not is_forward
    if _is_nothing(piece.text for piece in kept if piece.reason is None):
        return [replace(piece, reason=None) if piece.reason == "quoted-mail" else piece for piece in kept]
    return kept
