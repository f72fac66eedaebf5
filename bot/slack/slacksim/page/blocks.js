// Block Kit blocks as DOM. What is not drawn here is named loudly, so that nothing the bot sends goes missing unseen.
// ctx: lexicon, people, send(action), open(url), and for modals controls[].

import { h, unsupported } from "./dom.js";
import { markdown, richText, textObject } from "./text.js";
import { element } from "./elements.js";
import { inputBlock, isLive, liveInput } from "./inputs.js";

export function renderBlocks(blocks, ctx) {
  return blocks.map((block) => h("div", { class: `block ${String(block.type).replaceAll("_", "-")}` }, body(block, ctx)));
}

function body(block, ctx) {
  switch (block.type) {
    case "section": return section(block, ctx);
    case "rich_text": return richText(block, ctx.lexicon);
    case "markdown": return markdown(block.text ?? "", ctx.lexicon);
    case "header": return h("div", { class: "head", role: "heading", "aria-level": 3 }, textObject(block.text, ctx.lexicon));
    case "divider": return h("hr");
    case "context": return (block.elements ?? []).map((e) => e.type === "image" ? image(e) : h("span", { class: "words" }, textObject(e, ctx.lexicon)));
    case "actions": return h("div", { class: "row" }, (block.elements ?? []).map((e) => control(e, block, ctx)));
    case "image": return [block.title ? h("div", {}, textObject(block.title, ctx.lexicon)) : null, image(block)];
    case "input": return ctx.controls ? inputBlock(block, ctx) : unsupported("input in a message");
    default: return unsupported(block.type);
  }
}

function section(block, ctx) {
  const fields = block.fields?.length
    ? h("div", { class: "fields" }, block.fields.map((field) => h("div", { class: "words" }, textObject(field, ctx.lexicon))))
    : null;
  const words = block.text ? h("div", { class: "words" }, textObject(block.text, ctx.lexicon)) : null;
  if (!block.accessory) return [words, fields];
  const side = block.accessory.type === "image" ? image(block.accessory) : control(block.accessory, block, ctx);
  return h("div", { class: "beside" }, h("div", {}, words, fields), h("div", { class: "accessory" }, side));
}

const control = (e, block, ctx) => isLive(e.type) ? liveInput(e, block, ctx) : element(e, block, ctx);

// Pictures are not fetched: the workspace lives without a network.
function image(e) {
  return h("span", { class: "picture", role: "img", "aria-label": e.alt_text ?? "" }, `image: ${e.alt_text ?? ""}`);
}
