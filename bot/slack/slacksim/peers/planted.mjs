// Contents that are wrong in one thing each, with what must be said of it, and some that are right.

const plain = (text) => ({ type: "plain_text", text });
const long = (n) => "é".repeat(n);
const button = (more) => ({ type: "button", text: plain("Go"), action_id: "go", value: "1", ...more });
const actions = (...elements) => ({ type: "actions", elements });
const section = (text, more) => ({ type: "section", text: { type: "mrkdwn", text }, ...more });
const post = (...blocks) => ({ method: "chat.postMessage", args: { channel: "C1", text: "x", blocks } });
const open = (view) => ({ method: "views.open", args: { trigger_id: "T", view: { type: "modal", title: plain("Title"), blocks: [section("x")], ...view } } });
const input = { type: "input", label: plain("Why?"), element: { type: "plain_text_input", action_id: "answer" } };

export const planted = [
  { name: "a message", ...post(section("x"), actions(button(), button({ action_id: "on", style: "danger" }))) },
  { name: "a message at its limits", ...post(...Array(49).fill(section(long(3000))), actions(button({ text: plain(long(75)) }))) },
  { name: "a modal", ...open({ submit: plain("Save"), blocks: [input] }) },
  { name: "errors", method: "ack view_submission", args: { response_action: "errors", errors: { words: "Say more." } } },
  { name: "an answer to a command", method: "ack command", args: { response_type: "ephemeral", text: "x" } },

  { name: "a misspelt key of a button", ...post(actions(button({ stile: "danger" }))), says: /stile/ },
  { name: "a misspelt key of a message", method: "chat.postMessage", args: { channel: "C1", text: "x", thread: "1.2" }, says: /thread/ },
  { name: "a header with mrkdwn", ...post({ type: "header", text: { type: "mrkdwn", text: "x" } }), says: /mrkdwn/ },
  { name: "a button of no known style", ...post(actions(button({ style: "warning" }))), says: /warning/ },
  { name: "a button in a context", ...post({ type: "context", elements: [button()] }), says: /button/ },
  { name: "a block nobody knows", ...post({ type: "heading", text: plain("x") }), says: /heading/ },
  { name: "a modal without a title", ...open({ title: undefined }), says: /title/ },
  { name: "an ephemeral for nobody", method: "chat.postEphemeral", args: { channel: "C1", text: "x" }, says: /user/ },
  { name: "a response_action nobody knows", method: "ack view_submission", args: { response_action: "close" }, says: /close/ },
  { name: "a response_type nobody knows", method: "ack command", args: { response_type: "private", text: "x" }, says: /private/ },
  { name: "a Home with a title", method: "views.publish", args: { user_id: "U1", view: { type: "home", title: plain("x"), blocks: [] } }, says: /title/ },

  { name: "a button text of 76 characters", ...post(actions(button({ text: plain(long(76)) }))), says: /76 characters; the most is 75/ },
  { name: "51 blocks", ...post(...Array(51).fill({ type: "divider" })), says: /51 items; the most is 50/ },
  { name: "101 blocks of a modal", ...open({ blocks: Array(101).fill({ type: "divider" }) }), says: /101 items/ },
  { name: "26 buttons", ...post(actions(...Array.from(Array(26), (_, i) => button({ action_id: `b${i}` })))), says: /26 items/ },
  { name: "a section of 3001 characters", ...post(section(long(3001))), says: /3001 characters/ },
  { name: "an empty section", ...post(section("")), says: /the least is 1/ },
  { name: "a field of 2001 characters", ...post({ type: "section", fields: [plain(long(2001))] }), says: /2001 characters/ },
  { name: "a title of 25 characters", ...open({ title: plain(long(25)) }), says: /25 characters/ },
  { name: "private_metadata of 3001 characters", ...open({ private_metadata: long(3001) }), says: /3001 characters/ },
  { name: "inputs and no submit", ...open({ blocks: [input] }), says: /no submit/ },
  { name: "an input in a message", ...post(input), says: /does not show/ },
  { name: "six options in an overflow", ...post(actions({ type: "overflow", action_id: "more", options: Array(6).fill({ text: plain("x"), value: "x" }) })), says: /6 items/ },
  { name: "an option text of 76 characters", ...post(actions({ type: "static_select", action_id: "pick", options: [{ text: plain(long(76)), value: "x" }] })), says: /76 characters/ },
  { name: "a confirm text of 301 characters", ...post(actions(button({ confirm: { title: plain("Sure?"), text: plain(long(301)), confirm: plain("Yes"), deny: plain("No") } }))), says: /301 characters/ },
  { name: "an action_id twice", ...post(actions(button(), button())), says: /twice/ },
  { name: "a block_id twice", ...post(section("x", { block_id: "b" }), section("x", { block_id: "b" })), says: /twice/ },
  { name: "a changed text of 4001 characters", method: "chat.update", args: { channel: "C1", ts: "1.2", text: long(4001) }, says: /4001 characters/ },
  { name: "an acknowledgement of 20,480 bytes", method: "ack command", args: { text: "x".repeat(20480) }, says: /20491 bytes/ },
].map((entry) => ({ ...entry, args: JSON.parse(JSON.stringify(entry.args)) }));
