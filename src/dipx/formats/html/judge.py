"""Which texts of a page are its article. Rather one too many than one lost: what is none says so itself, by the tags
around it (``signs.py``) or its links, or stands apart from all that is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from dipx.formats.html import signs
from dipx.formats.html.cuts import SENTENCE_ENDS, SENTENCE_STOPS
from dipx.formats.html.items import Text
from dipx.formats.html.tree import HEADINGS, Element

SHINGLE = 3  # words: two texts that share runs of three share more than their language
OVERLAP = 0.6  # of a text's runs of words in trafilatura's text: it drops and adds some at inline tags
MOST = 0.4  # of the article's words: an element that holds so many is no side matter, whatever it is called
LINKED = 0.8  # of a text's characters
TEASER = 0.5  # of the characters of an article, an aside or a table
SENTENCE = 8  # words
LIST = 2  # items
VERSE = 0.02  # of the characters of preformatted text: as many signs of code a poem may have
NOT_MAIN = "not-main-text"
_WORD = re.compile(r"\w+")
_SIGNS = re.compile(r"[{}<>=\[\]$#\\|_/*+~^@]|;$")
_CHOICES = ("select", "datalist")  # what may be chosen is no text, however much of a short page it is
_CODE = frozenset({"code", "samp", "kbd", "var"})
_BODY_TAGS = HEADINGS | {"p", "li", "blockquote", "dt", "dd", "pre", "figcaption", "td", "th"}


@dataclass(slots=True)
class _Facts:
    """What is in an element: words, those of them that are trafilatura's, characters, those in links."""

    words: int = 0
    main: int = 0
    characters: int = 0
    linked: int = 0
    texts: int = 0
    has_title: bool = False
    has_linked_heading: bool = False
    has_sentence: bool = False
    signs: int = 0  # characters of code: braces, semicolons

    @property
    def is_verse(self) -> bool:
        """Whether preformatted text is one that somebody wrote: a poem, a letter."""
        return self.signs < VERSE * self.characters and self.words > SENTENCE

    @property
    def is_linked(self) -> bool:
        return self.linked > TEASER * self.characters


