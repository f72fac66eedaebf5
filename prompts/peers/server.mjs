// A language model for the tests that nobody here wrote: aimock, with the answers of cases.json to what a user message
// holds. The model's name may ask for more:
//
//   same          gives back what it was given, in the task's form
//   hostile-N     answers every task, in its form, with the Nth harmful text of the file in the first argument (JSON: texts)
//
// It ends with its input. A line on it that is JSON and has "model" and "content" is answered by that from then on.
import { createInterface } from "node:readline";
import { LLMock } from "@copilotkit/aimock";

const o = JSON.parse(process.argv[2] ?? "{}");
const texts = o.texts ?? [];

const material = (req) => {
  try {
    return JSON.parse(req.messages.at(-1).content.split("\n")[1]);
  } catch {
    return {};
  }
};

// form puts a text into the answer that a task asks for: into every field of its schema.
const form = (req, text) => {
  const schema = req.response_format?.json_schema?.schema;
  if (!schema) return text;
  const many = (material(req).sentences ?? [""]).length;
  const answer = {};
  for (const [name, of] of Object.entries(schema.properties)) {
    if (name === "instructions_seen") answer[name] = [];
    else if (of.type === "array") answer[name] = Array(many).fill(text);
    else answer[name] = text;
  }
  return JSON.stringify(answer);
};

const mock = new LLMock({ port: 0, host: "127.0.0.1", logLevel: "silent", strict: true, journalMaxEntries: 0 });
mock.on({ predicate: (req) => req.model === "same" }, (req) => {
  const m = material(req);
  const wordings = m.sentences ?? [];
  return { content: JSON.stringify({ wordings, instructions_seen: [] }) };
});
mock.on({ predicate: (req) => /^hostile-\d+$/.test(req.model) }, (req) => ({ content: form(req, texts[Number(req.model.slice(8))]) }));
mock.loadFixtureFile(new URL("cases.json", import.meta.url).pathname);
const url = await mock.start();
process.stdout.write(JSON.stringify({ url }) + "\n");

for await (const line of createInterface({ input: process.stdin })) {
  const { model, content } = JSON.parse(line);
  mock.prependFixture({ match: { predicate: (req) => req.model === model }, response: () => ({ content }) });
}
await mock.stop();
