"""What docx, pptx and xlsx share: parts found by their relationships, in both dialects."""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any
from urllib.parse import unquote

from dipx.errors import InputError
from dipx.formats.zipped import xmltree
from dipx.formats.zipped.archive import member, open_archive, rewritten
from dipx.formats.zipped.mixed import local

# The root of a main part, and the format that has it: a file may bear another one's suffix.
ROOTS = {"document": "docx", "presentation": "pptx", "workbook": "xlsx"}
_FIRST_TAG = re.compile(rb"<(?:[\w.-]+:)?([A-Za-z]\w*)")
_COMMENT = re.compile(rb"<!--.*?-->", re.DOTALL)
LONGEST_HEAD = 10_000  # bytes before the first tag of a part, comments and all
CHARTS = ("chart", "chartEx")
NOT_TRANSLATED = {  # relationships that lead to texts which stay as they are, and what these are called
    "aFChunk": "another document within it (altChunk)",
    **dict.fromkeys(CHARTS, "a chart but for its titles"),
    "oleObject": "an embedded object",
    "package": "an embedded file",
    "glossaryDocument": "building blocks (AutoText)",
}


@dataclass(frozen=True, slots=True)
class Relation:
    """A relationship of a part: what the other part is to it (``footnotes``), and where it is."""

    id: str
    kind: str
    target: str


@dataclass(frozen=True)
class Package:
    """An archive of parts, and the trees of those that were asked for: all of them are written again."""

    archive: zipfile.ZipFile
    extra: str
    trees: dict[str, Any] = field(default_factory=dict)
    _relations: dict[str, list[Relation]] = field(default_factory=dict)

    @cached_property
    def names(self) -> frozenset[str]:
        return frozenset(self.archive.namelist())

    def tree(self, part: str) -> Any:
        """The root element of a part. Raises ``InputError`` for a broken one."""
        if part not in self.trees:
            self.trees[part] = self.peek(part)
        return self.trees[part]

    def peek(self, part: str) -> Any:
        """The root element of a part that is only looked at, and not written again."""
        return xmltree.parse(member(self.archive, part), self.extra, part)

    def relations(self, part: str = "") -> list[Relation]:
        """The relationships of a part, or of the package: those that lead to a part that is there."""
        if part not in self._relations:
            self._relations[part] = self._related(part)
        return self._relations[part]

    def _related(self, part: str) -> list[Relation]:
        folder, name = posixpath.split(part)
        path = posixpath.join(folder, "_rels", f"{name}.rels")
        if path not in self.names:
            return []
        root = self.peek(path)
        found = []
        for node in root:
            target = unquote(node.get("Target") or "") if local(node) == "Relationship" else ""
            target = (
                target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
            )
            if target in self.names and node.get("TargetMode") != "External":
                found.append(Relation(node.get("Id") or "", (node.get("Type") or "").rpartition("/")[2], target))
        return found

    def related(self, part: str, kind: str) -> list[str]:
        return [relation.target for relation in self.relations(part) if relation.kind == kind]

    def ordered(self, part: str, kind: str, tag: str) -> list[str]:
        """The parts of a kind as ``part`` lists them in its ``tag``s; those that it does not list come last."""
        targets = {relation.id: relation.target for relation in self.relations(part) if relation.kind == kind}
        listed = [
            value
            for node in self.peek(part).iter(f"{{*}}{tag}")
            for key, value in node.attrib.items()
            if key.endswith("}id")
        ]
        return list(dict.fromkeys([*(targets[each] for each in listed if each in targets), *targets.values()]))

    def main(self, usual: str) -> str:
        """The main part, as the package's relationships name it. Raises ``InputError`` where there is none, or that of
        another format."""
        found = self.related("", "officeDocument")
        if not found and usual not in self.names:
            raise InputError(f"lacks its {usual}")
        part = found[0] if found else usual
        tag = _FIRST_TAG.search(_COMMENT.sub(b"", member(self.archive, part)[:LONGEST_HEAD]))
        kind = ROOTS.get(tag[1].decode()) if tag else None
        if kind and kind != self.extra:
            raise InputError(f"is a file of another kind ({kind}) than its name says; rename it to .{kind}")
        return part

    def written(self) -> bytes:
        """The archive with the trees as they are now."""
        return rewritten(
            self.archive, {part: xmltree.serialized(root, self.extra) for part, root in self.trees.items()}
        )


def open_package(raw: bytes, extra: str) -> Package:
    """The package. Raises ``InputError`` for one that is damaged, locked, beyond the bounds or holds macros."""
    package = Package(open_archive(raw, extra), extra)
    if any(part.lower().endswith("vbaproject.bin") for part in package.names):
        raise InputError(f"holds macros; save it as .{extra} without them")
    return package


def get(node: Any, name: str) -> str | None:
    """An attribute by its local name: strict documents have other namespaces."""
    for key, value in node.attrib.items():
        if key.rpartition("}")[2] == name:
            return str(value)
    return None


def without_copies(nodes: Sequence[Any]) -> Iterator[tuple[Any, bool]]:
    """Each node, and whether it is a copy for other programs: in an ``mc:Fallback``, or in a later ``mc:Choice``."""
    around, is_copy = None, False  # the paragraphs of a text stand side by side: what is around them is asked once
    for node in nodes:
        parent = node.getparent()
        if parent is not around:
            around, is_copy = parent, any(_is_copy(ancestor) for ancestor in node.iterancestors())
        yield node, is_copy


def _is_copy(node: Any) -> bool:
    if local(node) == "Fallback":
        return True
    return local(node) == "Choice" and any(local(before) == "Choice" for before in node.itersiblings(preceding=True))


def notes_on(package: Package, parts: Sequence[str], *, but: Container[str] = ()) -> tuple[str, ...]:
    """A line on what the parts show that is not translated, ``but`` for relationships of some kinds."""
    kinds = [relation.kind for part in parts for relation in package.relations(part) if relation.kind not in but]
    named = [f"{kinds.count(kind)} × {what}" for kind, what in NOT_TRANSLATED.items() if kind in kinds]
    return (f"not translated: {', '.join(named)}",) if named else ()
