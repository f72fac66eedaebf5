// The page of the simulated workspace: which person and place is shown, and how each new state reaches the parts.
// The address says both: ?as=KEY is the person, #CHANNEL/TS the place, so two tabs can be two people.

import { $, h, narrow } from "./dom.js";
import { plain } from "./text.js";
import { formatDate } from "./time.js";
import { session } from "./state.js";
import { feed } from "./feed.js";
import { composer } from "./composer.js";
import { modals } from "./modal.js";
import { rig } from "./rig.js";
import { sidebar } from "./sidebar.js";
import { wireLog } from "./wire.js";

const anybody = "tess"; // who looks when the address names nobody

let state = null, line = null;
let shown = ""; // the place drawn last, so that only what is new there is announced
let awaited = null; // after my command: the roots known then; a new thread of the bot is opened
let toFocus = false; // a thread was just opened: its newest message takes the focus once drawn

const lexicon = {
  me: () => state.me.id,
  user: (id) => [...state.people, state.bot].find((p) => p.id === id)?.name,
  channel: (id) => state.channels.find((c) => c.id === id)?.name,
  date: (seconds, format) => formatDate(seconds, format, strip.now(), strip.offset()),
};
const strip = rig({ become, line: () => line });
const side = sidebar((id) => go(id, ""));
const mainFeed = feed($("scroll"), $("feed"), $("newer"));
const threadFeed = feed($("thread-scroll"), $("thread-feed"), $("thread-newer"));
const mainBox = composer($("composer"), { say: (text) => say(text, ""), commands: () => state?.commands ?? [] });
const threadBox = composer($("thread-composer"), { say: (text) => say(text, place().thread), commands: () => [] });
const stack = modals($("modal"), {
  act(body) {
    if (body.do === "submit") expectThread();
    return line.act(body);
  },
  contextFor: (id) => ({ lexicon, people: state.people, open, send: (action) => line.act({ ...action, view_id: id }) }),
  closed() {
    // The button that opened it may be gone by now: then the newest message is the place to go on.
    if (document.activeElement === document.body) (place().thread ? threadFeed : mainFeed).focusNewest();
  },
});
wireLog(() => line);

// place reads the address; an unknown channel falls back to the first.
function place() {
  const [channel, thread = ""] = decodeURIComponent(location.hash.slice(1)).split("/");
  if (!state || state.channels.some((c) => c.id === channel)) return { channel, thread };
  return { channel: state.channels[0]?.id ?? "", thread: "" };
}

function go(channel, thread) {
  side.close();
  if (!thread) awaited = null;
  toFocus = Boolean(thread);
  const hash = `#${channel}${thread ? "/" + thread : ""}`;
  if (location.hash === hash) render();
  else location.hash = hash;
}

// open follows a link; one to a message of this workspace stays in the page.
function open(url) {
  const m = /\/archives\/(\w+)\/p(\d{10})(\d{6})(?:.*[?&]thread_ts=([\d.]+))?/.exec(url);
  if (m && state.channels.some((c) => c.id === m[1])) go(m[1], m[4] ?? `${m[2]}.${m[3]}`);
  else if (/^https?:/i.test(url)) window.open(url, "_blank", "noopener");
}

function become(key) {
  line?.end();
  const dm = state?.channels.find((c) => c.id === place().channel)?.kind === "dm";
  const url = new URL(location.href);
  url.searchParams.set("as", key);
  history.replaceState(null, "", url);
  shown = "";
  awaited = null;
  line = session(key, {
    onState(next) {
      state = next;
      if (dm && shown === "" && !state.channels.some((c) => c.id === location.hash.slice(1).split("/")[0])) {
        const mine = state.channels.find((c) => c.kind === "dm");
        if (mine) history.replaceState(null, "", `#${mine.id}`);
      }
      render();
    },
    onLink: strip.link,
    onStranger: () => { if (key !== anybody) become(anybody); },
  });
}

async function say(text, thread) {
  if (text.startsWith("/") && !thread) expectThread();
  const { channel } = place();
  const result = await line.act({ do: "say", channel, thread_ts: thread, text });
  if (result.ok && place().channel === channel) (thread ? threadFeed : mainFeed).toNewest();
  return result;
}

const isRoot = (m) => !m.thread_ts || m.thread_ts === m.ts;

function expectThread() {
  const roots = Object.values(state.messages).flat().filter((m) => !m.ephemeral);
  awaited = { until: Date.now() + 15000, known: new Set(roots.map((m) => m.ts)) };
}

// newThread finds the thread my command began; among several, the one that names me.
function newThread() {
  if (!awaited || Date.now() > awaited.until) return null;
  const found = Object.entries(state.messages).flatMap(([channel, messages]) => messages
    .filter((m) => m.bot && !m.ephemeral && isRoot(m) && m.reply_count > 0 && !awaited.known.has(m.ts))
    .map((m) => ({ channel, thread: m.ts, mine: [state.me.id, state.me.name].some((who) => JSON.stringify(m).includes(who)) })));
  return found.find((f) => f.mine) ?? found[0] ?? null;
}

