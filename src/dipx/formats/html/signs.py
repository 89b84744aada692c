"""What the tags around a text say of it: that it is a menu, a share bar, a comment, and none of the article's."""

from __future__ import annotations

import re

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
# Within an article these are parts of it: its heading, its notes.
OF_ARTICLE = frozenset({"header", "footer", "aside"})
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
_NAME_REASONS = {name: reason for reason, names in _NAMES.items() for name in names.split()}
_PART_REASONS = {part: reason for reason, parts in _PARTS.items() for part in parts.split()}
_LONGER = ("lire-aussi", "read-also", "sur-le-meme-sujet", "most-read", "plus-lus")
_PARTED = re.compile(r"[-_:]+")
_INVISIBLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
QUOTES = frozenset({"pullquote", "pull-quote", "exergue", "blockquote-pull", "wp-block-pullquote", "citation-exergue"})


def reason(element: Element) -> str | None:
    """Why what stands in the element may be none of the article's, by its own tag, role and names."""
    found = TAGS.get(element.tag)
    if found or not element.attributes:
        return found
    role = (element.get("role") or "").lower()
    if role in ROLES:
        return ROLES[role]
    if element.get("hidden") is not None or _INVISIBLE.search(element.get("style") or ""):
        return "hidden"
    return _by_name(element)


def _by_name(element: Element) -> str | None:
    for name in names(element):
        if found := _NAME_REASONS.get(name):
            return found
        parts = _PARTED.split(name)
        for part in parts:
            if found := _PART_REASONS.get(part):
                return found
        if len(parts) > 1 and any(words in name for words in _LONGER):
            return "read-also"
    return None


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