class Judge:
    """The texts of one page in order, ``main`` the lines that trafilatura takes, ``title`` what it calls the page."""

    def __init__(self, texts: Sequence[Text], main: Sequence[str], title: str) -> None:
        self._texts = texts
        self._holders = [_holder(text) for text in texts]
        self._words = [_words(text.marked.text) for text in texts]
        lines = [_words(line) for line in main]
        whole, shingles = {tuple(line) for line in lines}, _shingles([word for line in lines for word in line])
        self._main = [_overlaps(words, whole, shingles) for words in self._words]
        self._facts: dict[Element, _Facts] = {}
        self._all = _Facts()
        for index, text in enumerate(texts):
            self._count(index, text, self._holders[index])
        self._has_article = any(facts.main and node.tag == "article" for node, facts in self._facts.items())
        self._last_main = max((index for index, is_main in enumerate(self._main) if is_main), default=-1)
        self._said: dict[Element, str | None] = {}
        self._around = [self._reason_around(holder) for holder in self._holders]
        self._title = self._headline(set(_words(title)))

    def reasons(self) -> list[str | None]:
        """Why each text is none of the article's; ``None`` for one that is."""
        repeated = self._repeated()
        found = [repeated.get(index) or self._own_reason(index) for index in range(len(self._texts))]
        return self._with_neighbours(found)

    def sure_reasons(self) -> list[str | None]:
        """The same, where nothing would be left: only what the tags around the texts say."""
        return list(self._around)

    def _count(self, index: int, text: Text, holder: Element | None) -> None:
        words, size = len(self._words[index]), len(text.marked.text)
        is_heading = holder is not None and holder.up(*HEADINGS) is not None
        is_sentence = not text.linked and self._is_sentence(index)
        is_code = any(mark.element and mark.element.tag in _CODE for mark in text.marks)
        code = size if is_code else len(_SIGNS.findall(text.marked.text))
        nodes = [self._facts.setdefault(element, _Facts()) for element in (holder.around() if holder else ())]
        for facts in (self._all, *nodes):
            facts.words += words
            facts.main += words * self._main[index]
            facts.characters += size
            facts.linked += text.linked
            facts.texts += 1
            facts.has_sentence |= is_sentence
            facts.signs += code
            facts.has_title |= is_heading and holder is not None and holder.up("h1") is not None
            facts.has_linked_heading |= is_heading and text.linked >= LINKED * size

    def _reason_around(self, holder: Element | None) -> str | None:
        """The reason that the elements around the text give; a sure one before others."""
        found: str | None = None
        for element in holder.around() if holder else ():
            reason = self._said_by(element)
            if reason in signs.SURE:
                return reason
            found = found or reason
        return found

    def _said_by(self, element: Element) -> str | None:
        if element not in self._said:
            self._said[element] = self._judged(element)
        return self._said[element]

    def _judged(self, element: Element) -> str | None:
        facts = self._facts[element]
        if element.tag == "article":
            is_other = not facts.main and (facts.is_linked or (facts.has_linked_heading and self._all.main > 0))
            is_link = facts.linked >= LINKED * facts.characters and not self._is_most(facts)
            return "teaser" if is_other or is_link else None
        sign = signs.sign(element)
        if sign is not None and element.tag in _CHOICES:
            return sign.reason
        if sign is None or self._is_most(facts) or (sign.reason == "page-header" and facts.has_title):
            return None
        if sign.reason == "preformatted" and facts.is_verse:
            return None
        if (
            sign.named
            and not facts.is_linked
            and (self._is_no_bar(sign, facts) or self._is_other(sign, element, facts))
        ):
            return None
        if sign.reason in ("aside", signs.TAGS.get(element.tag)) and element.tag in ("header", "footer", "aside"):
            return sign.reason if not self._is_inside(element) or (element.tag == "aside" and facts.is_linked) else None
        return sign.reason

    def _is_no_bar(self, sign: signs.Sign, facts: _Facts) -> bool:
        """Whether there are sentences in what is called a bar of links or buttons."""
        return sign.reason in signs.BARS and facts.has_sentence

    def _is_other(self, sign: signs.Sign, element: Element, facts: _Facts) -> bool:
        """Whether a name that is but like one of furniture is that of a part of the article."""
        return sign.guessed and (facts.main > 0 or any(map(signs.is_article, element.around())))

    def _is_inside(self, element: Element) -> bool:
        """Whether a header, footer or aside is a part of the article that it stands in."""
        above = [node for node in element.around() if node is not element and signs.is_article(node)]
        if element.tag == "footer":  # of a quotation or a picture: who said or took it
            return element.up("blockquote", "figure") is not None or any(node.tag == "article" for node in above)
        return any(node.tag != "main" or element.tag == "header" or not self._has_article for node in above)

    def _is_most(self, facts: _Facts) -> bool:
        """Whether the element holds so much of the article that its name can be no reason."""
        if self._all.main:
            return facts.main >= MOST * self._all.main
        return facts.words >= MOST * self._all.words

    def _headline(self, title: set[str]) -> int | None:
        """The first-level heading that is most like the page's title; the first of several."""
        headings = [
            index
            for index, text in enumerate(self._texts)
            if text.element and text.element.up("h1") and self._around[index] is None
        ]
        return max(headings, key=lambda index: len(title & set(self._words[index])), default=None)

    def _own_reason(self, index: int) -> str | None:
        """Why the text is left out, wherever it stands; ``NOT_MAIN`` where nothing speaks for or against it."""
        around = self._around[index]
        if index == self._title:
            return None
        if around in signs.SURE or self._is_choice(index):
            return around
        if self._main[index] and not (len(self._words[index]) < SHINGLE and self._is_menu(index)):
            return None
        if around == "aside" and self._is_prose(index) and index < self._last_main and any(self._main[:index]):
            return None  # facts of its own, amid the article
        if around:
            return around
        if self._is_menu(index):
            return "navigation"
        return None if self._is_in_article(index) or self._is_prose(index) else NOT_MAIN

    def _is_choice(self, index: int) -> bool:
        holder = self._holders[index]
        return holder is not None and holder.up(*_CHOICES) is not None

    def _is_menu(self, index: int) -> bool:
        """Whether the text is but a link: not a sentence, a heading or a paragraph of its own in an article."""
        text = self._texts[index]
        if text.linked < LINKED * len(text.marked.text) or self._is_sentence(index) or _is_linked_sentence(text):
            return False
        element = text.element
        if element is None or not any(map(signs.is_article, element.around())):
            return True
        if element.up(*HEADINGS) or element.tag == "p":
            return False
        group = element.up("ul", "ol", "dl", "table")
        facts = self._facts[group] if group else None
        return facts is None or (facts.is_linked and facts.texts >= LIST)

    def _is_sentence(self, index: int) -> bool:
        return len(self._words[index]) >= SENTENCE and self._texts[index].marked.text.endswith(SENTENCE_ENDS)

    def _is_prose(self, index: int) -> bool:
        """Whether the text is a sentence that is no teaser's: in no box of links or below a heading that is one."""
        holder = self._holders[index]
        if not self._is_sentence(index) or self._texts[index].linked:
            return False
        boxes = [self._facts[node] for node in (holder, holder.parent) if node] if holder else []
        return not any(facts.is_linked or facts.has_linked_heading for facts in boxes)

    def _is_in_article(self, index: int) -> bool:
        element = self._texts[index].element
        holders = [node for node in element.around() if signs.is_article(node)] if element else []
        if not holders:
            return False
        # Beside an article that was recognized, its <main> has other things too.
        is_main_alone = all(node.tag == "main" for node in holders)
        return not (is_main_alone and self._has_article) or self._is_sentence(index) or index < self._last_main

    def _with_neighbours(self, reasons: list[str | None]) -> list[str | None]:
        """Of texts that nothing speaks against those are kept too that stand amid the article or beside parts of it."""
        kept = [index for index, reason in enumerate(reasons) if reason is None and index != self._title]
        if not kept and NOT_MAIN in reasons:  # a title at most
            return [reason or NOT_MAIN for reason in reasons]
        if not kept:
            return reasons
        if not any(map(self._is_sentence, kept)):  # of a page of tables and lists nothing is the main part
            return [None if reason == NOT_MAIN else reason for reason in reasons]
        elements = [element for index in kept if (element := self._texts[index].element)]
        around = _common(elements)
        beside = {node for element in elements for node in (element, element.parent) if node}
        made = list(reasons)
        if len(elements) < len(kept) or any(element.parent is None for element in elements):  # a part of a page
            loose = [i for i, text in enumerate(self._texts) if made[i] == NOT_MAIN and text.element is None]
            for index in loose:
                made[index] = None
            kept, around = sorted([*kept, *loose]), None if loose else around
        for index, text in enumerate(self._texts):
            if made[index] != NOT_MAIN or text.element is None:
                continue
            is_amid = kept[0] < index < kept[-1] and (around is None or around in text.element.around())
            is_beside = text.element in beside or (text.element.parent in beside and text.element.tag in _BODY_TAGS)
            if is_amid or is_beside:
                made[index] = None
        return self._with_alike(made)

    def _with_alike(self, reasons: list[str | None]) -> list[str | None]:
        """Of what is left those too that come right behind or before two texts of the article in the same boxes:
        « Compris. » in the last of forty ``<div class=line>``."""
        shapes = [_shape(text.element) for text in self._texts]
        made = list(reasons)
        for step in (1, -1):
            order = range(len(made))[::step]
            for index in order[2:]:
                before = (index - step, index - 2 * step)
                is_alike = all(made[other] is None and shapes[other] == shapes[index] for other in before)
                if made[index] == NOT_MAIN and is_alike and shapes[index] and not self._texts[index].linked:
                    made[index] = None
        return made

    def _repeated(self) -> dict[int, str]:
        """The pull quotes: what stands in an aside, or is called that, and once more in the text."""
        found: dict[int, str] = {}
        asides = {
            index: node
            for index, holder in enumerate(self._holders)
            if (node := next(filter(signs.is_pull_quote, holder.around() if holder else ()), None))
        }
        if not asides:
            return found
        body = " | ".join(" ".join(words) for index, words in enumerate(self._words) if index not in asides)
        for index in asides:
            if self._words[index] and " ".join(self._words[index]) in body:
                found[index] = "pull-quote"
        return found


