"""Pages: the article alone, clean, with links that lead and do nothing else."""

from __future__ import annotations

from pathlib import Path

from dipx import formats
from tests.formats import makers


def test_html_is_a_clean_page(article: Path) -> None:
    document = formats.read(article / "article.html")
    assert {(span.text, span.reason) for span in document.left_out} == {
        (makers.NAVIGATION, "navigation"),
        (makers.FOOTER, "page-footer"),
    }
    made = formats.render(document, [block.text for block in document.blocks])[0].decode()
    assert '<html lang="en">' in made
    assert '<meta name="author" content="Anne Dupont">' in made
    assert '<meta name="date" content="2024-03-05">' in made
    assert "<i>charpentière</i>" in made
    assert made.count("<li>") == 2
    assert made.count("<ul>") == 1
    assert "secret" not in made
    assert makers.FOOTER not in made


def test_html_links_that_run_code_are_not_kept(tmp_path: Path) -> None:
    file = tmp_path / "a.html"
    file.write_text('<p><a href=" java\nscript:alert(1)">Ici</a> et <a href="/b?x=1&amp;y">là</a></p>', "utf-8")
    document = formats.read(file)
    made, _ = formats.render(document, ["Ici et là <script>"])
    assert b"script:" not in made
    assert b'Ici et <a href="/b?x=1&amp;y">l\xc3\xa0</a> &lt;script&gt;' in made
