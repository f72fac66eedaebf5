// Words of a message: Slack's mrkdwn, plain text, standard Markdown and rich text, each as DOM nodes.
// `lexicon` knows who reads (me) and names: user(id), channel(id), date(seconds, format).

import { h, link, unsupported } from "./dom.js";

const unescape = (s) => s.replace(/&(lt|gt|amp);/g, (_, name) => ({ lt: "<", gt: ">", amp: "&" })[name]);

// textObject renders a {type: mrkdwn|plain_text, text} object.
export function textObject(object, lexicon) {
  if (!object) return [];
  return object.type === "mrkdwn" ? mrkdwn(object.text ?? "", lexicon) : [object.text ?? ""];
}

export function mrkdwn(text, lexicon) {
  return fenced(text, (part) => quoted(part, /^(?:&gt;|>) ?/, (s) => inline(s, slackMarks, lexicon)), unescape);
}

export function markdown(text, lexicon) {
  const spans = (s) => inline(s, standardMarks, lexicon);
  const lines = (part) => {
    const nodes = [];
    for (const line of part.split("\n")) {
      const heading = /^#{1,6}\s+(.*)$/.exec(line);
      const item = /^(\s*)(?:[-*+]|(\d+)[.)])\s+(.*)$/.exec(line);
      if (heading) nodes.push(h("div", { class: "md-head", role: "heading", "aria-level": 4 }, spans(heading[1])));
      else if (item) nodes.push(h("div", { class: "md-item" }, `${item[2] ? item[2] + "." : "•"} `, spans(item[3])));
      else nodes.push(h("div", { class: "md-line" }, line.trim() ? spans(line) : " "));
    }
    return nodes;
  };
  return fenced(text, (part) => quoted(part, /^> ?/, lines), (s) => s.replace(/^\w+\n/, ""));
}

// plain is what a screen reader hears of a new message.
export const plain = (text, lexicon) => h("span", {}, mrkdwn(text, lexicon)).textContent;

// fenced cuts out ``` blocks; an unclosed fence is ordinary text.
function fenced(text, outside, inside) {
  const nodes = [];
  let at = 0;
  for (const m of text.matchAll(/\n?```\n?([^]*?)\n?```\n?/g)) {
    if (m.index > at) nodes.push(...outside(text.slice(at, m.index)));
    nodes.push(h("pre", {}, inside(m[1])));
    at = m.index + m[0].length;
  }
  if (at < text.length) nodes.push(...outside(text.slice(at)));
  return nodes;
}

function quoted(text, mark, render) {
  const nodes = [];
  let run = [], quote = false;
  const flush = () => {
    if (!run.length) return;
    const inner = render(run.join("\n"));
    if (quote) nodes.push(h("blockquote", {}, inner));
    else nodes.push(...inner);
    run = [];
  };
  for (const line of text.split("\n")) {
    const is = mark.test(line);
    if (is !== quote) flush();
    quote = is;
    run.push(is ? line.replace(mark, "") : line);
  }
  flush();
  return nodes;
}

const slackMarks = [
  [/`([^`\n]+)`/, (m) => h("code", {}, unescape(m[1]))],
  [/<([^<>\n]+)>/, (m, lexicon) => angle(m[1], lexicon)],
  [/https?:\/\/[^\s<>|"]*[^\s<>|".,;:!?)*_~]/, (m) => link(unescape(m[0]))],
  [/(?<![\w*])\*(?=\S)([^*\n]*[^*\s])\*(?![\w*])/, (m, x) => h("strong", {}, inline(m[1], slackMarks, x))],
  [/(?<!\w)_(?=\S)([^_\n]*[^_\s])_(?!\w)/, (m, x) => h("em", {}, inline(m[1], slackMarks, x))],
  [/(?<![\w~])~(?=\S)([^~\n]*[^~\s])~(?![\w~])/, (m, x) => h("s", {}, inline(m[1], slackMarks, x))],
];

const standardMarks = [
  [/`([^`\n]+)`/, (m) => h("code", {}, m[1])],
  [/\[([^\]\n]+)\]\(([^)\s]+)\)/, (m) => link(m[2], m[1])],
  [/\*\*(?=\S)([^\n]*?\S)\*\*/, (m, x) => h("strong", {}, inline(m[1], standardMarks, x))],
  [/~~(?=\S)([^\n]*?\S)~~/, (m, x) => h("s", {}, inline(m[1], standardMarks, x))],
  [/(?<![\w*])[*_](?=\S)([^*_\n]*[^*_\s])[*_](?![\w*])/, (m, x) => h("em", {}, inline(m[1], standardMarks, x))],
];

