"""Changes of XML and HTML trees, and of their source, that leave them trees that say their words in another way."""

from __future__ import annotations

import copy
import random
import re
from collections.abc import Callable
from typing import Any

from lxml import etree
from lxml.html import document_fromstring

Choice = random.Random

NAMES = {
    "w": "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}",
    "v": "{urn:schemas-microsoft-com:vml}",
    "t": "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}",
    "tb": "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}",
    "d": "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}",
    "x": "{http://www.w3.org/1999/xhtml}",
    "": "",
}
W, OFFICE = NAMES["w"], "openxmlformats"
SPACE = "{http://www.w3.org/XML/1998/namespace}space"
# What may stand around an element of that name and mean nothing more than it: tags from outside in.
AROUND = {
    "w:r": "w:ins w:smartTag w:hyperlink w:sdt>w:sdtContent w:moveTo w:fldSimple w:dir w:bdo w:customXml",
    "w:p": "w:sdt>w:sdtContent w:customXml w:tbl>w:tr>w:tc w:p>w:r>w:pict>v:shape>v:textbox>w:txbxContent",
    "t:p": "t:section t:list>t:list-item tb:table>tb:table-row>tb:table-cell t:p>d:frame>d:text-box "
    "t:p>t:note>t:note-body",
    "t:span": "t:span t:a t:meta",
    ":p": "div section blockquote details figure main center form fieldset font custom-tag table>tr>td aside dl>dd",
    ":li": "ul ol",
    ":ul": "div li ul nav section",
    ":h2": "header div a hgroup summary",
    ":em": "b i span a label q mark small abbr cite u time font ins button",
    ":h1": "header div a",
}


ATTRIBUTES = [
    *("hidden", "class=comment", "class=share-bar", "id=menu", "style=display:none", "aria-hidden=true", "lang=fr"),
    *("translate=no", "lang=en", "dir=rtl", "role=navigation", "itemprop=articleBody", "contenteditable="),
]


def xml(raw: bytes, choice: Choice) -> bytes:
    try:
        root = etree.fromstring(raw)
    except (etree.XMLSyntaxError, ValueError):
        return raw
    kind = choice.randrange(12)
    if kind == 0:
        return _with_another_prefix(raw, choice)
    if kind == 1:
        return _with_references(raw, choice)
    if kind == 2:
        encoding = choice.choice(("utf-16", "iso-8859-1", "windows-1252", "us-ascii"))
        return _bytes(root, encoding=encoding, xml_declaration=True)
    if kind == 3:
        return b"\xef\xbb\xbf" + _bytes(root, encoding="utf-8", xml_declaration=True)
    for _ in range(choice.choice((1, 1, 2, 5))):
        _change_tree(root, choice, choice.choice(TREES))
    return _bytes(root, encoding="utf-8", xml_declaration=True)


def page(raw: bytes, choice: Choice) -> bytes:
    kind = choice.randrange(7)
    if kind == 0:
        return _with_references(raw, choice)
    if kind == 1:
        return re.sub(rb"</(?:p|li|body|html)>", lambda m: m[0] if choice.random() < 0.5 else b"", raw)
    if kind == 2:
        return re.sub(rb"</?[a-z]+\d?", lambda m: m[0].upper() if choice.random() < 0.5 else m[0], raw)
    if kind == 3:
        name = choice.choice(("windows-1252", "iso-8859-15", "utf-16"))
        text = raw.decode("utf-8", "replace").replace("utf-8", name)
        return text.encode(name, "xmlcharrefreplace")
    root = document_fromstring(raw.decode("utf-8", "replace"))
    for _ in range(choice.choice((1, 1, 2, 5))):
        _change_tree(root, choice, choice.choice((*TREES, with_attribute)))
    return _bytes(root, method="html", encoding="utf-8", doctype="<!DOCTYPE html>")


def _change_tree(root: Any, choice: Choice, change: Callable[[Any, Choice], None]) -> None:
    told = [e for e in root.iter(etree.Element) if (e.text or "").strip() and e.getparent() is not None]
    told = [e for e in told if e.tag not in ("script", "style", "title", "head")]
    if told:
        element = choice.choice(told)
        while choice.random() < 0.4 and element.getparent().getparent() is not None and element.tag != "body":
            element = element.getparent()
        if element.getparent() is not None and element.tag not in ("body", "head"):
            change(element, choice)


def split(element: Any, choice: Choice) -> None:
    """One element twice, each with a part of the text: two runs, two spans, two paragraphs."""
    while len(element) == 1 and not (element.text or "").strip():
        element = element[0]
    while len(element.getparent()) == 1 and choice.random() < 0.5 and element.getparent().getparent() is not None:
        element = element.getparent()
    if element.tag == "body" or element.getparent() is None:
        return
    second = copy.deepcopy(element)
    inner = [_leaf(one) for one in (element, second)]
    text = inner[0].text or ""
    place = choice.randrange(len(text) + 1)
    inner[0].text, inner[1].text = text[:place], text[place:]
    if element.tag.startswith(W):
        for one in inner:
            one.set(SPACE, "preserve")
    element.addnext(second)
    second.tail, element.tail = element.tail, None


