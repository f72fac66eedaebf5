// Inputs of a modal. Each pushes a control onto ctx.controls: where its value goes in state.values, how to read and
// restore it in Slack's shape, and what is wrong with it before it is sent.

import { h, uid, unsupported } from "./dom.js";
import { fire, optionChoices, userChoices } from "./elements.js";
import { textObject } from "./text.js";

const missing = "Please complete this required field.";

export function inputBlock(block, ctx) {
  const e = block.element ?? {};
  const make = makers[e.type];
  if (!make) return unsupported(`input with ${e.type}`);
  const id = uid("input");
  const hint = block.hint ? h("p", { class: "hint", id: `${id}-hint` }, textObject(block.hint, ctx.lexicon)) : null;
  const error = h("p", { class: "field-error", id: `${id}-error`, hidden: true });
  const described = [hint?.id, error.id].filter(Boolean).join(" ");
  const made = make(e, { id, ctx, name: `${block.block_id}|${e.action_id}` });
  for (const node of made.fields) node.setAttribute("aria-describedby", described);

  const control = {
    block_id: block.block_id, action_id: e.action_id, type: e.type,
    read: () => ({ type: e.type, ...made.read() }),
    write: made.write,
    problem: () => made.empty() ? (block.optional ? "" : missing) : made.problem?.() ?? "",
    focus: () => made.fields[0]?.focus(),
    holds: (node) => made.fields.includes(node),
    showError(text) {
      error.hidden = !text;
      error.replaceChildren(...(text ? [h("span", { "aria-hidden": "true" }, "⚠ "), text] : []));
      for (const node of made.fields) node.setAttribute("aria-invalid", String(Boolean(text)));
    },
  };
  ctx.controls.push(control);
  if (block.dispatch_action) tellChanges(made, block, e, ctx);

  const label = [textObject(block.label, ctx.lexicon), block.optional ? h("span", { class: "optional" }, " (optional)") : null];
  if (made.group) {
    return h("fieldset", { class: "field", "aria-describedby": described }, h("legend", {}, label), made.node, hint, error);
  }
  if (!block.optional) made.fields[0].setAttribute("aria-required", "true");
  return h("div", { class: "field" }, h("label", { for: id }, label), made.node, hint, error);
}

// isLive says whether an element outside input blocks is one of ours; it tells every change at once.
export const isLive = (type) => ["radio_buttons", "checkboxes", "datepicker", "timepicker"].includes(type);

export function liveInput(e, block, ctx) {
  const made = makers[e.type](e, { id: uid("input"), ctx, name: `${block.block_id}|${e.action_id}` });
  const label = e.placeholder?.text ?? block.text?.text ?? "Choose";
  if (made.group) made.node.setAttribute("role", "group");
  made.node.setAttribute("aria-label", label);
  ctx.controls?.push({
    block_id: block.block_id, action_id: e.action_id, type: e.type,
    read: () => ({ type: e.type, ...made.read() }), write: made.write, problem: () => "",
  });
  tellChanges(made, block, e, ctx);
  return h("span", { class: "host" }, made.node);
}

function tellChanges(made, block, e, ctx) {
  const tell = () => {
    const value = { type: e.type, ...made.read() };
    fire(made.node, e, ctx, {
      do: "select", block_id: block.block_id, action_id: e.action_id, option: value.selected_option ?? null,
      user: value.selected_user ?? "", values: { [block.block_id]: { [e.action_id]: value } },
    });
  };
  made.node.addEventListener("change", tell);
  made.node.addEventListener("keydown", (event) => { // Enter tells the bot and does not send the whole form
    if (event.key !== "Enter" || event.target.tagName !== "INPUT") return;
    event.preventDefault();
    tell();
  });
}

const makers = {
  plain_text_input: (e, at) => textInput(e, at, e.multiline ? "textarea" : "input", {}),
  number_input: (e, at) => textInput(e, at, "input", { inputmode: e.is_decimal_allowed ? "decimal" : "numeric" }, numberProblem),
  url_text_input: (e, at) => textInput(e, at, "input", { type: "url", inputmode: "url" }, urlProblem),
  email_text_input: (e, at) => textInput(e, at, "input", { type: "email", inputmode: "email" }, emailProblem),
  datepicker: (e, at) => native(e, at, "date", "selected_date", e.initial_date),
  timepicker: (e, at) => native(e, at, "time", "selected_time", e.initial_time),
  static_select: (e, at) => dropDown(e, at, optionChoices(e), e.initial_option?.value,
    (choice) => ({ selected_option: choice?.option ?? null }), (value) => value.selected_option?.value),
  users_select: (e, at) => dropDown(e, at, userChoices(at.ctx), e.initial_user,
    (choice) => ({ selected_user: choice?.user ?? null }), (value) => value.selected_user),
  radio_buttons: (e, at) => choiceList(e, at, "radio", e.initial_option ? [e.initial_option] : []),
  checkboxes: (e, at) => choiceList(e, at, "checkbox", e.initial_options ?? []),
};

