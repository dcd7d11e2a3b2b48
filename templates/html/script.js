"use strict";
// Filters and sorting for the tables that ask for it. Everything is on the page without this; the view is kept in the fragment
// (#users?text=…&severity=…), so that a link reproduces it. Nothing is stored and nothing is fetched.
(() => {
  const root = document.documentElement;
  const collator = new Intl.Collator("en", { numeric: true, sensitivity: "base" });
  const themes = ["auto", "light", "dark"];

  const themeButton = document.querySelector("button.theme");
  if (themeButton) {
    themeButton.hidden = false;
    themeButton.addEventListener("click", () => {
      const next = themes[(themes.indexOf(root.dataset.theme || "auto") + 1) % themes.length];
      if (next === "auto") delete root.dataset.theme; else root.dataset.theme = next;
      themeButton.textContent = "Theme: " + next;
    });
  }

  for (const table of document.querySelectorAll("table[data-sorts]")) {
    const body = table.tBodies[0];
    const original = Array.from(body.rows);
    const heads = Array.from(table.tHead.rows[0].cells);
    const name = table.dataset.sorts;
    const form = document.querySelector('form[data-filters="' + name + '"]');
    const state = { sort: -1, descending: false };

    const key = (row, column) => {
      const cell = row.cells[column];
      return cell.dataset.v === undefined ? cell.textContent.trim() : cell.dataset.v;
    };
    const whole = /^-?[0-9]+$/;
    // Numbers as numbers: a collator does not know what a minus means. What is not known comes last, either way round.
    const compare = (a, b) => {
      if (a === "" || b === "") return (a === "") - (b === "");
      return (state.descending ? -1 : 1) * (whole.test(a) && whole.test(b) ? a - b : collator.compare(a, b));
    };
    const arrange = () => {
      const rows = original.slice();
      if (state.sort >= 0) rows.sort((a, b) => compare(key(a, state.sort), key(b, state.sort)));
      body.append(...rows);
      heads.forEach((head, column) => {
        if (column === state.sort) head.setAttribute("aria-sort", state.descending ? "descending" : "ascending");
        else head.removeAttribute("aria-sort");
      });
    };
    const filter = () => {
      if (!form) return;
      const wanted = form.elements.text.value.trim().toLowerCase();
      const severity = form.elements.severity.value;
      const change = form.elements.state.value;
      const privileged = form.elements.privileged.checked;
      let shown = 0;
      for (const row of original) {
        const hit = (!wanted || row.textContent.toLowerCase().includes(wanted))
          && (!severity || Number(row.dataset.severity) >= Number(severity))
          && (!change || row.dataset.state === change)
          && (!privileged || row.dataset.privileged === "yes");
        row.hidden = !hit;
        if (hit) shown += 1;
      }
      form.querySelector("output").textContent = shown + " of " + original.length + " users";
    };
    const save = () => {
      const view = new URLSearchParams();
      if (form) {
        for (const field of ["text", "severity", "state"]) {
          if (form.elements[field].value) view.set(field, form.elements[field].value);
        }
        if (form.elements.privileged.checked) view.set("privileged", "yes");
      }
      if (state.sort >= 0) view.set("sort", (state.descending ? "-" : "") + state.sort);
      history.replaceState(null, "", "#" + name + (view.size ? "?" + view : ""));
    };
    const restore = () => {
      const [target, query] = location.hash.slice(1).split("?");
      if (target !== name || !query) return;
      const view = new URLSearchParams(query);
      if (form) {
        for (const field of ["text", "severity", "state"]) form.elements[field].value = view.get(field) || "";
        form.elements.privileged.checked = view.get("privileged") === "yes";
      }
      const sort = view.get("sort") || "";
      const column = Math.abs(parseInt(sort, 10));
      if (column >= 0 && column < heads.length) {
        state.sort = column;
        state.descending = sort.startsWith("-");
      }
    };

    heads.forEach((head, column) => {
      const button = document.createElement("button");
      button.type = "button";
      // The label stays text of the cell: Chromium leaves buttons out of headers that repeat on printed pages.
      button.setAttribute("aria-label", "Sort by " + head.textContent.trim());
      head.append(button);
      button.addEventListener("click", () => {
        const first = head.classList.contains("number");
        state.descending = state.sort === column ? !state.descending : first;
        state.sort = column;
        arrange();
        save();
      });
    });
    if (form) {
      form.hidden = false;
      form.addEventListener("input", () => { filter(); save(); });
      form.addEventListener("reset", () => setTimeout(() => { state.sort = -1; arrange(); filter(); save(); }));
      form.addEventListener("submit", (event) => event.preventDefault());
      form.elements.text.addEventListener("keydown", (event) => {
        if (event.key === "Escape") { form.elements.text.value = ""; filter(); save(); }
      });
    }
    restore();
    if (state.sort >= 0) arrange();
    filter();
  }
})();
