"""Reads the quantities out of a text: composes number words, applies scales, and notes what may replace what."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache

from dipx.checks.english_numbers import ENGLISH
from dipx.checks.french_numbers import FRENCH
from dipx.checks.measures import squared
from dipx.checks.quantities import (
    TOKEN,
    Numerals,
    Quantity,
    clock_values,
    decade_values,
    figure_values,
    roman_value,
    years_of,
)
from dipx.text import and_a_half
from dipx.text.words import plain

_SECONDS = re.compile(r"(?<![\d.,])(\d{1,2})(?:[\"″”]|'')(\d{1,3})(?!\d)")
_MINUTES = re.compile(r"(?<![\w.,'])(\d{1,2})['′] ?(?=[0-5]\d(?!\d))")
# « 9 s 58 », "9 seconds 58": hundredths.
_HUNDREDTHS = re.compile(
    r"(?<![\d.,])(\d{1,2}) ?(?:s|secs?|secondes?|seconds?)(?: (?:et|and))? ?(\d\d)(?!\w|[.,:]\d| ?[%€$£°h])", re.I
)
_LAPS = re.compile(r"(?<![\d.,:])(\d{1,2}):([0-5]\d)[.,](\d{1,3})(?!\d|\.\d)")
_INITIAL = re.compile(r"(?<!\w)([aA])\. ?(?=[mMdD](?!\w))")  # of "8 a.m." and "A.D.": no article, which would be a one
# No seven behind a figure, nor before a year.
_SEPTEMBER = re.compile(r"(?<=\d )sept\b(?!-)|(?<=\der )sept\b|\bsept\.(?= (?:19|20)\d\d\b)")
_LARGEST = 10**30  # "million milliard million …": nobody counts so far, and a float ends at 10**308


def _rounded(value: float) -> float:
    """Equal for what sums and products of fractions make a little unequal."""
    return float(f"{min(value, _LARGEST):.13g}")


@lru_cache(maxsize=8)
def french_quantities(text: str) -> tuple[Quantity, ...]:
    """Every quantity of a French text, in order."""
    text = squared(_timed(and_a_half.written_out(plain(text)), ","))
    return _Reader(FRENCH).read(_SEPTEMBER.sub("septembre", text) if "sept" in text else text)


@lru_cache(maxsize=8)
def english_quantities(text: str) -> tuple[Quantity, ...]:
    """Every quantity of an English text, in order."""
    return _Reader(ENGLISH).read(squared(_timed(_INITIAL.sub(r"\1", and_a_half.english_written_out(plain(text))), ".")))


def _timed(text: str, decimal: str) -> str:
    """``9"92`` and ``9 s 92`` as 9,92, and ``2'13"45`` as 2 ; 13,45, as ``2:13.45`` is in English: times of
    a race."""
    if '"' in text or "″" in text or "'" in text or "′" in text or ":" in text:
        text = _SECONDS.sub(rf"\1{decimal}\2", text)
        text = _MINUTES.sub(r"\1 ; ", text)
        text = _LAPS.sub(rf"\1 ; \2{decimal}\3", text)
    if " s" in text or "s " in text:
        text = _HUNDREDTHS.sub(rf"\1{decimal}\2 s", text)
    return text


class _Reader:
    """One pass over the tokens. A number being read is ``words`` (its text), ``total`` (whole scales so far),
    ``current`` (below the next scale) and ``values`` (a figure's readings, instead of the two)."""

    def __init__(self, numerals: Numerals) -> None:
        self.numerals = numerals
        self.found: list[Quantity] = []
        self.between: list[str] = []
        self.previous = ""
        self.last_scale = 0
        self._reset()

    def _reset(self) -> None:
        self.words: list[str] = []
        self.values: set[float] = set()
        self.total = self.current = 0
        self.scale = 0
        self.is_joined = self.has_dash = False

    def read(self, text: str) -> tuple[Quantity, ...]:
        known = self.numerals.known
        for match in TOKEN.finditer(text):
            kind, token = match.lastgroup, match[0]
            if kind == "plain":
                word = token.lower()
                if not self.words and word not in known:
                    self.between.append(word)
                    self.previous = word
                    continue
                self._word(token)
            elif kind == "word":
                self._word(token)
            elif kind == "mark":
                self._mark(token)
            elif kind in ("figure", "suffix"):
                self._figure(match["figure"], match["suffix"])
            else:
                self._other(kind or "", token)
            self.previous = token.lower()
        self._finish()
        return tuple(self.found)

    # Tokens

    def _mark(self, mark: str) -> None:
        if mark == "-" and self.words:
            self.has_dash = bool(self.values)
            return
        self._finish()
        self.between.append(mark)

    def _other(self, kind: str, token: str) -> None:
        self._finish()
        if kind == "clock":
            hours, minutes = clock_values(token)
            self._add(token, hours, is_figure=True)
            if minutes:
                self._add(token, minutes, is_figure=True)
        elif kind == "date":
            for part in re.findall(r"\d+", token):
                self._add(part, {float(part), *(decade_values(int(part)) if len(part) == 2 else ())}, is_figure=True)
        elif kind == "phone":
            self._add(token, {float(re.sub(r"\D", "", token)[-9:])}, is_figure=True)  # with or without +33
        else:
            self._add(token, {roman_value(token)}, is_figure=True)

    def _figure(self, figure: str, suffix: str) -> None:
        before = self.previous
        self._finish()
        values = figure_values(figure, suffix, self.numerals)
        if before in self.numerals.decades:
            values |= years_of(figure)
        if before == "'" and len(figure) == 2:
            values |= decade_values(int(figure))
        if before in ("-", "–", "/") and len(figure) == 2 and self.found and len(self.found[-1].text) == 4:
            values |= {year // 100 * 100 + int(figure) for year in self.found[-1].values if year >= 1000}
        if (figure, before) == ("2", "co") or self.between[-2:] == ["covid", "-"]:
            # CO2 may become carbon dioxide, Covid-19 just Covid.
            self._add(figure, values, is_demanded=False)
            return
        self.words, self.values = [figure + suffix], values
        if suffix.lower() in self.numerals.scales:
            self._scaled("", self.numerals.scales[suffix.lower()])
        if suffix:
            self._finish()

    def _word(self, token: str) -> None:
        word = token.lower()
        numerals = self.numerals
        if word in numerals.cardinals:
            self._cardinal(word, numerals.cardinals[word])
        elif word in numerals.scales:
            self._scaled(word, numerals.scales[word])
        elif word in numerals.ordinals:
            self._cardinal(word, numerals.ordinals[word])
            self._finish()
        elif self.values and token in ("M", "Md", "Mrd", "K", "k"):
            self.values |= {value * numerals.suffixes[word] for value in self.values}
            self.scale = numerals.suffixes[word]
            self._finish()
        elif word == numerals.filler and self.words:
            return
        elif word == numerals.conjunction and self.words and not self.values:
            self.is_joined = True
        else:
            self._plain_word(word, token)

    def _plain_word(self, word: str, token: str) -> None:
        self._finish()
        numerals = self.numerals
        if word in numerals.halves and len(self.between) < 4 and (index := self._before()) >= 0:
            more = {value + 0.5 * (self.last_scale or 1) for value in self.found[index].values}
            self._widen(more, index)
        elif self.found and word in numerals.spans and self.between in ([], ["de"]):
            spans = numerals.spans[word]
            self._widen({other for value in self.found[-1].values for other in spans.get(value, ())})
        if word in numerals.offered:
            values = set(numerals.offered[word])
            self._add(
                token,
                values,
                is_demanded=word in numerals.approximate,
                is_firm=word in numerals.firm,
                scale=1000 if values == {1000} else 0,
            )
        elif token.isupper() and len(token) > 1 and set(token) <= {"I", "V", "X"}:
            self._add(token, {roman_value(token)}, is_demanded=False, is_figure=True, is_firm=True)
        else:
            self.between.append(word)

    # Composition

    def _cardinal(self, word: str, value: int) -> None:
        if self.words and not self._fits(value):
            was_joined = self.is_joined
            self._finish()
            if was_joined:
                self.between.append(self.numerals.conjunction)
        is_eighty = self.numerals.vigesimal and value == 20 and self.current % 100 == 4
        self.current += 76 if is_eighty else value
        self.words.append(word)
        self.is_joined = False

    def _fits(self, value: int) -> bool:
        """Whether the number being read can go on with this word: ``vingt`` + ``deux``, ``cent`` + ``dix``."""
        if self.values:
            return False
        below = self.current % 100
        if self.numerals.vigesimal:
            if self.is_joined:
                return (below in (20, 30, 40, 50, 60) and value == 1) or (below == 60 and value == 11)
            if below == 4:
                return value == 20
            if below == 10:
                return value in (7, 8, 9)
            if below in (60, 80):
                return value < 20
            if below in (70, 90):
                return value < 10
        elif self.is_joined and (below or self.scale > 1000):
            return False
        if below == 0:
            return value < 100
        return below >= 20 and below % 10 == 0 and value < 10

    def _scaled(self, word: str, scale: int) -> None:
        if self.previous == self.numerals.percent_before and scale == 100:
            return
        if self.values:
            # "46 cents" is money as often as a number, "16 milles" a distance.
            kept = self.values if word in ("cents", "milles") else set()
            self.values = kept | {value * scale for value in self.values}
            self.scale = scale
            self.has_dash = False
        elif scale == 100:
            self._hundred()
        elif scale == self.scale and self.current:
            self._split(word, scale)
        elif self.scale and scale > self.scale:
            self.total = (self.total + self.current) * scale
            self.current, self.scale = 0, scale
        else:
            self.total += max(self.current, 1) * scale
            self.current, self.scale = 0, scale
        self.words.append(word)
        self.is_joined = False

    def _split(self, word: str, scale: int) -> None:
        """``three million and five million``: what follows the first scale was another number."""
        count, said = self.current, self.words.pop()
        self.current = 0
        self._finish()
        self.between.append(self.numerals.conjunction)
        self.words, self.total, self.scale = [said], count * scale, scale

    def _hundred(self) -> None:
        if 0 < self.current < 100 and not self.is_joined:
            self.current *= 100
        else:
            if self.current:
                self._finish()
            self.current += 100

    # Results

    def _finish(self) -> None:
        if not self.words:
            return
        text = " ".join(self.words)
        is_figure = bool(self.values)
        values = self.values or {min(self.total + self.current, _LARGEST)}
        is_demanded = text not in self.numerals.alone_offered
        scale, has_dash = self.scale, self.has_dash
        self._reset()
        self._add(text, values, is_demanded=is_demanded, is_figure=is_figure, scale=scale)
        if has_dash:
            self.between.append("-")

    def _add(
        self,
        text: str,
        values: set[float],
        *,
        is_demanded: bool = True,
        is_figure: bool = False,
        is_firm: bool = False,
        scale: int = 0,
    ) -> None:
        if scale >= 1000 and self.found and len(self.between) <= 2:
            values = values | self._scaled_by_neighbor(scale)
        if self.between == ["virgule"] and self._is_decimal_of_the_last(values, is_figure=is_figure):
            return
        if self.between == ["point"] and self.found and not is_figure and 0 < min(values) < 10:
            self._widen({value + min(values) / 10 for value in self.found[-1].values})  # "one point two"
            is_demanded = False
        rounded = frozenset(map(_rounded, values))
        self.found.append(Quantity(text, rounded, is_demanded, is_figure, is_firm))
        self.last_scale = scale
        self.between = []

    def _is_decimal_of_the_last(self, values: set[float], *, is_figure: bool) -> bool:
        """« un virgule deux » is 1.2: the quantity before becomes it."""
        part = min(values, default=0.0)
        if is_figure or not self.found or self.found[-1].is_figure or not 0 < part < 100 or part != int(part):
            return False
        whole, tens = min(self.found[-1].values), 100 if part >= 10 else 10
        value = _rounded(whole + part / tens)
        said = f"{self.found[-1].text} virgule"
        self.found[-1] = Quantity(said, frozenset({value}), is_demanded=True, is_figure=True)
        self.between = []
        return True

    def _scaled_by_neighbor(self, scale: int) -> set[float]:
        """What the quantity before makes of a scale: ``2 à 3 millions``, ``dizaines de milliers``, ``half a million``.

        In a range it is the quantity before that also means millions.
        """
        before, between = self.found[self._before()], self.between
        if before.text.lower() in self.numerals.halves and between in ([], ["-"], ["de"]):
            return {0.5 * scale}
        if between and between[-1] in self.numerals.ranges:
            self._widen({value * scale for value in before.values if value < 1000})
        elif between in (["de"], ["of"], ["d", "'"]) and (not before.is_demanded or before.is_firm):
            self.found[self._before()] = replace(before, is_demanded=False, is_firm=False)
            return {value * scale for value in before.values if value >= 10}
        return set()

    def _before(self) -> int:
        """Where the last quantity is; an article counts for what stands before it (``half a million``)."""
        last = len(self.found) - 1
        return last - 1 if last > 0 and self.found[last].text in ("a", "an") else last

    def _widen(self, values: set[float], index: int = -1) -> None:
        last = self.found[index]
        widened = last.values | set(map(_rounded, values))
        self.found[index] = replace(last, values=widened)
