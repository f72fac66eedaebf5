// A bot of Slack's own framework, with the settings it comes with, in the simulated workspace: what works here for a
// client nobody here wrote is what Slack does. TestBolt starts it; it prints a line a step and stops at the first that fails.
//
//	WORKSPACE  address of the workspace      BOT_TOKEN, APP_TOKEN  its tokens
//	RIG        address of the admin's hand: POST /cut, /disconnect/REASON, /socket-mode/on, /socket-mode/off

import bolt from "@slack/bolt";

const { WORKSPACE, RIG, BOT_TOKEN, APP_TOKEN } = process.env;
const channel = "C0RECOVERY", tess = "U0TESS";
const patience = 15_000; // ms; a lost connection is opened again after 5 s

class Fault extends Error {}
const expect = (is, sentence) => { if (!is) throw new Fault(sentence); };
const same = (got, want, what) => expect(got === want, `${what} is ${JSON.stringify(got)} instead of ${JSON.stringify(want)}.`);
const sleep = (ms) => new Promise((done) => setTimeout(done, ms));

async function until(sentence, look) {
  for (const end = Date.now() + patience; Date.now() < end; await sleep(25)) {
    const found = await look();
    if (found) return found;
  }
  throw new Fault(sentence);
}

async function step(sentence, run) {
  const began = Date.now();
  try {
    await run();
  } catch (error) {
    console.log(`FAILED: ${sentence} ${error instanceof Fault ? error.message : error.stack}`);
    process.exit(1);
  }
  console.log(`ok ${String(Date.now() - began).padStart(6)} ms  ${sentence}`);
}

// People, who see and do what the page lets them.

async function post(address, body) {
  const answer = await fetch(address, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body ?? {}) });
  return answer.json();
}
const act = (who, body) => post(`${WORKSPACE}/ui/act?as=${who}`, body);
async function does(who, body) {
  const { ok, error } = await act(who, body);
  expect(ok, `${who} cannot ${body.do}: ${error}`);
}
const say = (text, more) => does("tess", { do: "say", channel, text, ...more });
const screen = async (who = "tess") => (await fetch(`${WORKSPACE}/ui/state?as=${who}`)).json();
const messages = async (who) => (await screen(who)).messages[channel];
const sees = (text, who = "tess") => until(`${who} does not see "${text}".`,
  async () => (await messages(who)).findLast((m) => m.text.includes(text)));
const modals = async () => (await screen()).modals;
const title = async () => (await modals()).at(-1)?.view.title.text;

function press(message, label, who = "tess") {
  for (const block of message.blocks) {
    const button = block.elements?.find((e) => e.text?.text === label);
    if (button) return act(who, { do: "press", channel, ts: message.ts, block_id: block.block_id, action_id: button.action_id, value: button.value });
  }
  throw new Fault(`there is no button "${label}".`);
}

async function submit(value) {
  const top = (await modals()).at(-1);
  expect(top, "no modal is open.");
  await does("tess", { do: "submit", view_id: top.id, values: { words: { answer: { type: "plain_text_input", value } } } });
}

// The bot.

const app = new bolt.App({
  token: BOT_TOKEN, appToken: APP_TOKEN, socketMode: true, logLevel: bolt.LogLevel.ERROR,
  clientOptions: { slackApiUrl: `${WORKSPACE}/api/` },
});
app.error(async (error) => { heard.errors.push(error); });

const heard = { errors: [], clicks: [], events: [], refused: [], lost: [], stopped: [] };
const plain = (text) => ({ type: "plain_text", text });
const buttons = (...labels) => [
  { type: "section", text: { type: "mrkdwn", text: "What *next*?" } },
  { type: "actions", elements: labels.map((label) => ({ type: "button", text: plain(label), action_id: label.toLowerCase(), value: "R-104" })) },
];
const form = (name, callback_id = "form") => ({
  type: "modal", callback_id, private_metadata: "R-104", title: plain(name), submit: plain("Save"), close: plain("Cancel"),
  blocks: [{ type: "input", block_id: "words", label: plain("What happened?"), element: { type: "plain_text_input", action_id: "answer" } }],
});
// refusal is the error of a call that must not work.
const refusal = (call) => call.then(() => "nothing, it worked", (error) => error.data?.error ?? error.message);