def _leaf(element: Any) -> Any:
    while len(element) == 1 and not (element.text or "").strip():
        element = element[0]
    return element


def double(element: Any, choice: Choice) -> None:
    element.addnext(copy.deepcopy(element))


def away(element: Any, choice: Choice) -> None:
    element.getparent().remove(element)


def emptied(element: Any, choice: Choice) -> None:
    element.text = choice.choice((None, "", " ", "\u00a0", "1"))


def moved(element: Any, choice: Choice) -> None:
    """Beside another one of its name in a parent of the same name."""
    others = [e for e in element.getroottree().iter(element.tag) if e is not element]
    fitting = [e for e in others if e.getparent() is not None and e.getparent().tag == element.getparent().tag]
    fitting = [e for e in fitting if element not in e.iterancestors()]
    if fitting:
        choice.choice(fitting).addnext(element)


def wrapped(element: Any, choice: Choice) -> None:
    while not (chains := _around(element)):
        element = element.getparent()
        if element is None or element.getparent() is None:
            return
    chain = choice.choice(chains)
    outer = inner = element.makeelement(chain[0])
    for tag in chain[1:]:
        inner.append(deeper := element.makeelement(tag))
        inner = deeper
    element.addnext(outer)
    outer.tail, element.tail = element.tail, None
    inner.append(element)


def _around(element: Any) -> list[list[str]]:
    """The chains of tags that may stand around an element; HTML's are XHTML's with its namespace."""
    space, _, name = element.tag.rpartition("}")
    prefix = next((prefix for prefix, full in NAMES.items() if full == f"{space}}}" * bool(space)), None)
    chains = AROUND.get(f"{prefix}:{name}") or (AROUND.get(f":{name}", "") if prefix == "x" else "")
    return [[_full(tag, "x" if prefix == "x" else "") for tag in chain.split(">")] for chain in chains.split()]


def _full(tag: str, prefix: str) -> str:
    first, colon, name = tag.rpartition(":")
    return NAMES[first if colon else prefix] + name


def unwrapped(element: Any, choice: Choice) -> None:
    is_office = OFFICE in element.tag  # whose schemas allow no text elsewhere
    if len(element) and not is_office and not (element.text or "").strip():
        for child in list(element):
            element.addprevious(child)
        element.getparent().remove(element)


def commented(element: Any, choice: Choice) -> None:
    """A comment or an instruction amid the text."""
    text = element.text or ""
    place = choice.randrange(len(text) + 1)
    node = choice.choice((etree.Comment(" x "), etree.ProcessingInstruction("x", "y")))
    element.text, node.tail = text[:place], text[place:]
    element.insert(0, node)


def as_cdata(element: Any, choice: Choice) -> None:
    if "]]>" not in (element.text or "]]>"):
        element.text = etree.CDATA(element.text)


def turned(element: Any, choice: Choice) -> None:
    """Every element's attributes in the other order."""
    for one in element.getroottree().iter(etree.Element):
        held = list(one.attrib.items())
        one.attrib.clear()
        one.attrib.update(reversed(held))


def with_attribute(element: Any, choice: Choice) -> None:
    name, _, value = choice.choice(ATTRIBUTES).partition("=")
    element.set(name, value)


TREES = (split, split, double, away, emptied, moved, wrapped, wrapped, unwrapped, commented, as_cdata, turned)


def _with_another_prefix(raw: bytes, choice: Choice) -> bytes:
    prefixes = sorted(set(re.findall(rb"xmlns:(\w+)=", raw)))
    prefixes = [one for one in prefixes if not re.search(rb'="(?:[^"<]* )?%s[: "]' % one, raw)]  # a value names it
    if not prefixes:
        return raw
    old = choice.choice(prefixes)
    raw = re.sub(rb"(</?|\s)%s:(?=[\w.-]+[\s=/>])" % old, rb"\1neu7:", raw)
    return raw.replace(b"xmlns:%s=" % old, b"xmlns:neu7=")


def _with_references(raw: bytes, choice: Choice) -> bytes:
    """Some letters of the texts as character references."""
    text = raw.decode("utf-8", "replace")
    share = choice.choice((0.02, 0.3, 1))

    def one(found: re.Match[str]) -> str:
        form = choice.choice(("&#{};", "&#x{:x};", "&#x{:X};"))
        return "".join(form.format(ord(c)) if c.isalpha() and choice.random() < share else c for c in found[0])

    return re.sub(r"(?<=>)[^<>&]*passerelle[^<>&]*(?=<)", one, text).encode()


def _bytes(root: Any, **how: Any) -> bytes:
    return bytes(etree.tostring(root, **how))