// inline takes the mark that begins first; on a tie the earlier rule wins.
function inline(text, marks, lexicon) {
  const nodes = [];
  while (text) {
    let best = null, make = null;
    for (const [pattern, build] of marks) {
      const m = pattern.exec(text);
      if (m && (!best || m.index < best.index)) [best, make] = [m, build];
    }
    if (!best) break;
    if (best.index) nodes.push(unescape(text.slice(0, best.index)));
    nodes.push(make(best, lexicon));
    text = text.slice(best.index + best[0].length);
  }
  if (text) nodes.push(unescape(text));
  return nodes;
}

const mention = (text, mine) => h("span", { class: mine ? "mention mine" : "mention" }, text);
const toUser = (id, label, x) => mention(`@${x.user(id) ?? (label || id)}`, id === x.me());
const toChannel = (id, label, x) => x.channel(id) ? h("a", { class: "mention", href: `#${id}` }, `#${x.channel(id)}`) : mention(`#${label || id}`);
const toAll = (range) => mention(`@${range}`, true);

function angle(body, lexicon) {
  const cut = body.indexOf("|");
  const target = cut < 0 ? body : body.slice(0, cut);
  const label = cut < 0 ? "" : unescape(body.slice(cut + 1));
  if (/^@/.test(target)) return toUser(target.slice(1), label, lexicon);
  if (/^#/.test(target)) return toChannel(target.slice(1), label, lexicon);
  if (/^!(channel|here|everyone)$/.test(target)) return toAll(target.slice(1));
  if (/^!subteam\^/.test(target)) return mention(label || "@" + target.slice(9));
  const date = /^!date\^(\d+)\^([^^]+)(?:\^.*)?$/.exec(target);
  if (date) return h("time", {}, lexicon.date(Number(date[1]), date[2]));
  if (/^(https?:|mailto:|tel:)/i.test(target)) return link(unescape(target), label);
  return document.createTextNode(`<${unescape(body)}>`);
}

export function richText(block, lexicon) {
  return (block.elements ?? []).map((part) => {
    const inner = () => (part.elements ?? []).map((leaf) => richLeaf(leaf, lexicon));
    switch (part.type) {
      case "rich_text_section": return h("div", { class: "rich" }, inner());
      case "rich_text_quote": return h("blockquote", {}, inner());
      case "rich_text_preformatted": return h("pre", {}, inner());
      case "rich_text_list": {
        const items = (part.elements ?? []).map((item) => h("li", {}, (item.elements ?? []).map((leaf) => richLeaf(leaf, lexicon))));
        const start = part.style === "ordered" && part.offset ? part.offset + 1 : null;
        return h(part.style === "ordered" ? "ol" : "ul", { class: `indent-${Math.min(part.indent ?? 0, 4)}`, start }, items);
      }
      default: return unsupported(part.type);
    }
  });
}

function richLeaf(leaf, lexicon) {
  switch (leaf.type) {
    case "text": return styled(leaf.text ?? "", leaf.style);
    case "emoji": return leaf.unicode
      ? h("span", { role: "img", "aria-label": leaf.name }, String.fromCodePoint(...leaf.unicode.split("-").map((c) => parseInt(c, 16))))
      : `:${leaf.name}:`;
    case "link": return styled(link(leaf.url ?? "", leaf.text), leaf.style);
    case "user": return toUser(leaf.user_id, "", lexicon);
    case "usergroup": return mention(`@${leaf.usergroup_id}`);
    case "channel": return toChannel(leaf.channel_id, "", lexicon);
    case "broadcast": return toAll(leaf.range);
    case "date": return h("time", {}, lexicon.date(leaf.timestamp, leaf.format ?? "{date_short}"));
    default: return unsupported(leaf.type);
  }
}

function styled(content, style) {
  let node = content;
  if (style?.code) node = h("code", {}, node);
  if (style?.strike) node = h("s", {}, node);
  if (style?.italic) node = h("em", {}, node);
  if (style?.bold) node = h("strong", {}, node);
  return node;
}
