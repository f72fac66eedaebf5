// Slack's limits of length and number, from its Block Kit reference and its own libraries. Types do not know them, and
// the simulator's own table (../limits.go) should not be the only one.

// A field is [most] or [least, most]: characters of a text or of a text object, or items of a list.
const options = { options: [1, 100], option_groups: [100] };
const few = { options: [1, 10] };
const acts = { action_id: [255], placeholder: [150] };

// byType are the rules of everything that has a type. What is not here fails: add it with its limits.
const byType = {
  section: { block_id: [255], text: [1, 3000], fields: [1, 10] },
  header: { block_id: [255], text: [1, 150] },
  context: { block_id: [255], elements: [1, 10] },
  actions: { block_id: [255], elements: [1, 25] },
  input: { block_id: [255], label: [1, 2000], hint: [2000] },
  divider: { block_id: [255] },
  image: { block_id: [255], image_url: [1, 3000], alt_text: [1, 2000], title: [2000] },
  markdown: { block_id: [255], text: [1, 12000] },
  rich_text: { block_id: [255], elements: [1, Infinity] },

  button: { ...acts, text: [1, 75], value: [2000], url: [3000], accessibility_label: [75] },
  overflow: { ...acts, options: [1, 5] },
  static_select: { ...acts, ...options }, multi_static_select: { ...acts, ...options },
  radio_buttons: { ...acts, ...few }, checkboxes: { ...acts, ...few },
  users_select: acts, multi_users_select: acts, conversations_select: acts, multi_conversations_select: acts,
  channels_select: acts, multi_channels_select: acts, datepicker: acts, timepicker: acts, datetimepicker: acts,
  plain_text_input: { ...acts, initial_value: [3000] }, number_input: acts, email_text_input: acts, url_text_input: acts,

  plain_text: { text: [1, 3000] }, mrkdwn: { text: [1, 3000] },
  rich_text_section: {}, rich_text_list: {}, rich_text_quote: {}, rich_text_preformatted: {},
  text: { text: [1, Infinity] }, link: { url: [1, 3000] }, user: {}, usergroup: {}, channel: {}, emoji: {}, date: {}, broadcast: {}, color: {},

  modal: {
    title: [1, 24], submit: [1, 24], close: [1, 24], private_metadata: [3000], callback_id: [255], external_id: [255], blocks: [1, 100],
  },
  home: { private_metadata: [3000], callback_id: [255], external_id: [255], blocks: [1, 100] },
};

// byPlace are the rules of what has none, by the field it is in.
const byPlace = {
  options: { text: [1, 75], description: [75], value: [1, 75], url: [3000] }, // 150 for a value by some of Slack's own code
  option_groups: { label: [1, 75], options: [1, 100] },
  confirm: { title: [1, 100], text: [1, 300], confirm: [1, 30], deny: [1, 30] },
  fields: { text: [1, 2000] },
};
byPlace.initial_options = byPlace.initial_option = byPlace.options;

// byMethod are the rules of a whole message. chat.update is stricter than posting.
const message = { text: [40000], blocks: [50], attachments: [100] };
const byMethod = {
  "chat.postMessage": message, "chat.postEphemeral": message, "chat.update": { ...message, text: [4000] },
  response_url: message, "ack command": message,
};

const absentIn = { // blocks that a surface does not show
  message: ["input"], modal: ["markdown"], home: ["markdown"],
};
const ackBytes = 20480, markdownInAll = 12000;

const size = (value) => Array.isArray(value) ? value.length : [...String(value?.text ?? value)].length;

// tooMuch lists what an entry has too much or too little of.
export function tooMuch({ method, args }) {
  const found = [];
  const check = (o, rules, at) => {
    for (const [field, limits] of Object.entries(rules)) {
      if (o[field] === undefined) continue;
      const [least, most] = limits.length === 2 ? limits : [0, limits[0]], n = size(o[field]);
      const what = Array.isArray(o[field]) ? "items" : "characters";
      if (n > most) found.push(`${at}/${field} has ${n} ${what}; the most is ${most}`);
      if (n < least) found.push(`${at}/${field} has ${n} ${what}; the least is ${least}`);
    }
  };
  const once = (list, id, at) => {
    const ids = list.map((o) => o[id]).filter(Boolean);
    if (new Set(ids).size < ids.length) found.push(`${at} has a ${id} twice`);
  };
  const walk = (value, at, place) => {
    if (Array.isArray(value)) return value.forEach((item, i) => walk(item, `${at}/${i}`, place));
    if (value === null || typeof value !== "object") return;
    if (place === "event_payload") return; // the app's own
    if (byPlace[place]) check(value, byPlace[place], at);
    if (typeof value.type === "string" && place !== "metadata") {
      if (!byType[value.type]) found.push(`${at} is a ${value.type}, whose limits are not in the table`);
      check(value, byType[value.type] ?? {}, at);
    }
    if (value.blocks) {
      const surface = value.type ?? "message";
      once(value.blocks, "block_id", `${at}/blocks`);
      value.blocks.forEach((block, i) => {
        once(block.elements ?? [], "action_id", `${at}/blocks/${i}`);
        if (absentIn[surface]?.includes(block.type)) found.push(`${at}/blocks/${i} is a ${block.type}, which a ${surface} does not show`);
      });
      if (surface === "modal" && value.blocks.some((block) => block.type === "input") && !value.submit) found.push(`${at} has inputs and no submit`);
      const markdown = value.blocks.filter((block) => block.type === "markdown").reduce((sum, block) => sum + size(block.text), 0);
      if (markdown > markdownInAll) found.push(`${at} has ${markdown} characters of Markdown; the most is ${markdownInAll}`);
    }
    for (const [name, inner] of Object.entries(value)) walk(inner, `${at}/${name}`, name);
  };
  walk(args, "", "");
  check(args, byMethod[method] ?? {}, "");
  const bytes = Buffer.byteLength(JSON.stringify(args));
  if (method.startsWith("ack ") && bytes >= ackBytes) found.push(`the acknowledgement has ${bytes} bytes; the most is ${ackBytes - 1}`);
  return found;
}
