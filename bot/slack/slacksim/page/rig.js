// The strip above the workspace: who you are, what time it is there, and what can be done to it from outside.

import { $, h, narrow } from "./dom.js";
import { hour, moment, offsetOf } from "./time.js";
import { trouble } from "./trouble.js";

// rig returns update(state) and link(heard). become(key) changes the person; line() is the session in use.
export function rig({ become, line }) {
  const persona = $("persona"), due = $("jump-due"), note = $("rig-note"), panel = $("rig-panel"), toggle = $("rig-toggle");
  const wrong = $("trouble"), wrongToggle = $("trouble-toggle");
  const faulty = trouble((button, body) => control(button, body, body.do === "arm"));
  let base = 0, offset = 0, heardAt = 0;

  const now = () => base + (performance.now() - heardAt);
  setInterval(tick, 1000);

  function tick() {
    if (!base) return;
    $("clock").textContent = moment(now(), offset);
    $("clock-short").textContent = hour(now(), offset);
  }

  function fold(open) {
    $("rig").classList.toggle("open", open);
    toggle.setAttribute("aria-expanded", String(open));
    if (!open && narrow.matches) spread(false);
  }

  function spread(open) {
    wrong.hidden = !open;
    wrongToggle.setAttribute("aria-expanded", String(open));
  }

  // control does something to the simulation; on a phone the panel then makes room, unless it is to stay.
  async function control(button, body, stays) {
    if (button.getAttribute("aria-busy") === "true") return;
    button.setAttribute("aria-busy", "true");
    const result = await line().control(body);
    button.removeAttribute("aria-busy");
    note.hidden = Boolean(result.ok);
    note.textContent = result.ok ? "" : `⚠ ${result.error}`;
    if (result.ok && !stays && narrow.matches) fold(false);
  }

  persona.addEventListener("change", () => become(persona.value));
  toggle.addEventListener("click", () => fold(!$("rig").classList.contains("open")));
  panel.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !narrow.matches) return;
    fold(false);
    toggle.focus();
  });
  $("wire-toggle").addEventListener("click", () => fold(false));
  wrongToggle.addEventListener("click", () => spread(wrong.hidden));
  wrong.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    spread(false);
    wrongToggle.focus();
  });
  due.addEventListener("click", () => control(due, { do: "jump", to: "due" }));
  $("jump-hour").addEventListener("click", (event) => control(event.currentTarget, { do: "jump", seconds: 3600 }));
  $("jump-day").addEventListener("click", (event) => control(event.currentTarget, { do: "jump", seconds: 86400 }));
  $("restart").addEventListener("click", (event) => control(event.currentTarget, { do: "restart" }));

  return {
    now, offset: () => offset,
    update(state) {
      base = Date.parse(state.now);
      offset = offsetOf(state.now);
      heardAt = performance.now();
      tick();
      const people = JSON.stringify(state.people);
      if (persona.dataset.people !== people) {
        persona.dataset.people = people;
        persona.replaceChildren(...state.people.map((p) => h("option", { value: p.key }, `${p.name} - ${p.title}`)));
      }
      persona.value = state.me.key;
      due.disabled = !state.next_due;
      due.textContent = state.next_due
        ? `Jump to next due (${moment(Date.parse(state.next_due), offset)})` : "Jump to next due (nothing due)";
      const sockets = state.bot?.sockets ?? 0;
      $("sockets").textContent = sockets ? `● bot connected (${sockets})` : "○ bot down";
      $("sockets").classList.toggle("bad", !sockets);
      const faults = state.faults ?? [];
      const armed = faulty.update(state.armed ?? []);
      $("armed").hidden = armed.length === 0;
      const words = armed.length ? `Will go wrong: ${armed.join("; ")}` : "";
      if ($("armed").textContent !== words) $("armed").textContent = words;
      const short = [sockets ? "" : "bot down", faults.length ? `⚠ ${faults.length}` : ""].filter(Boolean).join(" · ");
      $("short-note").textContent = short && ` · ${short}`;
      $("faults").hidden = faults.length === 0;
      $("faults-count").textContent = `⚠ Faults: ${faults.length}`;
      $("faults-list").replaceChildren(...faults.map((fault) => h("li", {}, fault)));
    },
    link(heard) {
      $("link-note").hidden = heard;
      $("link-note").textContent = heard ? "" : "⚠ The simulator cannot be reached; trying again.";
    },
  };
}
