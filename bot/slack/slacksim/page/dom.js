// Building DOM without markup strings: whatever a message says stays text.

export const $ = (id) => document.getElementById(id);

// h makes an element. Attributes that are null, undefined or false are left out; "on" holds listeners.
export function h(tag, attrs, ...kids) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attrs ?? {})) {
    if (value === null || value === undefined || value === false) continue;
    if (name === "on") for (const [type, listener] of Object.entries(value)) node.addEventListener(type, listener);
    else node.setAttribute(name, value === true ? "" : String(value));
  }
  node.append(...kids.flat(Infinity).filter((kid) => kid !== null && kid !== undefined && kid !== false));
  return node;
}

let last = 0;
export const uid = (prefix) => `${prefix}-${++last}`;

// link refuses every scheme that could run something.
export function link(url, label) {
  if (!/^(https?:|mailto:|tel:|\/)/i.test(url)) return document.createTextNode(label || url);
  return h("a", { href: url, target: "_blank", rel: "noopener noreferrer" }, label || url);
}

export function unsupported(what) {
  return h("div", { class: "unsupported", role: "note" }, `unsupported block: ${what}`);
}

export function initials(name) {
  const words = name.trim().split(/[\s._-]+/).filter(Boolean);
  return words.slice(0, 2).map((word) => [...word][0].toUpperCase()).join("") || "?";
}

export const narrow = window.matchMedia("(max-width: 760px)");
