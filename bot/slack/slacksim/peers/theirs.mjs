// What slack-blocks-to-jsx shows otherwise than Slack, each with its reason and undone as narrowly as can be: in what it
// is given, or in what is read of it. Everything else is compared.

const marks = { "<": "\ue000", ">": "\ue001", "&": "\ue002", "*": "\ue003", "_": "\ue004", "~": "\ue005", "`": "\ue006", ":": "\ue007" };
const masked = (s) => s.replace(/[<>&*_~`:]/g, (c) => marks[c]);
const unmasked = (s) => s.replace(/[\ue000-\ue007]/g, (c) => Object.keys(marks)[c.charCodeAt(0) - 0xe000]);

// adapt gives the blocks as they are drawn by it, and the reasons for every change. names are those of people, by id.
export function adapt(blocks, names) {
  const reasons = new Set();
  const because = (reason, value) => {
    reasons.add(reason);
    return value;
  };
  const walk = (value) => {
    if (Array.isArray(value)) return value.map(walk);
    if (value === null || typeof value !== "object") return value;
    const o = Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, walk(inner)]));
    if (o.type === "plain_text" && masked(o.text) !== o.text) {
      o.text = because("it reads marks in plain_text, where Slack shows the characters", masked(o.text));
    }
    if (o.type === "input" && o.optional) {
      o.label = because("it does not say that an input is optional", { ...o.label, text: `${o.label.text} (optional)` });
    }
    if (o.type === "plain_text_input" && !o.placeholder) {
      o.placeholder = because("it has a placeholder of its own for a text input", { type: "plain_text", text: "\u200b" });
    }
    if (o.type === "users_select" && o.initial_user) {
      o.placeholder = because("it does not show who is chosen at first", { type: "plain_text", text: names.get(o.initial_user) });
    } else if (o.type?.endsWith("_select") && !o.placeholder && !o.initial_option) {
      o.placeholder = because("it has words of its own where nothing is chosen", { type: "plain_text", text: "Select an option" });
    }
    return o;
  };
  return { blocks: walk(blocks), reasons: [...reasons] };
}

// shown is what is read of it without its own words.
export function shown(text, reasons) {
  const without = text.replaceAll("↵ Please 'enter' to submit", "").replaceAll("\u200b", "");
  if (without.length < text.replaceAll("\u200b", "").length) reasons.push("it has a hint of its own under a text input");
  return unmasked(without);
}
