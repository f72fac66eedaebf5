// What can be made to go wrong, in words for whoever tries the bot. A toggle stays pressed until it has struck or is
// called off; the rest happens at once.

import { $, h } from "./dom.js";

const groups = [
  ["With the next thing you do here", [
    ["lose", "Slack misses the bot's answer"], ["twice", "The bot gets it twice"], ["late", "The bot gets it 4 s late"],
  ]],
  ["With the next thing the bot does", [
    ["limit", "It is told to wait 5 s"], ["broken", "Slack has an error"], ["page", "It gets gibberish back"], ["snap", "The line is cut"],
  ]],
  ["Until you call it off", [["down", "Slack is down"]]],
];
const atOnce = [["cut", "Cut the bot's line"], ["warn", "Ask the bot to reconnect"]];

// trouble draws the group; send(button, body) tells the simulator. It returns update(armed), which gives what is armed
// in words.
export function trouble(send) {
  const toggles = new Map();
  const row = (title, buttons) => h("fieldset", { class: "trouble-row" }, h("legend", {}, title), buttons);
  const button = (label, attrs, press) => {
    const node = h("button", { type: "button", ...attrs, on: { click: () => press(node) } }, label);
    return node;
  };
  $("trouble").replaceChildren(
    ...groups.map(([title, faults]) => row(title, faults.map(([what, label]) => {
      const node = button(label, { "aria-pressed": "false", "data-fault": what },
        (at) => send(at, { do: "arm", what, on: at.getAttribute("aria-pressed") !== "true" }));
      toggles.set(what, { node, label });
      return node;
    }))),
    row("At once", atOnce.map(([what, label]) => button(label, { "data-fault": what }, (at) => send(at, { do: what })))),
  );

  return {
    update(armed) {
      for (const [what, { node }] of toggles) node.setAttribute("aria-pressed", String(armed.includes(what)));
      return armed.map((what) => toggles.get(what)?.label ?? what);
    },
  };
}
