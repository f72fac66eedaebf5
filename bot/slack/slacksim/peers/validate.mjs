// Lets Slack itself judge a dump: its public blocks.validate needs no token, but the internet.
//
//	node validate.mjs DUMP...                  asks slack.com
//	node validate.mjs --at ADDRESS DUMP...     asks another server with that method
//
// Each refusal is a line; any makes it exit 1.

import { brief, readDump, surfaces } from "./dump.mjs";

const args = process.argv.slice(2);
const address = args[0] === "--at" ? args.splice(0, 2)[1] : "https://slack.com/api/blocks.validate";
const patience = 20; // times it is told to come later

async function ask(fields) {
  for (let i = 0; i < patience; i++) {
    const answer = await fetch(address, { method: "POST", body: new URLSearchParams(fields), signal: AbortSignal.timeout(30_000) });
    if (answer.status !== 429) return answer.json();
    await new Promise((done) => setTimeout(done, 1000 * Number(answer.headers.get("retry-after") ?? 1)));
  }
  throw new Error("it is always told to come later");
}

const asked = new Set();
let refused = 0;
for (const entry of readDump(args)) {
  for (const { view, blocks } of surfaces(entry)) {
    const fields = view ? { view: JSON.stringify(view) } : { blocks: JSON.stringify(blocks) };
    const content = JSON.stringify(fields);
    if (asked.has(content)) continue;
    asked.add(content);
    const answer = await ask(fields).catch((error) => {
      console.log(`${address} does not answer: ${error.cause?.message ?? error.message}`);
      process.exit(1);
    });
    if (answer.ok) continue;
    refused++;
    const why = (answer.errors ?? answer.response_metadata?.messages ?? []).map((e) => typeof e === "string" ? e : JSON.stringify(e));
    console.log(`${entry.where}: ${entry.method} ${brief(entry)}: ${answer.error} ${why.join("; ")}`);
  }
}
console.log(`${asked.size} lists of blocks and views: ${refused} refused by ${address}`);
process.exit(refused || !asked.size ? 1 : 0);
