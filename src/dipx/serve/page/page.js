// The page of `dipx serve`: texts and files to the server's own API, and what comes back side by side.

const by = (id) => document.getElementById(id);
const make = (tag, attributes = {}, ...children) => {
  const element = Object.assign(document.createElement(tag), attributes);
  element.append(...children);
  return element;
};
const SEVERITIES = ["error", "warning", "note"];

const text = by("text");
const result = by("result");
let asking = null; // AbortController of the text that is being translated
let shown = null; // the document on the page
let here = -1;
const FILES = 100; // of a job, as the server takes them

function say(message, wrong = false) {
  by("status").textContent = message;
  by("status").classList.toggle("error", wrong);
}

/** What went wrong, for a person: the browser's "Failed to fetch" says nothing, and a program's parameter is a tick here. */
function told(error) {
  if (error instanceof TypeError) return "The server does not answer.";
  return asked(error.message);
}

function asked(message) {
  return message.replace("say source=fr", "tick “Take it as French”")
    .replace("text_field", "“Column of csv and jsonl files”");
}

const source = () => (by("french").checked ? "fr" : "auto");

const counted = (number, what) => `${number} ${what}${number === 1 ? "" : "s"}`;

// ---- the server

function withKey(fields) {
  return by("key").value ? { ...fields, api_key: by("key").value } : fields;
}

async function answered(response) {
  const body = await response.json().catch(() => ({}));
  if (response.ok) return body;
  const wait = response.headers.get("Retry-After");
  if (response.status === 429 && wait) throw new Error(`The server is busy. Try again in ${wait} seconds.`);
  throw new Error(body.error || `The server answered ${response.status}.`);
}

function post(path, fields, signal) {
  const body = JSON.stringify(withKey(fields));
  return fetch(path, { method: "POST", headers: { "Content-Type": "application/json" }, body, signal }).then(answered);
}

// ---- a text

async function translate() {
  if (!text.value.trim()) { say("There is no text yet."); text.focus(); return; }
  stop();
  const mine = asking = new AbortController();
  by("stop").disabled = false;
  result.setAttribute("aria-busy", "true");
  say("Translating…");
  const began = performance.now();
  try {
    const path = by("bullets").checked ? "v1/summarise" : "v1/translate";
    const answer = await post(path, { text: text.value, source: source() }, mine.signal);
    show(answer.documents[0], "");
    const seconds = ((performance.now() - began) / 1000).toFixed(1);
    say(`${counted(shown.segments.length, "sentence")} in ${seconds} s${doubts(shown)}.`);
  } catch (error) {
    if (asking !== mine) return; // another text took its place
    const old = result.hidden ? "" : " What stands below is the result before.";
    if (error.name === "AbortError") say(`Stopped.${old}`);
    else say(told(error) + old, true);
  } finally {
    if (asking === mine) { asking = null; by("stop").disabled = true; result.removeAttribute("aria-busy"); }
  }
}

function stop() {
  if (asking) asking.abort();
}

function doubts(document_) {
  const found = { error: 0, warning: 0, note: 0 };
  for (const segment of document_.segments) for (const finding of segment.findings || []) found[finding.severity] += 1;
  const doubtful = ["error", "warning"].filter((kind) => found[kind]).map((kind) => counted(found[kind], kind));
  return doubtful.length ? `, ${doubtful.join(" and ")} to look at` : ", no doubt by the checks";
}

// ---- the result

function show(document_, name) {
  shown = document_;
  shown.name = name;
  here = -1;
  result.hidden = false;
  by("result-title").textContent = name ? `Result: ${name}` : "Result";
  by("notes").textContent = notesOf(document_).join(" · ");
  showBullets(document_.bullets);
  let block = -1;
  by("segments").replaceChildren(...document_.segments.map((segment, number) => {
    const row = rowOf(segment, number);
    row.classList.toggle("begins", segment.block !== block && number > 0);
    block = segment.block;
    return row;
  }));
}

function notesOf(document_) {
  const notes = (document_.notes || []).map(asked);
  const reasons = [...new Set((document_.left_out || []).map((span) => span.reason))];
  if (reasons.length) notes.push(`left out: ${reasons.join(", ")}`);
  return notes;
}

function rowOf(segment, number) {
  const french = make("div", { className: "fr", lang: "fr" }, segment.source);
  const english = make("div", { className: "en", lang: "en" }, make("span", { className: "target" }, segment.target));
  const row = make("li", { tabIndex: 0, id: `s${number}` }, make("div", { className: "pair" }, french, english));
  const findings = segment.findings || [];
  const worst = SEVERITIES.find((kind) => findings.some((finding) => finding.severity === kind));
  if (worst) row.classList.add(worst);
  if (findings.length) {
    row.append(make("ul", { className: "findings" }, ...findings.map((finding) =>
      make("li", { className: `finding ${finding.severity}` }, `${finding.severity}, ${finding.code}: ${finding.message}`))));
  }
  const button = make("button", { type: "button", className: "other" }, "other wordings");
  button.setAttribute("aria-label", `Other wordings of sentence ${number + 1}`);
  button.setAttribute("aria-expanded", "false");
  button.addEventListener("click", () => wordings(row, segment, button));
  english.append(button);
  row.addEventListener("focus", () => go(number, false));
  return row;
}

