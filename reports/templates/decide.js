"use strict";
// Decisions made in the page: a form for each finding, built when its note comes near the window, and a file to download, which
// `footnotary decisions import` takes. What is not downloaded yet is kept as long as the tab, where the browser lets a file do so.
(() => {
  const notes = document.getElementById("notes"), form = document.getElementById("form").content;
  const bar = document.querySelector(".drafted"), told = bar.querySelector("[role=status]"), next = bar.querySelector(".next");
  const briefing = JSON.parse(notes.dataset.briefing), name = briefing.replace(/[^\p{L}\p{N}._-]+/gu, "-") + ".decisions.toml";
  const kept = "footnotary decisions on " + briefing, made = new Map();
  let saved = true;

  const today = () => new Date(Date.now() - new Date().getTimezoneOffset() * 60000).toISOString().slice(0, 10);
  const line = text => text.replace(/\s+/g, " ").trim();
  // JSON escapes all that a string of TOML may not hold, but for the character that deletes; half a character is none.
  const string = text => JSON.stringify(text.replace(/\p{Surrogate}/gu, "\ufffd")).replace(/\x7f/g, "\\u007f");

  const parts = ["note", "claim", "source", "rule", "said"];
  const row = ([label, index, rule, defect, ...seen], one) => "  { " + [
    ["briefing", string(briefing)], ["label", string(label)], ["citation_index", index], ["rule", string(rule)],
    ["defect", defect === null ? null : string(defect)], ["verdict", string(one.verdict)], ["by", string(one.by)],
    ["date", one.date], ["reason", string(line(one.reason))],
    ["seen", "{ " + seen.map((of, part) => parts[part] + " = " + string(of)).join(", ") + " }"],
  ].filter(([, value]) => value !== null).map(([key, value]) => key + " = " + value).join(", ") + " },\n";

  const file = () => "version = 1\ndecisions = [\n" + [...made].map(([seen, one]) => row(JSON.parse(seen), one)).join("") + "]\n";

  const tell = isSaved => {
    saved = isSaved || !made.size;
    const count = made.size + (made.size === 1 ? " decision" : " decisions");
    told.textContent = !made.size ? "" : saved ? count + " downloaded as " + name + "." : count + " made here, not downloaded yet.";
    next.hidden = !made.size;
    bar.classList.toggle("any", made.size > 0);
    try {
      saved ? sessionStorage.removeItem(kept) : sessionStorage.setItem(kept, JSON.stringify([...made]));
    } catch {}
  };

  const show = place => {
    const one = made.get(place.dataset.seen), details = place.querySelector(":scope > .decide");
    details.querySelector("summary").firstChild.data = one ? "Decided here: " + one.verdict.replace("-", " ") + " (" + one.by + ")" : "Decide";
    details.querySelector(".undo").hidden = !one;
    const fields = details.querySelector("form").elements;
    for (const [field, value] of Object.entries(one || {})) fields[field].value = value;
  };

  const build = item => {
    for (const place of item.querySelectorAll("[data-seen]")) {
      if (place.querySelector(":scope > .decide") || place.closest(".more:not([open])")) continue;
      const copy = form.cloneNode(true);
      copy.querySelector(".unseen").textContent += place.querySelector("p").textContent;
      place.append(copy);
      show(place);
    }
  };

  const near = new IntersectionObserver(entries => {
    for (const entry of entries) if (entry.isIntersecting) { near.unobserve(entry.target); build(entry.target); }
  }, {rootMargin: "100% 0px"});

  notes.addEventListener("focusin", event => {
    const item = event.target.closest(".item");
    if (item) for (const one of [item, item.nextElementSibling]) if (one) build(one);
  });
  notes.addEventListener("toggle", event => {
    if (event.target.matches(".more[open]")) build(event.target);
    if (!event.target.matches(".decide[open]")) return;
    const fields = event.target.querySelector("form").elements, last = [...made.values()].pop();
    fields.by.value ||= last ? last.by : "";
    fields.date.value ||= last ? last.date : today();
    fields.date.max = today();
  }, true);
  notes.addEventListener("submit", event => {
    event.preventDefault();
    const place = event.target.closest("[data-seen]"), fields = event.target.elements;
    fields.reason.setCustomValidity("");
    if (!line(fields.reason.value)) {
      fields.reason.setCustomValidity("Say in a sentence why.");
      fields.reason.reportValidity();
      return;
    }
    made.set(place.dataset.seen, Object.fromEntries(["verdict", "reason", "by", "date"].map(field => [field, fields[field].value])));
    show(place);
    tell(false);
    event.target.parentElement.open = false;
    event.target.parentElement.firstElementChild.focus();
  });
  notes.addEventListener("click", event => {
    if (!event.target.matches(".undo")) return;
    const place = event.target.closest("[data-seen]");
    made.delete(place.dataset.seen);
    show(place);
    tell(false);
    place.querySelector(".decide summary").focus();
  });
  bar.querySelector(".download").addEventListener("click", () => {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([file()], {type: "application/toml"}));
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
    tell(true);
  });
  addEventListener("beforeunload", event => { if (!saved) event.preventDefault(event.returnValue = true); });

  bar.querySelector("bdi").textContent = name;
  try {
    for (const [seen, one] of JSON.parse(sessionStorage.getItem(kept) || "[]")) made.set(seen, one);
  } catch {}
  tell(false);
  for (const item of notes.querySelectorAll(".item")) near.observe(item);
})();