app.command("/recover", async ({ ack, command, client, respond }) => {
  const [what] = command.text.split(" ");
  if (what === "silent") return;
  if (what === "post") {
    await ack();
    await client.chat.postMessage({ channel: command.channel_id, text: "What next?", blocks: buttons("Open", "Note"), unfurl_links: false });
  } else if (what === "whisper") {
    await ack();
    await client.chat.postEphemeral({ channel: command.channel_id, user: command.user_id, text: "Between us", blocks: buttons("Hush") });
  } else if (what === "respond") {
    await ack();
    for (let i = 1; i <= 6; i++) await respond(`Answer ${i}`).catch((error) => heard.refused.push({ i, error }));
  } else {
    await ack({ response_type: "ephemeral", text: `Heard: ${command.text}`, blocks: buttons("Open") });
  }
});

app.action("open", async ({ ack, body, client }) => {
  await ack();
  heard.clicks.push(body);
  await client.views.open({ trigger_id: body.trigger_id, view: form("What happened") });
  heard.refused.push(await refusal(client.views.open({ trigger_id: body.trigger_id, view: form("Twice") })));
});
app.action("note", async ({ ack, body, respond }) => {
  await ack();
  heard.clicks.push(body);
  await respond({ replace_original: true, text: "Noted" });
});
app.action("hush", async ({ ack, body, client, respond }) => {
  await ack();
  heard.clicks.push(body);
  heard.refused.push(await refusal(client.chat.update({ channel, ts: body.container.message_ts, text: "Changed" })));
  await respond({ replace_original: true, text: "Hushed" });
});

app.view("form", async ({ ack, view }) => {
  const said = view.state.values.words.answer.value;
  if (said === "errors") await ack({ response_action: "errors", errors: { words: "Please say more." } });
  else if (said === "update") await ack({ response_action: "update", view: form("Anew") });
  else if (said === "push") await ack({ response_action: "push", view: form("On top", "second") });
  else await ack();
});
app.view("second", ({ ack }) => ack());

app.shortcut({ callback_id: "coach", type: "message_action" }, async ({ ack, shortcut, respond }) => {
  await ack();
  heard.clicks.push(shortcut);
  await respond(`About: ${shortcut.message.text}`);
});
app.event("app_home_opened", async ({ event, client }) => {
  if (event.tab !== "messages") return;
  await client.assistant.threads.setSuggestedPrompts({ channel_id: event.channel, prompts: [{ title: "Late", message: "We are late" }] });
});
app.event("agent_session_stopped", async ({ event, client }) => {
  heard.stopped.push(event);
  heard.refused.push(await refusal(client.chat.appendStream({ channel: event.channel, ts: event.streaming_message_ts[0], markdown_text: "more" })));
  await client.agents.sessions.setStatus({ channel_id: event.channel, thread_ts: event.thread_ts, status: "active" });
});

const hear = async ({ body, event, context }) => {
  heard.events.push({ type: event.type, id: body.event_id, ts: event.ts, text: event.text, retry: context.retryNum, reason: context.retryReason });
};
app.event("app_mention", hear);
app.event("message", hear);

// An event that says "lost" is given up before it is acknowledged, as by a bot that breaks on it, until its second retry.
const take = app.processEvent.bind(app);
app.processEvent = async (event) => {
  if (event.body.event?.text?.includes("lost") && (event.retryNum ?? 0) < 2) {
    heard.lost.push({ id: event.body.event_id, retry: event.retryNum, reason: event.retryReason });
    throw new Error("meant to be lost");
  }
  return take(event);
};

const connected = async (n) => (await screen()).bot.sockets === n;
let told = 0;
async function works() {
  await say(`/recover again ${++told}`);
  await sees(`Heard: again ${told}`);
}
async function rig(what) {
  const answer = await fetch(`${RIG}/${what}`, { method: "POST" });
  expect(answer.ok, `the rig does not know ${what}.`);
}
// broken breaks the connection, does what is to be done meanwhile, and sees to it that all is well again.
async function broken(how, meanwhile) {
  const again = new Promise((done) => app.receiver.client.once("connected", done));
  await rig(how);
  await until("The connection stays open.", async () => connected(0));
  await meanwhile?.();
  await Promise.race([again, sleep(patience).then(() => { throw new Fault("It does not connect again."); })]);
  await works();
}

// What must hold.

