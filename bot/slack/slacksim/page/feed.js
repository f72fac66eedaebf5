// A list of messages that changes under the reader's hands: a message is drawn again only when it changed, focus stays
// where it was, and the list follows the newest message only for who is already there.

import { h, initials } from "./dom.js";
import { renderBlocks } from "./blocks.js";
import { messageMenu } from "./elements.js";
import { mrkdwn } from "./text.js";
import { day, hour } from "./time.js";

const together = 300; // seconds within which one author's messages share a head

// feed draws into `list` inside `scroller`. show(messages, ctx) returns the messages that were not there before;
// ctx adds to what blocks need: offset, inThread, contextFor(message), openThread(ts), openRoot, menu, use(message, shortcut).
export function feed(scroller, list, pill) {
  let drawn = new Map(), stuck = true, auto = -1;

  const atEnd = () => scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < 40;
  scroller.addEventListener("scroll", () => {
    stuck = atEnd() || Math.abs(scroller.scrollTop - auto) < 2;
    if (stuck) pill.hidden = true;
  });
  const follow = new ResizeObserver(() => { if (stuck) toNewest(); });
  follow.observe(scroller);
  follow.observe(list);
  pill.addEventListener("click", () => {
    toNewest();
    list.lastElementChild?.querySelector("article").focus();
  });

  // toNewest shows the end, or the beginning of a newest message that is taller than the window.
  function toNewest() {
    const last = list.lastElementChild;
    const end = scroller.scrollHeight - scroller.clientHeight;
    scroller.scrollTop = last ? Math.min(end, last.offsetTop - 8) : end;
    auto = scroller.scrollTop;
    stuck = true;
    pill.hidden = true;
  }

  return {
    toNewest,
    focusNewest: () => (list.lastElementChild?.querySelector("article") ?? scroller).focus(),
    clear() {
      drawn = new Map();
      list.replaceChildren();
      stuck = true;
    },
    show(messages, ctx) {
      const next = new Map(), fresh = [];
      let before = null, at = list.firstElementChild, added = false;
      for (const message of messages) {
        const key = `${message.ts}${message.ephemeral ? " only you" : ""}`;
        const frame = frameOf(message, before, ctx);
        const sign = JSON.stringify([message, frame]);
        let was = drawn.get(key);
        if (!was || was.sign !== sign) {
          const item = draw(message, frame, ctx);
          if (was) {
            if (was.item === at) at = at.nextElementSibling;
            swap(was.item, item);
          } else {
            fresh.push(message);
            added = true;
          }
          was = { item, sign };
        }
        was.item.classList.toggle("opened", ctx.openRoot === message.ts);
        next.set(key, was);
        if (was.item === at) at = at.nextElementSibling;
        else if (was.item.nextElementSibling !== at || was.item.parentNode !== list) list.insertBefore(was.item, at);
        before = message;
      }
      let held = false;
      for (const [key, was] of drawn) {
        if (next.has(key)) continue;
        held ||= was.item.contains(document.activeElement);
        was.item.remove();
      }
      drawn = next;
      if (held) this.focusNewest();
      if (stuck) toNewest();
      else if (added) pill.hidden = false;
      return fresh;
    },
  };
}

// swap puts a redrawn message in place of the old one, with the focus on the same control or else on the message.
function swap(old, item) {
  const active = document.activeElement;
  const held = old.contains(active);
  const key = active?.dataset?.key;
  old.replaceWith(item);
  if (!held) return;
  const same = key && [...item.querySelectorAll("[data-key]")].find((node) => node.dataset.key === key);
  (same || item.querySelector("article")).focus({ preventScroll: true });
}

function frameOf(message, before, ctx) {
  const seconds = Number.parseFloat(message.ts);
  const label = day(seconds * 1000, ctx.offset);
  const date = !before || day(Number.parseFloat(before.ts) * 1000, ctx.offset) !== label ? label : "";
  const isRoot = ctx.inThread && !before;
  const compact = Boolean(before) && !date && before.user === message.user && !before.ephemeral && !message.ephemeral &&
    seconds - Number.parseFloat(before.ts) < together && !before.reply_count && !(ctx.inThread && before.ts === ctx.openRoot);
  const answered = !ctx.inThread && ctx.lastReply(message.ts);
  return {
    date, compact, isRoot, time: hour(seconds * 1000, ctx.offset),
    last: answered ? ctx.lexicon.date(Number.parseFloat(answered), "{date_short_pretty} at {time}") : "",
  };
}

// menuKey opens a message's "⋯" for the menu key; a mouse's own menu stays the browser's.
function menuKey(event, article) {
  const node = article.querySelector(".menu-of");
  if (!node || event.button === 2) return;
  event.preventDefault();
  node.focus();
  node.click();
}

const replies = (n) => n === 1 ? "1 reply" : `${n} replies`;

function draw(m, frame, ctx) {
  const name = m.name || ctx.lexicon.user(m.user) || m.user;
  const words = m.blocks?.length
    ? renderBlocks(m.blocks, ctx.contextFor(m))
    : h("div", { class: "block words" }, mrkdwn(m.text ?? "", ctx.lexicon));
  const thread = !ctx.inThread && m.reply_count > 0 && h("button", {
    type: "button", class: "replies", "data-key": `thread ${m.ts}`, on: { click: () => ctx.openThread(m.ts) },
  }, h("strong", {}, replies(m.reply_count)), frame.last ? h("span", {}, ` · last reply ${frame.last}`) : null);
  const edited = m.edited && h("span", { class: "edited" }, "(edited)");
  const menu = !m.ephemeral && ctx.menu.length > 0 && messageMenu(ctx.menu, m.ts, (shortcut) => ctx.use(m, shortcut));
  const label = `${name}${m.bot ? ", app" : ""}, ${frame.time}${m.ephemeral ? ", only visible to you" : ""}`;
  const article = h("article", {
    class: `message${frame.compact ? " compact" : ""}${m.ephemeral ? " ephemeral" : ""}`, tabindex: -1, "aria-label": label,
    on: { contextmenu: (event) => menuKey(event, article) },
  },
  m.ephemeral && h("div", { class: "only" }, h("span", { "aria-hidden": "true" }, "◉ "), "Only visible to you"),
  h("div", { class: "gutter", "aria-hidden": "true" }, frame.compact ? h("span", { class: "time" }, frame.time.replace(/ .M$/, "")) : avatar(m.user, name, m.bot)),
  h("div", { class: "content" },
    !frame.compact && h("div", { class: "by" }, h("strong", {}, name), m.bot && h("span", { class: "app-badge" }, "APP"),
      h("span", { class: "time" }, frame.time), edited),
    frame.compact && edited, words, thread),
  menu);
  return h("li", {}, frame.date && h("div", { class: "day" }, h("span", {}, frame.date)), article,
    frame.isRoot && m.reply_count > 0 && h("div", { class: "day left" }, h("span", {}, replies(m.reply_count))));
}

export function avatar(id, name, bot) {
  const tint = [...id].reduce((sum, c) => Math.imul(sum ^ c.codePointAt(0), 16777619) >>> 0, 2166136261) % 5;
  return h("span", { class: `avatar ${bot ? "bot" : "tint-" + tint}`, "aria-hidden": "true" }, initials(name));
}
