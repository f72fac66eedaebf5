// The controls that act at once: buttons, "⋯" menus and pick lists. Inputs that wait for a submit are in inputs.js.
// `ctx.send(action)` carries the action out and resolves to {ok, error}.

import { h, uid, unsupported } from "./dom.js";
import { textObject } from "./text.js";

export function element(e, block, ctx) {
  switch (e.type) {
    case "button": return button(e, block, ctx);
    case "overflow": return overflow(e, block, ctx);
    case "static_select": return pick(e, block, ctx, optionChoices(e), e.initial_option?.value);
    case "users_select": return pick(e, block, ctx, userChoices(ctx), e.initial_user);
    default: return unsupported(e.type);
  }
}

const keyOf = (block, e, value = "") => `${block.block_id}|${e.action_id}|${value}`;

function button(e, block, ctx) {
  const node = h("button", {
    type: "button", class: `btn ${e.style ?? ""}`, "aria-label": e.accessibility_label, "data-key": keyOf(block, e, e.value),
    on: {
      click: () => {
        if (e.url) ctx.open(e.url);
        fire(node, e, ctx, { do: "press", block_id: block.block_id, action_id: e.action_id, value: e.value ?? "" });
      },
    },
  }, textObject(e.text, ctx.lexicon));
  return node;
}

function overflow(e, block, ctx) {
  const choices = optionChoices(e);
  const label = e.accessibility_label ?? "More actions";
  const node = h("button", { type: "button", class: "btn more", "aria-label": label, "data-key": keyOf(block, e) },
    h("span", { "aria-hidden": "true" }, "⋯"));
  return withMenu(node, label, choices, null, (choice) => {
    if (choice.option.url) ctx.open(choice.option.url);
    fire(node, e, ctx, selection(block, e, choice));
  });
}

// messageMenu is the "⋯" of a message, with the app's shortcuts in it. Tab passes it by, so that a message's own buttons
// stay one Tab apart; the menu key opens it.
export function messageMenu(shortcuts, key, send) {
  const choices = shortcuts.map((s) => ({ key: s.callback_id, label: s.name, detail: s.description }));
  const node = h("button", { type: "button", class: "menu-of", tabindex: -1, "aria-label": "Shortcuts for this message", "data-key": `menu ${key}` },
    h("span", { "aria-hidden": "true" }, "⋯"));
  return withMenu(node, "Shortcuts", choices, null, (choice) => fire(node, {}, {}, () => send(choice.key)));
}

function pick(e, block, ctx, choices, initial) {
  const placeholder = e.placeholder?.text ?? (e.type === "users_select" ? "Select a person" : "Select an option");
  let chosen = choices.find((choice) => choice.key === initial) ?? null;
  const face = h("span", { class: "face" });
  const node = h("button", { type: "button", class: "btn pick", "data-key": keyOf(block, e) },
    face, h("span", { "aria-hidden": "true" }, " ▾"));
  const show = () => {
    face.textContent = chosen?.label ?? placeholder;
    node.setAttribute("aria-label", chosen ? `${placeholder}: ${chosen.label}` : placeholder);
  };
  show();
  ctx.controls?.push({
    block_id: block.block_id, action_id: e.action_id, type: e.type, optional: true,
    read: () => e.type === "users_select" ? { type: e.type, selected_user: chosen?.key ?? null }
      : { type: e.type, selected_option: chosen?.option ?? null },
    write(value) {
      const key = value.selected_user ?? value.selected_option?.value;
      chosen = choices.find((choice) => choice.key === key) ?? chosen;
      show();
    },
    problem: () => "",
  });
  return withMenu(node, placeholder, choices, () => chosen?.key, async (choice) => {
    const before = chosen;
    chosen = choice;
    show();
    if (await fire(node, e, ctx, selection(block, e, choice))) return;
    chosen = before;
    show();
  });
}

export function optionChoices(e) {
  const groups = e.option_groups ?? [{ options: e.options ?? [] }];
  return groups.flatMap((group) => (group.options ?? []).map((option) => ({
    key: option.value, label: option.text?.text ?? "", detail: option.description?.text, group: group.label?.text, option,
  })));
}

export function userChoices(ctx) {
  return ctx.people.map((person) => ({ key: person.id, label: person.name, detail: person.title, user: person.id }));
}

function selection(block, e, choice) {
  return {
    do: "select", block_id: block.block_id, action_id: e.action_id, option: choice.option ?? null, user: choice.user ?? "",
  };
}

