"use strict";
// The page is whole without this: it filters the notes and says how many are left, opens a folded note that a link leads to,
// and copies a text to paste.
(() => {
  const notes = document.getElementById("notes"), told = document.getElementById("shown"), all = document.getElementById("show-all");
  const filters = [...notes.querySelectorAll(".filters input, .filters select")];
  const items = [...notes.querySelectorAll(".item")], sets = [...notes.querySelectorAll(".set")];

  const isShown = item => filters.every(filter =>
    filter.type === "checkbox"
      ? filter.checked || !item.classList.contains(filter.value)
      : !filter.value || item.classList.contains(filter.value));

  const apply = () => {
    for (const item of items) item.classList.toggle("out", !isShown(item));
    for (const set of sets) set.classList.toggle("out", !set.querySelector(".item:not(.out)"));
    const count = items.filter(item => !item.classList.contains("out")).length;
    told.textContent = count + " of " + items.length + " notes shown.";
    all.hidden = count === items.length;
  };

  const reset = () => {
    for (const filter of filters) filter.type === "checkbox" ? filter.checked = true : filter.value = "";
    apply();
    filters[0].focus();
  };

  const unfold = () => {
    const target = location.hash && document.getElementById(location.hash.slice(1));
    for (let at = target; at; at = at.parentElement) {
      at.classList.remove("out");
      if (at.localName === "details") at.open = true;
    }
    if (target) target.scrollIntoView();
  };

  const copy = async button => {
    const text = button.parentElement.querySelector("pre");
    getSelection().selectAllChildren(text);
    try {
      await navigator.clipboard.writeText(text.textContent);
      button.textContent = "Copied";
    } catch {
      button.textContent = "Selected";
    }
  };

  document.documentElement.classList.add("scripted");
  if (filters.length) {
    notes.addEventListener("change", apply);
    all.addEventListener("click", reset);
    if (filters.some(filter => filter.localName === "select" && filter.value)) apply();
  }
  document.addEventListener("click", event => {
    if (event.target.matches("button.copy")) copy(event.target);
    if (event.target.closest("a[href^='#']")) setTimeout(unfold);
  });
  addEventListener("hashchange", unfold);
  unfold();
})();
