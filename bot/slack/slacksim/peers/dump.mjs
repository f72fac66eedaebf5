// Reading a dump (see ../dump.go): what was shown to people, each content once.

import { readFileSync } from "node:fs";

// What a message may be without: slack-go spells out in an acknowledgement what is not there. Slack takes it for absent.
const absent = (name, value) => value === null || name === "metadata" && value.event_type === "" && value.event_payload === null;

// readDump gives the entries {method, args, where} of the files.
export function readDump(files) {
  const seen = new Set(), entries = [];
  for (const file of files) {
    readFileSync(file, "utf8").split("\n").forEach((line, i) => {
      if (!line || seen.has(line)) return;
      seen.add(line);
      const { method, args } = JSON.parse(line);
      for (const [name, value] of Object.entries(args)) if (absent(name, value)) delete args[name];
      entries.push({ method, args, where: `${file}:${i + 1}` });
    });
  }
  if (!entries.length) throw new Error(`there is nothing in ${files.join(", ") || "no file"}`);
  return entries;
}

// surfaces are the block lists in an entry: {surface: message|modal|home, at, blocks, view?}.
export function surfaces({ args }) {
  const found = [];
  if (args.blocks) found.push({ surface: "message", at: "/blocks", blocks: args.blocks });
  if (args.view) found.push({ surface: args.view.type, at: "/view/blocks", blocks: args.view.blocks, view: args.view });
  return found;
}

// brief is an entry for people, on a line.
export function brief({ args }) {
  const text = args.text || args.view?.title?.text || JSON.stringify(args);
  return JSON.stringify([...text].slice(0, 70).join(""));
}
