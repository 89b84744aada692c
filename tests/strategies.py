"""Values of the kinds that several rooms store, for hypothesis."""

from __future__ import annotations

from hypothesis import strategies as st

from dipx.document import Finding

SPANS = st.tuples(st.integers(0, 99), st.integers(0, 99))
LINKS = st.lists(st.tuples(SPANS, SPANS), max_size=3).map(tuple)
# Torch, which other tests load, makes the processor flush subnormal numbers; hypothesis refuses to make them then.
SCORES = st.floats(allow_nan=False, allow_infinity=False, allow_subnormal=False)
FINDINGS = st.builds(Finding, st.text(), st.sampled_from(["note", "warning", "error"]), st.text(), st.text(), st.text())
