// Runs in the browser: draws a list of blocks with our page's modules and with slack-blocks-to-jsx, and reads both.

import { createElement } from "react";
import { flushSync } from "react-dom";
import { createRoot } from "react-dom/client";
import { Message } from "slack-blocks-to-jsx";
import { renderBlocks } from "../page/blocks.js";
import { formatDate } from "../page/time.js";
import { adapt, shown } from "./theirs.mjs";

// Whoever lives in a workspace of the tests and is named where people are chosen; the other draws nothing of a list without them.
const people = [["U0TESS", "Tess"], ["U0CARL", "Carl"], ["U0MONA", "Mona"], ["U0OLGA", "Olga"], ["U0BO", "Bo Quill"], ["U0ZOE", "Zoe"], ["U0MAKEGOOD", "makegood"]];
const rooms = [["C0RECOVERY", "service-recovery"], ["C0DISPATCH", "dispatch"]];
const names = new Map([...people, ...rooms]);

// Both know the same people and channels.
const lexicon = {
  me: () => "U0TESS", user: (id) => names.get(id), channel: (id) => names.get(id),
  date: (seconds, format) => formatDate(seconds, format, Date.now(), 0),
};
const data = {
  users: people.map(([id, name]) => ({ id, name })), channels: rooms.map(([id, name]) => ({ id, name })), user_groups: [],
};

function ours(blocks, host) {
  const ctx = { lexicon, people: people.map(([id, name]) => ({ id, name })), controls: [], send: async () => ({ ok: true }), open() {} };
  host.append(...renderBlocks(blocks, ctx));
}

function theirs(blocks, host) {
  const root = createRoot(host);
  flushSync(() => root.render(createElement(Message, { blocks, logo: "", name: "makegood", data, withoutWrapper: true, unstyled: true })));
}

// read is the text of a drawing as a person reads it, with what stands in its fields. Buttons and choices stand apart.
function read(draw, blocks) {
  const host = document.createElement("main");
  document.body.replaceChildren(host);
  draw(blocks, host);
  for (const unseen of host.querySelectorAll("[popover], [aria-hidden=true]")) unseen.remove();
  for (const field of host.querySelectorAll("input, textarea, select")) {
    const text = field.tagName === "SELECT" ? field.selectedOptions[0]?.textContent : field.value || field.placeholder;
    const line = document.createElement("div");
    line.textContent = ["radio", "checkbox"].includes(field.type) ? "" : text ?? "";
    field.replaceWith(line);
  }
  for (const apart of host.querySelectorAll("button, label, legend")) apart.style.display = "block";
  return host.innerText;
}

const tidy = (text) => text.normalize("NFC").replace(/\s+/g, " ").trim();

// draw returns what ours shows, what theirs shows, and the reasons for what was undone between them.
globalThis.draw = (blocks) => {
  const { blocks: given, reasons } = adapt(blocks, names);
  const other = shown(read(theirs, given), reasons);
  return [tidy(read(ours, blocks)), tidy(other), reasons];
};
