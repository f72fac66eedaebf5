// The box to write in. Enter sends, Shift+Enter makes a line; "/" offers the commands. What was written stays until
// the server has taken it.

import { h, uid } from "./dom.js";

// composer fills `form`. say(text) resolves to {ok, error}; commands() lists what may be offered after a "/".
export function composer(form, { say, commands }) {
  const listId = uid("commands"), hintId = uid("hint");
  const box = h("textarea", {
    rows: 1, "aria-describedby": hintId, "aria-controls": listId, "aria-autocomplete": "list",
  });
  const list = h("ul", { class: "commands", role: "listbox", id: listId, "aria-label": "Commands", hidden: true });
  const offered = h("div", { class: "vh", role: "status" });
  const hint = h("p", { class: "usage", id: hintId });
  const error = h("p", { class: "send-error", role: "alert", hidden: true });
  const send = h("button", { type: "submit", class: "send" }, "Send");
  form.append(list, error, h("div", { class: "box" }, box, send), hint, offered);

  const drafts = new Map();
  let place = "", found = [], at = 0, sending = false;

  function grow() {
    box.style.height = "auto";
    box.style.height = `${box.scrollHeight + 2}px`;
  }

  function tell(text) {
    error.hidden = !text;
    error.replaceChildren(...(text ? [h("span", { "aria-hidden": "true" }, "⚠ "), text] : []));
  }

  function offer() {
    const typed = box.value;
    found = /^\/\S*$/.test(typed) ? commands().filter((c) => c.command.startsWith(typed)) : [];
    at = 0;
    list.hidden = found.length === 0;
    offered.textContent = found.length ? `${found.length} commands; arrow keys choose, Tab takes one` : "";
    list.replaceChildren(...found.map((c, i) => h("li", {
      role: "option", id: `${listId}-${i}`, on: { mousedown: (event) => { event.preventDefault(); take(i); } },
    }, h("strong", {}, c.command), " ", h("span", { class: "usage" }, c.usage_hint ?? ""), h("small", {}, c.description ?? ""))));
    mark();
    const known = commands().find((c) => typed.startsWith(c.command + " "));
    hint.textContent = known?.usage_hint ? `${known.command} ${known.usage_hint}` : "";
  }

  function mark() {
    [...list.children].forEach((item, i) => item.setAttribute("aria-selected", String(i === at)));
    if (list.hidden) box.removeAttribute("aria-activedescendant");
    else box.setAttribute("aria-activedescendant", `${listId}-${at}`);
  }

  function take(i) {
    box.value = found[i].command + " ";
    box.focus();
    changed();
  }

  function changed() {
    drafts.set(place, box.value);
    grow();
    offer();
  }

  box.addEventListener("input", () => { tell(""); changed(); });
  box.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    const exact = found.length === 1 && found[0].command === box.value;
    if (!list.hidden && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
      at = (at + (event.key === "ArrowDown" ? 1 : found.length - 1)) % found.length;
      mark();
    } else if (!list.hidden && (event.key === "Tab" || (event.key === "Enter" && !event.shiftKey && !exact))) {
      take(at);
    } else if (!list.hidden && event.key === "Escape") {
      list.hidden = true;
      mark();
      event.stopPropagation();
    } else if (event.key === "Enter" && !event.shiftKey) {
      form.requestSubmit();
    } else return;
    event.preventDefault();
  });
  box.addEventListener("blur", () => { list.hidden = true; mark(); });

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const text = box.value.trim();
    if (!text || sending) return;
    const from = place;
    sending = true;
    list.hidden = true;
    box.readOnly = true;
    send.setAttribute("aria-busy", "true");
    tell("");
    const result = await say(text);
    sending = false;
    box.readOnly = false;
    send.removeAttribute("aria-busy");
    if (result.ok) drafts.delete(from);
    if (place !== from) return;
    if (!result.ok) return tell(result.error || "That was not sent.");
    box.value = "";
    changed();
  });

  return {
    focus: () => box.focus(),
    isEmpty: () => sending || box.value.trim() === "",
    // setPlace says where the next text goes; each place keeps its own draft.
    setPlace(key, label) {
      box.setAttribute("aria-label", label);
      box.placeholder = label;
      if (place === key) return;
      place = key;
      box.value = drafts.get(key) ?? "";
      tell("");
      changed();
      list.hidden = true;
    },
  };
}