await step("The app starts: tokens are taken, the socket opens.", async () => {
  await app.start();
  same((await app.client.auth.test()).user_id, "U0MAKEGOOD", "its user");
  await until("The workspace counts no socket.", async () => connected(1));
});

await step("A command is acknowledged with a message only the person sees.", async () => {
  await say("/recover Mrs Alvarez & no <hot> water");
  const answer = await sees("Heard: Mrs Alvarez &amp; no &lt;hot&gt; water");
  expect(answer.ephemeral && answer.blocks.length === 2, "The answer is not private or has lost its blocks.");
  expect(!(await messages("carl")).length, "Carl sees it too.");
});

await step("A command that is not acknowledged fails after three seconds.", async () => {
  await say("/recover silent");
  await sees(`/recover failed with the error "operation_timeout"`);
});

await step("A message with buttons is posted; a click brings the message along.", async () => {
  await say("/recover post");
  const message = await sees("What next?");
  expect(!message.ephemeral, "The message is private.");
  expect((await press(message, "Open")).ok, "The click fails.");
  const click = await until("The click does not arrive.", () => heard.clicks.at(-1));
  same(click.message.ts, message.ts, "the message clicked");
  same(click.container.is_ephemeral, false, "is_ephemeral");
  same(click.actions[0].value, "R-104", "the value");
  same(click.user.id, tess, "who clicked");
});

await step("The click's trigger opens one modal and no second.", async () => {
  await until("No modal opens.", async () => await title() === "What happened");
  same(await until("The second views.open got no answer.", () => heard.refused.pop()), "exchanged_trigger_id", "the refusal");
  same((await modals()).length, 1, "the number of modals");
});

await step("A submission is answered with errors, an update, a push and two closes.", async () => {
  await submit("errors");
  same((await modals())[0].errors.words, "Please say more.", "the error at the field");
  await submit("update");
  same(await title(), "Anew", "the title");
  same(Object.keys((await modals())[0].errors ?? {}).length, 0, "the number of errors left");
  await submit("push");
  same(await title(), "On top", "the title");
  same((await modals()).length, 2, "the number of modals");
  await submit("done");
  same(await title(), "Anew", "the title");
  await submit("done");
  same((await modals()).length, 0, "the number of modals");
});

await step("A click's response_url replaces the message.", async () => {
  expect((await press(await sees("What next?"), "Note")).ok, "The click fails.");
  await sees("Noted");
  expect(!(await messages()).some((m) => m.text.includes("What next?")), "The old message is still there.");
});

await step("A response_url is good for five answers, the sixth is refused.", async () => {
  await say("/recover respond");
  const { i, error } = await until("No answer is refused.", () => heard.refused.pop());
  same(i, 6, "the answer refused");
  expect(/404/.test(error.message), `It is refused with ${error.message}.`);
  same((await messages()).filter((m) => /^Answer \d$/.test(m.text)).length, 5, "the number of answers");
});

await step("An ephemeral is for one person; its click has no message and only the response_url changes it.", async () => {
  await say("/recover whisper");
  const message = await sees("Between us");
  expect(message.ephemeral, "It is not marked as private.");
  expect(!(await messages("carl")).some((m) => m.text.includes("Between us")), "Carl sees it too.");
  expect((await press(message, "Hush")).ok, "The click fails.");
  const click = heard.clicks.at(-1);
  expect(click.container.is_ephemeral === true && !("message" in click), "The click is not like one on an ephemeral.");
  same(await until("chat.update got no answer.", () => heard.refused.pop()), "message_not_found", "the refusal of chat.update");
  await sees("Hushed");
});

await step("A mention comes as app_mention and as message: two events of one ts.", async () => {
  heard.events.length = 0;
  await say("@makegood can you help?");
  await until("One of the events does not come.", () => heard.events.length === 2);
  const [a, b] = heard.events;
  same([a.type, b.type].sort().join(" "), "app_mention message", "the pair");
  same(a.ts, b.ts, "the second ts");
  expect(a.id !== b.id, "Both have one event_id.");
  same(a.text, "<@U0MAKEGOOD> can you help?", "the text");
});

