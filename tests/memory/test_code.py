"""The digest of the code, by which what was finished ends."""

from __future__ import annotations

from pathlib import Path

from dipx.memory import code


def test_all_of_the_code_is_in_its_digest() -> None:
    package = Path(code.__file__).parents[1]
    kinds = ("py", "txt", "tsv", "gz", "json")
    files = {path.relative_to(package) for kind in kinds for path in package.rglob(f"*.{kind}")}
    expected = {path.as_posix() for path in files if path.parts[0] != "bundled"}
    assert set(code._names(str(package))) == expected
    assert {"pipeline.py", "checks/lexicon.txt", "checks/exonyms.tsv", "review/__init__.py"} <= expected
    assert "checks/dictionary.txt.gz" in expected
