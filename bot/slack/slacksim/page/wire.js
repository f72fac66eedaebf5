// The wire log: every call and frame between the bot and the simulated Slack, asked for only while the pane is open.

import { $, h } from "./dom.js";

const kept = 500;

export function wireLog(line) {
  const pane = $("wire"), rows = $("wire-rows"), filter = $("wire-filter"), count = $("wire-count"), toggle = $("wire-toggle");
  let after = 0, timer = 0, open = false, turn = 0;

  function row(entry) {
    const inward = entry.dir === "in";
    const text = `${entry.what} ${entry.note ?? ""} ${entry.body ?? ""}`.toLowerCase();
    const bad = /error|fail|invalid|refus|denied|late|timeout|limited|unknown|dropped|not_|\b[45]\d\d\b/i.test(entry.note ?? "");
    const cells = [
      h("span", { class: "at" }, entry.at),
      h("span", { class: `dir ${inward ? "in" : "out"}` }, h("span", { "aria-hidden": "true" }, inward ? "→ " : "← "), inward ? "to bot" : "from bot"),
      h("span", { class: "what" }, entry.what),
      h("span", { class: "ms" }, `${entry.ms} ms`),
      h("span", { class: bad ? "note bad" : "note" }, bad ? "⚠ " : "", entry.note ?? ""),
    ];
    const item = h("li", {}, entry.body
      ? h("details", {}, h("summary", {}, cells), h("pre", { tabindex: 0 }, entry.body))
      : h("div", { class: "bare" }, cells));
    item.dataset.text = text;
    return item;
  }

  function sift() {
    const wanted = filter.value.trim().toLowerCase();
    let shown = 0;
    for (const item of rows.children) {
      item.hidden = wanted !== "" && !item.dataset.text.includes(wanted);
      if (!item.hidden) shown++;
    }
    count.textContent = wanted ? `${shown} of ${rows.children.length}` : `${rows.children.length} lines`;
  }

  async function poll(mine) {
    try {
      const entries = await line().wire(after);
      if (mine !== turn) return;
      const atEnd = rows.scrollHeight - rows.scrollTop - rows.clientHeight < 40;
      rows.append(...entries.map(row));
      for (const entry of entries) after = Math.max(after, entry.n);
      while (rows.children.length > kept) rows.firstElementChild.remove();
      if (entries.length) {
        sift();
        if (atEnd) rows.scrollTop = rows.scrollHeight;
      }
    } catch {
      count.textContent = "The wire log does not answer.";
    }
    if (mine === turn) timer = setTimeout(poll, 1000, mine);
  }

  function show(yes) {
    open = yes;
    pane.hidden = !yes;
    toggle.setAttribute("aria-expanded", String(yes));
    document.body.classList.toggle("with-wire", yes);
    clearTimeout(timer);
    turn++;
    if (yes) poll(turn);
  }

  toggle.addEventListener("click", () => {
    show(!open);
    if (open) filter.focus();
  });
  const shut = () => { show(false); toggle.focus(); };
  $("wire-close").addEventListener("click", shut);
  $("wire-clear").addEventListener("click", () => { rows.replaceChildren(); sift(); });
  pane.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !(event.target === filter && filter.value)) shut();
  });
  filter.addEventListener("input", sift);
}