// fire asks the element's own question first, shows that something is under way, and tells a failure at the control.
export async function fire(control, e, ctx, action) {
  if (control.getAttribute("aria-busy") === "true") return false;
  const host = control.closest(".host") ?? control;
  if (host.nextElementSibling?.classList.contains("warn")) host.nextElementSibling.remove();
  if (e.confirm && !(await confirm(e.confirm, ctx))) return false;
  control.setAttribute("aria-busy", "true");
  const result = await (typeof action === "function" ? action() : ctx.send(action));
  control.removeAttribute("aria-busy");
  if (!result.ok) {
    host.after(h("span", { class: "warn", role: "alert" }, h("span", { "aria-hidden": "true" }, "⚠ "), result.error || "That did not work."));
  }
  return result.ok;
}

// confirm resolves to true only for the confirming button; the safe one has the focus.
export function confirm(c, ctx) {
  return new Promise((resolve) => {
    const title = uid("confirm"), text = uid("confirm");
    const deny = h("button", { type: "button", class: "btn", autofocus: true, on: { click: () => box.close() } }, c.deny?.text ?? "Cancel");
    const yes = h("button", { type: "button", class: `btn ${c.style ?? "primary"}`, on: { click: () => box.close("yes") } }, c.confirm?.text ?? "Yes");
    const box = h("dialog", { class: "confirm", "aria-labelledby": title, "aria-describedby": text },
      h("h2", { id: title }, c.title?.text ?? "Are you sure?"),
      h("div", { class: "words", id: text }, textObject(c.text, ctx.lexicon)),
      h("div", { class: "row end" }, deny, yes));
    box.addEventListener("keydown", (event) => event.stopPropagation());
    box.addEventListener("close", () => {
      box.remove();
      resolve(box.returnValue === "yes");
    });
    document.body.append(box);
    box.showModal();
  });
}

// withMenu puts a pop-up list under a button: arrows, Home, End, a first letter, Enter, Escape.
function withMenu(node, label, choices, current, choose) {
  const menu = h("div", { class: "menu", popover: "auto", role: "menu", "aria-label": label, id: uid("menu") });
  node.setAttribute("aria-haspopup", "menu");
  node.setAttribute("aria-expanded", "false");
  const items = () => [...menu.querySelectorAll("button")];

  function fill() {
    let group;
    menu.replaceChildren(...choices.flatMap((choice) => {
      const head = choice.group && choice.group !== group ? [h("div", { class: "group", role: "presentation" }, choice.group)] : [];
      group = choice.group;
      const checked = current ? String(current() === choice.key) : null;
      return [...head, h("button", {
        type: "button", role: current ? "menuitemradio" : "menuitem", "aria-checked": checked, tabindex: -1,
        on: { click: () => { menu.hidePopover(); choose(choice); } },
      }, choice.label, choice.detail ? h("small", {}, choice.detail) : null)];
    }));
  }

  node.popoverTargetElement = menu; // so a second press closes the list instead of opening it anew
  node.addEventListener("keydown", (event) => {
    if (event.key !== "ArrowDown") return;
    event.preventDefault();
    node.click();
  });
  menu.addEventListener("beforetoggle", (event) => {
    const open = event.newState === "open";
    node.setAttribute("aria-expanded", String(open));
    if (!open) return window.removeEventListener("scroll", away, true);
    fill();
    requestAnimationFrame(() => {
      place(menu, node);
      (items().find((item) => item.getAttribute("aria-checked") === "true") ?? items()[0])?.focus();
      window.addEventListener("scroll", away, true);
    });
  });
  const away = (event) => { if (!menu.contains(event.target)) menu.hidePopover(); };
  menu.addEventListener("keydown", (event) => {
    const list = items(), at = list.indexOf(document.activeElement);
    const go = { ArrowDown: (at + 1) % list.length, ArrowUp: (at - 1 + list.length) % list.length, Home: 0, End: list.length - 1 }[event.key];
    if (go !== undefined) list[go].focus();
    else if (event.key === "Escape" || event.key === "Tab") {
      menu.hidePopover();
      node.focus();
    } else if (event.key.length === 1 && event.key !== " ") {
      const later = [...list.slice(at + 1), ...list.slice(0, at + 1)];
      later.find((item) => item.textContent.toLowerCase().startsWith(event.key.toLowerCase()))?.focus();
    } else return;
    event.preventDefault();
    event.stopPropagation();
  });
  return h("span", { class: "host" }, node, menu);
}

function place(menu, anchor) {
  const from = anchor.getBoundingClientRect();
  const below = innerHeight - from.bottom - 12, above = from.top - 12;
  const up = menu.offsetHeight > below && above > below;
  menu.style.maxHeight = `${up ? above : below}px`;
  menu.style.left = `${Math.max(8, Math.min(from.left, innerWidth - menu.offsetWidth - 8))}px`;
  menu.style.top = up ? `${from.top - menu.offsetHeight - 4}px` : `${from.bottom + 4}px`;
}