function showBullets(bullets) {
  by("points").hidden = !(bullets && bullets.length);
  by("point-list").replaceChildren(...(bullets || []).map((bullet) => {
    const jumps = bullet.sources.map((source) => {
      const number = shown.segments.findIndex((segment) => segment.start === source.start && segment.end === source.end);
      const jump = make("button", { type: "button", className: "jump" }, `source ${number + 1}`);
      jump.addEventListener("click", () => go(number));
      return jump;
    });
    return make("li", {}, bullet.text, ...jumps);
  }));
}

async function wordings(row, segment, button) {
  const open = row.querySelector(".wordings");
  if (open) { open.remove(); button.setAttribute("aria-expanded", "false"); return; }
  button.disabled = true;
  try {
    const answer = await post("translate", { q: segment.source, source: "fr", target: "en", alternatives: 3 });
    const target = row.querySelector(".target");
    const others = [...new Set([answer.translatedText, ...answer.alternatives])].filter((other) => other !== segment.target);
    const list = make("ul", { className: "wordings", lang: "en" }, ...others.map((other) => {
      const choice = make("button", { type: "button" }, other);
      choice.addEventListener("click", () => {
        segment.target = target.textContent = other;
        say("Taken over. What is doubted there was said of the wording before.");
        list.remove();
        button.setAttribute("aria-expanded", "false");
        button.focus();
      });
      return make("li", {}, choice);
    }));
    if (!others.length) list.append(make("li", {}, "There is no other."));
    button.after(list);
    button.setAttribute("aria-expanded", "true");
  } catch (error) {
    say(told(error), true);
  } finally {
    button.disabled = false;
  }
}

function go(number, focus = true) {
  const rows = by("segments").children;
  if (!rows[number]) return;
  if (rows[here]) rows[here].classList.remove("here");
  here = number;
  rows[here].classList.add("here");
  if (focus) {
    rows[here].focus({ preventScroll: true });
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    rows[here].scrollIntoView({ block: "center", behavior: still ? "auto" : "smooth" });
  }
}

function english() {
  const parts = [];
  let block = null;
  for (const segment of shown.segments) {
    if (segment.block === block) parts[parts.length - 1] += ` ${segment.target}`;
    else parts.push(segment.target);
    block = segment.block;
  }
  return `${parts.join("\n\n")}\n`;
}

// ---- files

async function send(files) {
  if (!files.length) return;
  let sent = 0;
  say(`Sending ${counted(files.length, "file")}…`);
  try {
    for (; sent < files.length; sent += FILES) {
      const job = await fetch("v1/jobs", { method: "POST", body: formOf(files.slice(sent, sent + FILES)) }).then(answered);
      by("jobs").hidden = false;
      follow(job);
    }
    say("");
  } catch (error) {
    say(`${told(error)} ${counted(files.length - sent, "file")} not sent.`, true);
  }
}

function formOf(files) {
  const form = new FormData();
  for (const file of files) form.append("file", file, file.name);
  form.append("source", source());
  if (by("bullets").checked) form.append("bullets", "1");
  if (by("field").value.trim()) form.append("text_field", by("field").value.trim());
  if (by("key").value) form.append("api_key", by("key").value);
  return form;
}

/** The files that were dropped, those in folders too. The entries are gone after the event: they are taken at once. */
async function dropped(transfer) {
  const entries = [...transfer.items].map((item) => item.webkitGetAsEntry()).filter(Boolean);
  if (!entries.some((entry) => entry.isDirectory)) return [...transfer.files];
  return (await Promise.all(entries.map(filesIn))).flat();
}

async function filesIn(entry) {
  if (entry.isFile) return [await new Promise((done, failed) => entry.file(done, failed))];
  const reader = entry.createReader();
  const found = [];
  for (;;) { // a hundred at a time
    const some = await new Promise((done, failed) => reader.readEntries(done, failed));
    if (!some.length) break;
    found.push(...some.filter((each) => !each.name.startsWith(".")));
  }
  return (await Promise.all(found.map(filesIn))).flat();
}