def _holder(text: Text) -> Element | None:
    """The innermost element that holds all of the text."""
    size = len(text.marked.text)
    around = [text.marks[span.key].element for span in text.marked.spans if (span.start, span.end) == (0, size)]
    return around[-1] if around and around[-1] else text.element


def _is_linked_sentence(text: Text) -> bool:
    """Whether a full stop ends what several links say together."""
    links = [mark.end for mark in text.marks if mark.kind == "link"]
    size = len(text.marked.text)
    return len(links) > 1 and size not in links and text.marked.text.endswith(SENTENCE_STOPS)


def _shape(element: Element | None) -> tuple[object, ...]:
    """The boxes that a text stands in, by their tags and classes, and the third by itself; empty for fewer."""
    boxes = list(islice(element.around() if element else (), 3))
    return (*((node.tag, node.get("class") or "") for node in boxes[:2]), boxes[2]) if len(boxes) > 2 else ()


def _words(text: str) -> list[str]:
    return _WORD.findall(text.lower())


def _shingles(words: Sequence[str]) -> set[tuple[str, ...]]:
    return {tuple(words[index : index + SHINGLE]) for index in range(len(words) - SHINGLE + 1)}


def _overlaps(words: Sequence[str], lines: set[tuple[str, ...]], shingles: set[tuple[str, ...]]) -> bool:
    """Whether a text is trafilatura's: as a line of it where it is short, else by its runs of words."""
    if len(words) < SHINGLE:
        return tuple(words) in lines
    own = _shingles(words)
    return len(own & shingles) >= OVERLAP * len(own)


def _common(elements: Sequence[Element]) -> Element | None:
    """The innermost element around all of these."""
    common: list[Element] | None = None
    for element in elements:
        chain = dict.fromkeys(element.around())
        common = list(chain) if common is None else [node for node in common if node in chain]
    return common[0] if common else None
