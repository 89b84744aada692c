"""Controls of a Word document that are bound to data (customXml, the properties): Word shows what the data say,
whatever stands in the control, so both get the English."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from dipx.formats.wording import is_wording
from dipx.formats.zipped.mixed import local
from dipx.formats.zipped.ooxml import Package, get

# The stores that are no parts of their own: the properties of the file.
PROPERTIES = {
    "{6c3c8bc8-f283-45ae-878a-bab7291924a1}": "core-properties",
    "{6668398d-a668-4e3e-8b05-ff5ed5bd3f1a}": "extended-properties",
}
# Of these the data are no text that is shown: a choice's value, a date, a picture, nothing yet.
NO_TEXT = frozenset("dropDownList comboBox date checkbox picture showingPlcHdr".split())
# Steps from child to child, which are all that Word writes; what a stranger may write would take for ever.
PATH = re.compile(r"(?:/(?:\w{1,40}:)?[\w.-]{1,200}(?:\[\d{1,6}\])?){1,40}(?:/@(?:\w{1,40}:)?[\w.-]{1,200})?")
MAPPED = re.compile(r"xmlns:(\w+)=(?:'([^']*)'|\"([^\"]*)\")")
SHOWN = 40  # characters of what is named


@dataclass(frozen=True, slots=True)
class Bound:
    """A control by its binding (store and path), what it shows, and where its data are: an element, or the ``key`` of
    one; none where not found."""

    binding: tuple[str, str]
    before: str
    node: Any
    key: str | None = None

    @property
    def said(self) -> str:
        """What the data say."""
        if self.node is None:
            return ""
        return (self.node.get(self.key) if self.key else "".join(self.node.itertext())) or ""


def bound_controls(package: Package, parts: Sequence[str]) -> list[Bound]:
    """The bound controls of these parts whose texts are language."""
    stores = _stores(package)
    return [
        Bound(_named(binding), text, *_data(package, binding, stores))
        for binding, text in _controls(package, parts)
        if is_wording(text)
    ]


def write_data(package: Package, parts: Sequence[str], controls: Sequence[Bound]) -> None:
    """What the controls show now as their data; a control that was written is another element than before."""
    now: dict[tuple[str, str], str] = {}
    for binding, text in _controls(package, parts):
        now.setdefault(_named(binding), text)
    for control in controls:
        text = now.get(control.binding, "")
        if text in ("", control.before):
            continue
        if control.key:
            control.node.set(control.key, text)
        else:
            control.node.text = text


def same(controls: Sequence[Bound]) -> list[Bound]:
    """The controls that show what their data say, which is to be said again."""
    return [control for control in controls if _folded(control.said) == _folded(control.before)]


def told(controls: Sequence[Bound]) -> Iterator[str]:
    """A line on those whose data say something else, or are nowhere."""
    others = [control.said or control.before for control in controls if control not in same([control])]
    if others:
        shown = ", ".join(f"« {' '.join(text.split())[:SHOWN]} »" for text in dict.fromkeys(others[:5]))
        yield f"not translated: the data that Word shows in controls ({shown}{' and more' * (len(others) > 5)})"


def _controls(package: Package, parts: Sequence[str]) -> Iterator[tuple[Any, str]]:
    """The bindings whose data are text, and what their controls show."""
    for part in parts:
        for binding in package.tree(part).iter("{*}dataBinding"):
            properties = binding.getparent()
            control = properties.getparent()
            if local(control) == "sdt" and not any(local(node) in NO_TEXT for node in properties):
                yield binding, _shown(control)


def _named(binding: Any) -> tuple[str, str]:
    return (get(binding, "storeItemID") or "").lower(), get(binding, "xpath") or ""


def _stores(package: Package) -> dict[str, str]:
    """The parts with data by their identifiers."""
    found = {name: part for name, kind in PROPERTIES.items() for part in package.related("", kind)}
    for part in sorted(package.names):
        if re.fullmatch(r"customXml/item\d+\.xml", part):
            for properties in package.related(part, "customXmlProps"):
                found[(get(package.peek(properties), "itemID") or "").lower()] = part
    return found


def _data(package: Package, binding: Any, stores: dict[str, str]) -> tuple[Any, str | None]:
    store, path = _named(binding)
    part = stores.get(store)
    if part is None or not PATH.fullmatch(path):
        return None, None
    path, _, key = path.partition("/@")
    spaces = {name: one or other for name, one, other in MAPPED.findall(get(binding, "prefixMappings") or "")}
    names = set(re.findall(r"(\w+):", f"{path}/{key}"))
    if not names <= spaces.keys():
        return None, None
    node = next(iter(package.tree(part).xpath(path, namespaces=spaces or None)), None)
    space, _, name = key.rpartition(":")
    key = f"{{{spaces[space]}}}{name}" if space else key
    return node if node is None or not len(node) else None, key or None


def _shown(control: Any) -> str:
    """What a control shows, its lines and paragraphs parted."""
    content = next((node for node in control if local(node) == "sdtContent"), None)
    if content is None:
        return ""
    signs = {"tab": "\t", "br": "\n", "cr": "\n", "p": "\n"}
    return "".join(
        node.text or "" if local(node) == "t" else signs.get(local(node), "") for node in content.iter()
    ).strip("\n")


def _folded(text: str) -> str:
    return " ".join(text.split())
