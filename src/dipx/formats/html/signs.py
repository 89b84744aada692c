"""What the tags around a text say of it: that it is a menu, a share bar, a comment, and none of the article's."""

from __future__ import annotations

import re
from dataclasses import dataclass

from dipx.formats.html.tree import Element

# What stands in such elements is none of the article's, whatever it looks like.
SURE = frozenset(
    "navigation share-buttons comments cookie-notice advertisement subscription hidden preformatted teaser dialog"
    " page-header page-footer".split()
)
TAGS = {
    "nav": "navigation", "menu": "navigation", "footer": "page-footer", "aside": "aside", "form": "form",
    "header": "page-header", "button": "form", "select": "form", "textarea": "form", "datalist": "form",
    "template": "hidden", "noscript": "hidden", "dialog": "dialog", "pre": "preformatted", "xmp": "preformatted",
    "listing": "preformatted", "plaintext": "preformatted", "canvas": "hidden", "audio": "hidden", "video": "hidden",
}  # fmt: skip
ROLES = {
    "navigation": "navigation", "menu": "navigation", "menubar": "navigation", "search": "form",
    "tablist": "navigation", "contentinfo": "page-footer", "banner": "page-header", "complementary": "aside",
    "dialog": "dialog",
    "alertdialog": "dialog", "toolbar": "navigation", "form": "form",
}  # fmt: skip
BARS = frozenset({"navigation", "share-buttons", "tags"})  # hold no sentences
ARTICLES = frozenset({"article", "main"})
_ARTICLE_ROLES = frozenset({"main", "article"})
_BODY = re.compile(r"(?:article|entry|post|story|content)[-_]{0,2}(?:body|content|text|texte|corps)|articleBody|hentry")

# Words of class and id names: whole names, then what a name may have among its parts ("article__share-bar").
_NAMES = {
    "navigation": "menu main-menu menu-item nav-menu menu-principal site-menu mega-menu tabs pager skip-link skip-links"
    " nav navbar topbar burger toc",
    "share-buttons": "share sharing sharedaddy addtoany social socials partage partager",
    "comments": "comment-list commentlist comment-respond comment-form disqus_thread respond",
    "read-also": "related lire-aussi voir-aussi a-lire-aussi plus-lus readmore",
    "subscription": "newsletter subscribe abonnez-vous",
    "advertisement": "ad ads advert pub dfp sponsor",
    "page-footer": "footer site-footer page-footer colophon main-footer",
    "page-header": "site-header masthead top-header main-header",
    "tags": "tags post-tags tag-links tag-list article-tags entry-tags tags-links mots-cles keywords",
    "hidden": "sr-only screen-reader-text visually-hidden visuallyhidden",
    "dialog": "modal popup popin lightbox",
    "author": "author-box author-bio about-author",
}
_PARTS = {
    "navigation": "navbar navigation breadcrumb breadcrumbs ariane pagination submenu",
    "share-buttons": "share sharing partage partager sharedaddy addtoany",
    "comments": "comments commentaires commentlist disqus",
    "read-also": "teaser teasers related relatedposts recommended recommendations outbrain taboola"
    " lireaussi alireaussi",
    "subscription": "newsletter",
    "advertisement": "advert advertisement publicite sponsored sponsorise",
    "cookie-notice": "cookie cookies consent gdpr rgpd didomi onetrust tarteaucitron axeptio",
    "aside": "sidebar widget widgets",
}
# What else the names of furniture are made of: where it stands, what it is built of, what it is a part of.
_USUAL = frozenset(
    "article post entry page site story content body main header footer nav menu bar bars button buttons btn btns link"
    " links icon icons list lists item items block blocks box boxes banner wrapper wrap container inner outer section"
    " module component area zone group row col column grid panel tool tools toolbar top bottom left right side center"
    " sticky fixed floating inline vertical horizontal mobile desktop tablet small large wide full home form forms"
    " input signup inscription popup popin modal overlay layer notice message alert policy widget widgets plugin social"
    " networks network media reseaux facebook twitter whatsapp linkedin email mail print title titre heading label text"
    " texte count counter number template view display region field node wp elementor jp the les des your more load"
    " thread reply respond open close toggle trigger hidden visible show hide first last next prev active default"
    " primary secondary tertiary slot unit placement size native dfp google amp".split()
)
_AMBIGUOUS = frozenset({"pub", "social", "partage", "sponsor"})  # a pub, social news, a legacy
_NAME_REASONS = {name: reason for reason, names in _NAMES.items() for name in names.split()}
_PART_REASONS = {part: reason for reason, parts in _PARTS.items() for part in parts.split()}
_LONGER = ("lire-aussi", "read-also", "sur-le-meme-sujet", "most-read", "plus-lus")
_PARTED = re.compile(r"[-_:]+")
_INVISIBLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
QUOTES = frozenset({"pullquote", "pull-quote", "exergue", "blockquote-pull", "wp-block-pullquote", "citation-exergue"})


@dataclass(frozen=True, slots=True)
class Sign:
    """Why what stands in an element may be none of the article's. ``named``: its class or id says so. ``guessed``: by
    one part of that name beside others, and "share-price" is no share bar."""

    reason: str
    named: bool = False
    guessed: bool = False


def sign(element: Element) -> Sign | None:
    """What the element's own tag, role and names say."""
    found = TAGS.get(element.tag)
    if not found and element.attributes:
        found = ROLES.get((element.get("role") or "").lower())
        if not found and (element.get("hidden") is not None or _INVISIBLE.search(element.get("style") or "")):
            found = "hidden"
        return Sign(found) if found else _by_name(element)
    return Sign(found) if found else None


def _by_name(element: Element) -> Sign | None:
    guess: Sign | None = None
    for name in names(element):
        if found := _NAME_REASONS.get(name):
            return Sign(found, named=True, guessed=name in _AMBIGUOUS)
        parts = [part for part in _PARTED.split(name) if part]
        found = next((reason for part in parts if (reason := _PART_REASONS.get(part))), None)
        if found and all(_is_usual(part) for part in parts):
            return Sign(found, named=True)
        if found:
            guess = guess or Sign(found, named=True, guessed=True)
        elif len(parts) > 1 and any(words in name for words in _LONGER):
            return Sign("read-also", named=True)
    return guess


def _is_usual(part: str) -> bool:
    """Whether a part of a name may stand in the names of furniture, and says nothing of what is in it."""
    return part in _PART_REASONS or part in _USUAL or len(part) < 3 or part.isdigit()


def names(element: Element) -> list[str]:
    """The element's classes and its id, in small letters."""
    return f"{element.get('class') or ''} {element.get('id') or ''}".lower().split()


def is_article(element: Element) -> bool:
    """Whether the element says that it holds the article, or one of the page's."""
    if element.tag in ARTICLES or not element.attributes:
        return element.tag in ARTICLES
    if (element.get("role") or "").lower() in _ARTICLE_ROLES or "articlebody" in (
        element.get("itemprop") or ""
    ).lower():
        return True
    return any(_BODY.fullmatch(name) for name in (element.get("class") or "").split())


def is_pull_quote(element: Element) -> bool:
    return element.tag == "aside" or any(name in QUOTES for name in names(element))