function render() {
  if (!state) return;
  const began = newThread();
  if (began) {
    awaited = null;
    return go(began.channel, began.thread);
  }
  const { channel, thread } = place();
  const here = state.channels.find((c) => c.id === channel);
  if (!here) return;
  const everything = state.messages[channel] ?? [];
  const roots = everything.filter(isRoot);
  const root = roots.find((m) => m.ts === thread && !m.ephemeral);
  const loose = everything.filter((m) => !isRoot(m) && m.thread_ts === thread); // ephemerals of the thread
  const replies = [...(state.threads[`${channel}/${thread}`] ?? []), ...loose.filter((m) => m.ephemeral)]
    .sort((a, b) => a.ts.localeCompare(b.ts));

  const name = here.kind === "dm" ? here.name : `#${here.name}`;
  document.title = `${name} - ${state.me.name} - ${state.team}`;
  $("place").textContent = here.kind === "dm" ? here.name : `# ${here.name}`;
  strip.update(state);
  side.update(state, channel);

  const now = `${state.me.key}/${channel}`;
  const moved = !shown.startsWith(now + "/");
  const turned = shown !== `${now}/${thread}`;
  if (moved) mainFeed.clear();
  if (turned) threadFeed.clear();
  shown = `${now}/${thread}`;

  const common = {
    lexicon, offset: strip.offset(), openRoot: thread, openThread: (ts) => go(channel, ts),
    menu: state.menu, use: (m, shortcut) => line.act({ do: "shortcut", channel, ts: m.ts, value: shortcut }),
    lastReply: (ts) => state.threads[`${channel}/${ts}`]?.at(-1)?.ts,
    contextFor: (m) => ({ lexicon, people: state.people, open, send: (action) => line.act({ ...action, channel, ts: m.ts }) }),
  };
  $("empty").hidden = roots.length > 0;
  $("empty").textContent = `Nothing here yet. Type / to see what ${state.bot.name} can do.`;
  const news = mainFeed.show(roots, { ...common, inThread: false });
  mainBox.setPlace(now, `Message ${name}`);
  const answers = showThread(thread, root, replies, name, { ...common, inThread: true });
  showAgent(here, thread, moved);
  announce([...(moved ? [] : news), ...(turned ? [] : answers)]);
  stack.update(state.modals ?? []);
  read(here, everything);
}

// showAgent offers what the app suggests in its direct messages, and shows where it is at work. Slack tells the app when
// they are opened.
function showAgent(here, thread, moved) {
  if (here.kind === "dm" && moved) line.act({ do: "open", channel: here.id });
  const prompts = here.kind === "dm" ? state.prompts[here.id] ?? [] : [];
  const sign = JSON.stringify(prompts);
  if ($("prompts").dataset.sign !== sign) {
    $("prompts").dataset.sign = sign;
    $("prompts").replaceChildren(...prompts.map((p) => h("button", { type: "button", class: "btn", on: { click: () => say(p.message, "") } }, p.title)));
  }
  $("prompts").hidden = prompts.length === 0;
  const works = Boolean(thread) && state.sessions[`${here.id}/${thread}`] === "processing";
  $("at-work").hidden = !works;
  $("at-work-note").textContent = works ? `${state.bot.name} is working` : "";
}

$("stop").addEventListener("click", () => line.act({ do: "stop", channel: place().channel, thread_ts: place().thread }));

// showThread opens, redraws or shuts the thread pane and returns the replies that were not there before.
function showThread(thread, root, replies, name, ctx) {
  const pane = $("thread");
  const had = pane.contains(document.activeElement);
  pane.hidden = !thread;
  $("app").classList.toggle("with-thread", Boolean(thread));
  $("main").inert = Boolean(thread) && narrow.matches;
  if (!thread) {
    if (had) $("place").focus();
    return [];
  }
  $("thread-place").textContent = name;
  $("thread-empty").hidden = Boolean(root);
  $("thread-empty").textContent = "This thread is not here, or you may not see it.";
  threadBox.setPlace(shown, "Reply in the thread");
  const fresh = threadFeed.show(root ? [root, ...replies] : [], ctx);
  if (toFocus && root && (narrow.matches || mainBox.isEmpty())) threadFeed.focusNewest();
  if (root) toFocus = false;
  return fresh;
}

// announce tells a screen reader what others have just written.
function announce(messages) {
  const others = messages.filter((m) => m.user !== state.me.id);
  if (others.length) $("announce").textContent = others.map((m) => `${m.name}: ${[...plain(m.text ?? "", lexicon)].slice(0, 300).join("")}`).join(". ");
}

function closeThread() {
  const { channel, thread } = place();
  go(channel, "");
  requestAnimationFrame(() => [...$("feed").querySelectorAll(".replies")].find((b) => b.dataset.key === `thread ${thread}`)?.focus());
}

// read clears the unread mark of what is on the screen, once for each count.
let marked = "";
function read(here, messages) {
  const mark = `${state.me.key} ${here.id} ${here.unread} ${messages.at(-1)?.ts}`;
  if (!here.unread || document.visibilityState !== "visible" || marked === mark) return;
  marked = mark;
  line.act({ do: "read", channel: here.id });
}

window.addEventListener("hashchange", render);
document.addEventListener("visibilitychange", () => render());
narrow.addEventListener("change", () => render());
$("thread-close").addEventListener("click", closeThread);
$("thread-back").addEventListener("click", closeThread);
$("thread").addEventListener("keydown", (event) => { if (event.key === "Escape") closeThread(); });
document.addEventListener("click", (event) => {
  const a = event.target.closest?.("a[href]");
  if (!a || !/\/archives\/\w+\/p\d{16}/.test(a.href)) return;
  event.preventDefault();
  open(a.href);
});

become(new URLSearchParams(location.search).get("as") || anybody);