function follow(job) {
  const rows = job.files.map((file, number) => fileRow(job, file, number));
  const acts = make("div", { className: "acts" });
  const cancel = make("button", { type: "button" }, "Cancel");
  const zip = make("a", { className: "file", href: `v1/jobs/${job.id}/zip`, download: "english.zip", hidden: true }, "Download all");
  cancel.addEventListener("click", () => {
    fetch(`v1/jobs/${job.id}`, { method: "DELETE" }).then(answered).catch((error) => say(told(error), true));
  });
  acts.append(cancel, zip);
  const foot = make("li", {}, make("span", { className: "name soft" }, `${job.files.length} together`), acts);
  by("rows").append(...rows.map((row) => row.element), foot);
  const events = new EventSource(`v1/jobs/${job.id}/events`);
  events.onmessage = (event) => {
    const now = JSON.parse(event.data);
    now.files.forEach((file, number) => rows[number].update(file));
    if (now.state === "over") {
      events.close();
      cancel.remove();
      zip.hidden = !now.files.some((file) => file.state === "done");
      const done = now.files.filter((file) => file.state === "done").length;
      say(`${done} of ${now.files.length} files done.`);
    }
  };
  events.onerror = () => { if (events.readyState === EventSource.CLOSED) say("The server does not answer any more.", true); };
}

function fileRow(job, first, number) {
  const state = make("span", { className: "state" });
  const bar = make("progress", { max: 1, value: 0 });
  bar.setAttribute("aria-label", first.name);
  const acts = make("div", { className: "acts" });
  const element = make("li", {}, make("span", { className: "name" }, first.name), state, bar, acts);
  const place = `v1/jobs/${job.id}/files/${number + 1}`;
  const update = (file) => {
    state.textContent = stateOf(file);
    state.classList.toggle("failed", file.state === "failed");
    bar.value = file.segments ? file.done / file.segments : 0;
    bar.hidden = file.state !== "running";
    if (file.state === "done" && !acts.children.length) {
      const look = make("button", { type: "button" }, "Show");
      look.setAttribute("aria-label", `Show ${file.name}`);
      look.addEventListener("click", async () => {
        try {
          show((await fetch(`${place}/report`).then(answered)).documents[0], file.name);
          result.focus();
        } catch (error) { say(told(error), true); }
      });
      const link = make("a", { className: "file", href: place, download: "" }, "Download");
      link.setAttribute("aria-label", `Download ${file.name} in English`);
      acts.append(look, link);
    }
  };
  update(first);
  return { element, update };
}

function stateOf(file) {
  if (file.state === "failed") return `failed: ${asked(file.error)}`;
  if (file.state === "running") return `${file.segments ? Math.floor(100 * file.done / file.segments) : 0} %`;
  if (file.state !== "done") return file.state;
  const found = ["error", "warning"].filter((kind) => file.findings[kind]).map((kind) => counted(file.findings[kind], kind));
  return ["done", ...found, ...file.notes.map(asked)].join(" · ");
}

// ---- hands

by("ask").addEventListener("submit", (event) => { event.preventDefault(); translate(); });
by("stop").addEventListener("click", stop);
by("files").addEventListener("change", () => { send([...by("files").files]); by("files").value = ""; });
text.addEventListener("input", () => {
  by("count").textContent = text.value ? `${text.value.length.toLocaleString("en")} characters` : "";
});
by("copy").addEventListener("click", async () => {
  try {
    await navigator.clipboard.writeText(english());
    say("Copied.");
  } catch {
    say("The browser does not let pages copy here: select the text instead.", true);
  }
});
by("save").addEventListener("click", () => {
  const url = URL.createObjectURL(new Blob([english()], { type: "text/plain" }));
  make("a", { href: url, download: `${(shown.name || "translation").replace(/\.[^.]*$/, "")}.en.txt` }).click();
  setTimeout(() => URL.revokeObjectURL(url), 1000);
});

document.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) { event.preventDefault(); translate(); return; }
  if (event.key === "Escape") { stop(); return; }
  if (!shown || event.ctrlKey || event.metaKey || event.altKey || event.target.matches("textarea, input")) return;
  if (event.key === "j") go(here + 1);
  if (event.key === "k") go(here - 1);
  if (event.key === "f") go(shown.segments.findIndex((segment, number) => number > here && (segment.findings || []).length));
  if (event.key === "a" && here >= 0) by("segments").children[here].querySelector(".other").click();
});

let over = 0;
const holdsFiles = (event) => event.dataTransfer && [...event.dataTransfer.types].includes("Files");
document.addEventListener("dragenter", (event) => { if (holdsFiles(event)) { over += 1; by("drop").hidden = false; } });
document.addEventListener("dragleave", (event) => { if (holdsFiles(event)) { over -= 1; by("drop").hidden = over > 0 ? false : true; } });
document.addEventListener("dragover", (event) => { if (holdsFiles(event)) event.preventDefault(); });
document.addEventListener("drop", (event) => {
  over = 0;
  by("drop").hidden = true;
  if (holdsFiles(event)) { event.preventDefault(); dropped(event.dataTransfer).then(send).catch(() => say("What was dropped cannot be read.", true)); }
});

fetch("frontend/settings").then(answered).then((settings) => {
  by("key-row").hidden = !settings.keyRequired;
  for (const id of ["files", "files-label", "field-row"]) by(id).hidden = !settings.filesTranslation;
  by("kept").textContent = settings.memory ? "This server keeps a translation memory." : "Nothing that you paste is kept.";
  by("files").accept = settings.supportedFilesFormat.join(",");
}).catch(() => say("The server does not answer.", true));
