// Compares what our page shows of a payload with what slack-blocks-to-jsx, a renderer nobody here wrote, shows of it:
//
//	node visual.mjs [DUMP...]    the goldens of bot/slack, and what is in the dumps
//
// Both draw in one headless browser (CHROMIUM=PATH names it); what counts is the text a person can read, in order.
// Each difference is a line and makes it exit 1, unless it is one of the other's own, which theirs.mjs knows
// and gives a reason for.

import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { chromium } from "playwright-core";
import { brief, readDump, surfaces } from "./dump.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const goldens = join(here, "../../testdata");

function* payloads(dumps) {
  for (const name of readdirSync(goldens).filter((name) => name.endsWith(".golden.json")).sort()) {
    const look = JSON.parse(readFileSync(join(goldens, name), "utf8")); // a message is its blocks, a modal the whole view
    yield { where: name, blocks: look.blocks ?? look };
  }
  if (!dumps.length) return;
  for (const entry of readDump(dumps)) {
    for (const { blocks } of surfaces(entry)) yield { where: `${entry.where} ${entry.method} ${brief(entry)}`, blocks };
  }
}

// words is where two texts part, with some words around it.
function words(ours, theirs) {
  const a = ours.split(" "), b = theirs.split(" ");
  const at = a.findIndex((word, i) => word !== b[i]);
  const from = Math.max(0, (at < 0 ? a.length : at) - 3);
  return `ours "… ${a.slice(from, from + 12).join(" ")}", theirs "… ${b.slice(from, from + 12).join(" ")}"`;
}

const bundle = await build({
  entryPoints: [join(here, "drawing.js")], bundle: true, write: false, format: "iife", minify: true, define: { "process.env.NODE_ENV": '"production"' }, logLevel: "error",
});
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"],
});
const page = await browser.newPage({ timezoneId: "UTC" });
const broken = [];
page.on("pageerror", (error) => broken.push(error.message));
await page.route("**/*", (route) => route.abort()); // nothing is fetched
await page.setContent("<!doctype html><body></body>");
await page.addScriptTag({ content: bundle.outputFiles[0].text });

const seen = new Set(), excused = new Map();
let wrong = 0;
for (const { where, blocks } of payloads(process.argv.slice(2))) {
  const content = JSON.stringify(blocks);
  if (seen.has(content)) continue;
  seen.add(content);
  const [ours, theirs, reasons] = await page.evaluate((list) => globalThis.draw(list), blocks);
  for (const reason of reasons) excused.set(reason, (excused.get(reason) ?? 0) + 1);
  const bare = ours === "" && blocks.some((block) => block.type !== "divider");
  if (ours === theirs && !bare) continue;
  wrong++;
  console.log(`${where}: ${bare ? "nothing is shown" : words(ours, theirs)}`);
}
await browser.close();
for (const error of new Set(broken)) console.log(`the page broke: ${error}`);
for (const [reason, count] of excused) console.log(`the other's own, ${count} times: ${reason}`);
console.log(`${seen.size} payloads: ${wrong} look otherwise than in slack-blocks-to-jsx`);
process.exit(wrong || broken.length || !seen.size ? 1 : 0);
