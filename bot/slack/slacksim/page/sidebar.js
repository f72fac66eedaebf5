// Channels and direct messages with their unread counts. On a phone it is a drawer.

import { $, h, narrow } from "./dom.js";

export function sidebar(choose) {
  const nav = $("side"), opener = $("side-open"), scrim = $("scrim");
  let open = false;

  function show(yes) {
    open = yes;
    nav.classList.toggle("open", yes);
    nav.inert = narrow.matches && !yes;
    scrim.hidden = !yes;
    opener.setAttribute("aria-expanded", String(yes));
  }
  function shut() {
    if (!open) return;
    show(false);
    opener.focus();
  }
  opener.addEventListener("click", () => {
    show(true);
    (nav.querySelector("[aria-current]") ?? $("side-close")).focus();
  });
  $("side-close").addEventListener("click", shut);
  scrim.addEventListener("click", shut);
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") shut(); });
  narrow.addEventListener("change", () => show(false));
  show(false);

  let drawn = "";
  return {
    close: () => show(false),
    update(state, current) {
      $("team").textContent = state.team;
      const waiting = state.channels.some((c) => c.unread > 0 && c.id !== current);
      $("side-dot").hidden = !waiting;
      opener.setAttribute("aria-label", waiting ? "Channels, something is unread" : "Channels");
      const sign = JSON.stringify([state.channels, current]);
      if (sign === drawn) return;
      drawn = sign;
      const held = nav.contains(document.activeElement) ? document.activeElement.dataset.id : null;
      const item = (c) => h("li", {}, h("button", {
        type: "button", class: c.unread ? "unread" : "", "aria-current": c.id === current ? "page" : null, "data-id": c.id,
        on: { click: () => choose(c.id) },
      }, h("span", { class: "sign", "aria-hidden": "true" }, c.kind === "dm" ? "@" : "#"), h("span", { class: "label" }, c.name),
      c.unread ? h("span", { class: "badge" }, String(c.unread), h("span", { class: "vh" }, " unread")) : null));
      $("channels").replaceChildren(...state.channels.filter((c) => c.kind !== "dm").map(item));
      $("dms").replaceChildren(...state.channels.filter((c) => c.kind === "dm").map(item));
      if (held) [...nav.querySelectorAll("[data-id]")].find((b) => b.dataset.id === held)?.focus();
    },
  };
}