function textInput(e, { id }, tag, attrs, check) {
  const node = h(tag, {
    id, placeholder: e.placeholder?.text, rows: tag === "textarea" ? 3 : null, autocomplete: "off",
    type: tag === "input" ? "text" : null, autofocus: e.focus_on_load, ...attrs,
  });
  node.value = e.initial_value ?? "";
  const count = e.max_length ? h("span", { class: "count", "aria-hidden": "true" }) : null;
  const tell = () => { // only where the end is near
    const length = [...node.value].length;
    if (count) count.textContent = length > e.max_length * .8 ? `${length} / ${e.max_length}` : "";
  };
  node.addEventListener("input", tell);
  tell();
  return {
    node: count ? h("div", { class: "counted" }, node, count) : node, fields: [node],
    empty: () => node.value.trim() === "",
    read: () => ({ value: node.value === "" ? null : node.value }),
    write(value) { node.value = value.value ?? ""; tell(); },
    problem() {
      const length = [...node.value].length;
      if (e.min_length && length < e.min_length) return `Please write at least ${e.min_length} characters.`;
      if (e.max_length && length > e.max_length) return `Please write at most ${e.max_length} characters; this is ${length}.`;
      return check?.(node.value.trim(), e) ?? "";
    },
  };
}

function numberProblem(value, e) {
  if (!(e.is_decimal_allowed ? /^-?\d+(\.\d+)?$/ : /^-?\d+$/).test(value)) {
    return e.is_decimal_allowed ? "Please enter a number, like 12.50." : "Please enter a whole number.";
  }
  const n = Number(value);
  if (e.min_value !== undefined && n < Number(e.min_value)) return `Please enter ${e.min_value} or more.`;
  if (e.max_value !== undefined && n > Number(e.max_value)) return `Please enter ${e.max_value} or less.`;
  return "";
}

const emailProblem = (value) => /^[^\s@]+@[^\s@]+$/.test(value) ? "" : "Please enter an email address.";
const urlProblem = (value) => /^[a-z][a-z0-9+.-]*:\/\/\S+$/i.test(value) ? "" : "Please enter a web address, with https:// in front.";

function native(e, { id }, type, key, initial) {
  const node = h("input", { id, type });
  node.value = initial ?? "";
  return {
    node, fields: [node], empty: () => !node.value,
    read: () => ({ [key]: node.value || null }),
    write(value) { node.value = value[key] ?? ""; },
  };
}

function dropDown(e, { id }, choices, initial, shape, keyIn) {
  const groups = new Map();
  for (const choice of choices) {
    const item = h("option", { value: choice.key }, choice.detail ? `${choice.label} - ${choice.detail}` : choice.label);
    if (!groups.has(choice.group)) groups.set(choice.group, []);
    groups.get(choice.group).push(item);
  }
  const node = h("select", { id }, h("option", { value: "" }, e.placeholder?.text ?? "Select an option"),
    [...groups].map(([name, items]) => name ? h("optgroup", { label: name }, items) : items));
  node.value = initial ?? "";
  return {
    node, fields: [node], empty: () => !node.value,
    read: () => shape(choices.find((choice) => choice.key === node.value)),
    write(value) { node.value = keyIn(value) ?? ""; },
  };
}

function choiceList(e, { id, ctx, name }, type, initial) {
  const boxes = (e.options ?? []).map((option, i) => ({
    option,
    box: h("input", { id: `${id}-${i}`, type, name, value: option.value, checked: initial.some((was) => was.value === option.value) }),
  }));
  const node = h("div", { class: "choices" }, boxes.map(({ option, box }) => h("label", { class: "choice" }, box,
    h("span", {}, textObject(option.text, ctx.lexicon), option.description ? h("small", {}, textObject(option.description, ctx.lexicon)) : null))));
  const chosen = () => boxes.filter(({ box }) => box.checked).map(({ option }) => option);
  return {
    node, group: true, fields: boxes.map(({ box }) => box), empty: () => chosen().length === 0,
    read: () => type === "radio" ? { selected_option: chosen()[0] ?? null } : { selected_options: chosen() },
    write(value) {
      const keys = (value.selected_options ?? [value.selected_option]).map((option) => option?.value);
      for (const { option, box } of boxes) box.checked = keys.includes(option.value);
    },
  };
}