await step("A message's shortcut brings the message along, and its response_url answers one person.", async () => {
  await say("the customer is waiting");
  const message = await sees("the customer is waiting");
  await does("tess", { do: "shortcut", channel, ts: message.ts, value: "coach" });
  const used = await until("The shortcut does not arrive.", () => heard.clicks.at(-1)?.type === "message_action" && heard.clicks.at(-1));
  same(used.message.ts, message.ts, "the message");
  same(used.message_ts, message.ts, "message_ts");
  same(used.channel.id, channel, "the channel");
  expect((await sees("About: the customer is waiting")).ephemeral, "The answer is not private.");
});

await step("Prompts are suggested to whoever opens the direct messages; a stream grows there and is stopped.", async () => {
  const dm = "D0TESS";
  await does("tess", { do: "open", channel: dm });
  await until("No prompt is suggested.", async () => (await screen()).prompts[dm]?.[0]?.message === "We are late");
  await does("tess", { do: "say", channel: dm, text: "We are late" });
  const asked = (await screen()).messages[dm].at(-1).ts;
  await app.client.agents.sessions.setStatus({ channel_id: dm, thread_ts: asked, status: "processing" });
  const stream = app.client.chatStream({ channel: dm, thread_ts: asked, buffer_size: 1 });
  await stream.append({ markdown_text: "You planned your day around us." });
  await until("The stream is not seen.", async () => (await screen()).threads[`${dm}/${asked}`]?.at(-1)?.blocks[0]?.text === "You planned your day around us.");
  await does("tess", { do: "stop", channel: dm, thread_ts: asked });
  same(await until("The stop does not arrive.", () => heard.refused.pop()), "stopped_by_user", "the refusal of more");
  same(heard.stopped[0].streaming_message_ts.length, 1, "the number of streams stopped");
  await until("The session is not active again.", async () => (await screen()).sessions[`${dm}/${asked}`] === "active");
});

await step("A Home is published.", async () => {
  const home = { type: "home", blocks: [{ type: "section", text: plain("Open cases: 2") }] };
  const { view } = await app.client.views.publish({ user_id: tess, view: home });
  const again = (hash) => app.client.views.publish({ user_id: tess, hash, view: home });
  same(await refusal(again("1.stale")), "hash_conflict", "the refusal of an old hash");
  expect((await again(view.hash)).ok, "The right hash is refused.");
});

await step("What breaks a limit is refused, and where is told.", async () => {
  const answer = await app.client.chat.postMessage({ channel, text: "x", blocks: buttons("x".repeat(76)) }).catch((error) => error.data);
  same(answer.error, "invalid_blocks", "the refusal");
  expect(answer.response_metadata.messages[0].includes("/blocks/1/elements/0/text"), "The place is not told.");
});

await step("An event that is not acknowledged comes again, as the same event.", async () => {
  heard.events.length = 0;
  await say("this one is lost");
  await until("There is no retry.", () => heard.lost.length === 2); // the first comes at once, three seconds on
  await until("The retry is not waited for.", async () => (await post(`${WORKSPACE}/ui/control`, { do: "jump", seconds: 61 })).ok && heard.events.length);
  const [first, second, last] = [...heard.lost, heard.events[0]];
  expect(first.id === second.id && first.id === last.id, "The event_id changes.");
  same(first.retry, 0, "the retry number of the first try");
  same(second.retry, 1, "the retry number of the second");
  same(last.retry, 2, "the retry number of the third");
  same(`${second.reason} ${last.reason}`, "timeout timeout", "the pair of reasons");
});

for (const reason of ["warning", "refresh_requested"]) {
  await step(`After a disconnect (${reason}) the client connects again and works.`, () => broken(`disconnect/${reason}`));
}

await step("Socket Mode switched off (link_disabled) lets nobody in; on again, the client comes back and works.", () => broken("socket-mode/off", async () => {
  const answer = await fetch(`${WORKSPACE}/api/apps.connections.open`, { method: "POST", headers: { Authorization: `Bearer ${APP_TOKEN}` } });
  expect(!(await answer.json()).ok, "A connection is given out.");
  await rig("socket-mode/on");
}));

await step("After a cut the client connects again and works.", () => broken("cut"));

await step("Without a socket a command fails at once.", async () => {
  await app.stop();
  await until("The socket stays open.", async () => connected(0));
  await say("/recover nobody home");
  await sees(`/recover failed with the error "dispatch_failed"`);
});

await step("No error was left to the app's error handler.", async () => {
  same(heard.errors.map((e) => e.message).join("; "), "", "what was left");
});
process.exit(0);
