"use strict";
(() => {
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const by = (id) => document.getElementById(id);
  const corrections = new Map(); // row → the corrected English
  const status = (text) => { by("status").textContent = text; };
  document.querySelector(".tools").hidden = false;

  let here = null;
  const rows = () => all(".row:not([hidden])");
  function go(row) {
    if (!row) return;
    if (here) here.classList.remove("here");
    here = row;
    row.classList.add("here");
    row.focus({ preventScroll: true });
    row.scrollIntoView({ block: "center" });
  }
  function step(by, wanted) {
    const list = rows();
    let index = here ? list.indexOf(here) : by > 0 ? -1 : list.length;
    do index += by; while (list[index] && !wanted(list[index]));
    go(list[index]);
  }

  function sort(worst) {
    for (const box of all(".rows")) {
      const list = all(".row", box);
      const key = (row) => Number(row.dataset.order);
      list.sort((a, b) => (worst ? b.dataset.weight - a.dataset.weight : 0) || key(a) - key(b));
      box.append(...list);
    }
  }
  function only(on) {
    for (const row of all(".row")) row.hidden = on && row.dataset.weight === "0";
  }
  function toggle(id, action) {
    const button = by(id);
    const on = button.getAttribute("aria-pressed") !== "true";
    button.setAttribute("aria-pressed", String(on));
    action(on);
    if (here) here.scrollIntoView({ block: "center" });
  }

  function edit(row) {
    const text = row && row.querySelector(".en .text");
    if (!text || row.querySelector("textarea")) return;
    const area = document.createElement("textarea");
    area.value = text.textContent;
    area.lang = "en";
    area.setAttribute("aria-label", "The English of this segment");
    text.hidden = true;
    text.after(area);
    area.style.height = `${area.scrollHeight + 8}px`;
    area.focus();
    area.addEventListener("keydown", (event) => {
      if (event.key === "Escape") { event.stopPropagation(); close(); row.focus(); }
    });
    area.addEventListener("blur", close, { once: true });
    let open = true;
    function close() {
      if (!open) return; // removing the area blurs it, which closes it
      open = false;
      const value = area.value.trim().replace(/\s+/g, " ");
      if (value && value !== text.textContent) {
        text.textContent = value;
        forget(row);
        row.classList.add("corrected");
        corrections.set(row, value);
        by("save").disabled = false;
        status(`${corrections.size} corrected, not saved yet`);
      }
      area.remove();
      text.hidden = false;
    }
  }
  // Words that belong together light up. They get elements of their own when a row is first asked for them.
  const linked = new Map(); // row → { partners: element → elements, order: the French ones, at: the one lit }
  function words(row) {
    if (!row || !row.dataset.links) return null;
    if (linked.has(row)) return linked.get(row);
    const links = JSON.parse(row.dataset.links);
    const french = wrap(row.querySelector(".fr"), links.map((link) => link.slice(0, 2)));
    const english = wrap(row.querySelector(".text"), links.map((link) => link.slice(2)));
    const partners = new Map();
    for (const [a, , c] of links) {
      for (const [one, other] of [[french.get(a), english.get(c)], [english.get(c), french.get(a)]]) {
        if (!partners.has(one)) partners.set(one, new Set());
        partners.get(one).add(other);
      }
    }
    const made = { partners, order: [...french.keys()].sort((a, b) => a - b).map((start) => french.get(start)), at: -1 };
    linked.set(row, made);
    return made;
  }
  function wrap(box, ranges) {
    const made = new Map();
    const walk = document.createTreeWalker(box, NodeFilter.SHOW_TEXT);
    let node = walk.nextNode();
    while (node && node.parentElement.matches(".n")) node = walk.nextNode();
    if (!node) return made;
    const characters = Array.from(node.data); // the offsets count code points
    const parts = document.createDocumentFragment();
    let done = 0;
    for (const [start, end] of ranges.sort((a, b) => a[0] - b[0])) {
      if (start < done) continue;
      const element = document.createElement("span");
      element.className = "w";
      element.textContent = characters.slice(start, end).join("");
      parts.append(characters.slice(done, start).join(""), element);
      made.set(start, element);
      done = end;
    }
    parts.append(characters.slice(done).join(""));
    node.replaceWith(parts);
    return made;
  }
  function light(row, element) {
    for (const lit of all(".lit")) lit.classList.remove("lit");
    const found = element && words(row).partners.get(element);
    if (!found) return null;
    for (const one of [element, ...found]) one.classList.add("lit");
    return found;
  }
  function word(by) {
    const row = here;
    const found = words(row);
    if (!found) return;
    found.at = Math.min(Math.max(found.at + by, 0), found.order.length - 1);
    const element = found.order[found.at];
    const partners = light(row, element);
    if (partners) status(`${element.textContent}: ${[...partners].map((one) => one.textContent).join(", ")}`);
  }
  function forget(row) {
    linked.delete(row);
    delete row.dataset.links;
  }

  function source(row) {
    const clone = row.querySelector(".fr").cloneNode(true);
    clone.querySelector(".n").remove();
    return clone.textContent;
  }
  function save() {
    if (!corrections.size) return;
    const lines = [...corrections].map(([row, target]) =>
      JSON.stringify({ source: source(row), target, path: row.closest("article").dataset.path }));
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([lines.join("\n") + "\n"], { type: "application/jsonl" }));
    link.download = "corrections.jsonl";
    link.click();
    URL.revokeObjectURL(link.href);
    status(`${corrections.size} saved; take them in with: dipx cache import corrections.jsonl`);
  }
  function help() {
    const keys = by("keys");
    keys.hidden = !keys.hidden;
    by("help").setAttribute("aria-expanded", String(!keys.hidden));
  }

  const found = (row) => row.dataset.weight !== "0";
  const keys = {
    j: () => step(1, () => true), k: () => step(-1, () => true), n: () => step(1, found), p: () => step(-1, found),
    e: () => edit(here), "[": () => word(-1), "]": () => word(1), w: () => toggle("worst", sort), o: () => toggle("only", only), s: save, "?": help,
  };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.matches("textarea, input")) return;
    if (keys[event.key]) { event.preventDefault(); keys[event.key](); }
  });
  by("worst").onclick = keys.w;
  by("only").onclick = keys.o;
  by("save").onclick = save;
  by("help").onclick = help;
  for (const link of all(".source")) {
    link.addEventListener("click", (event) => { event.preventDefault(); go(by(link.hash.slice(1))); });
  }
  for (const row of all(".row")) {
    row.addEventListener("pointerover", (event) => light(row, words(row) && event.target.closest(".w")));
    row.addEventListener("pointerleave", () => light(row, null));
    row.addEventListener("click", () => { if (here !== row && !getSelection().toString()) { if (here) here.classList.remove("here"); here = row; row.classList.add("here"); } });
    row.addEventListener("dblclick", (event) => { if (event.target.closest(".text")) edit(row); });
  }
  addEventListener("beforeunload", (event) => {
    if (corrections.size && !by("status").textContent.includes("saved;")) event.preventDefault();
  });
})();
