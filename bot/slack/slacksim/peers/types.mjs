// Judges a dump by the types of Slack's own packages, with tsc, and by the table of limits:
//
//	node types.mjs DUMP...        prints what is wrong, a line each, and exits 1 if anything is
//	node types.mjs --self-test    plants errors and tells which of them are not caught

import { execFileSync } from "node:child_process";
import { copyFileSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { brief, readDump, surfaces } from "./dump.mjs";
import { tooMuch } from "./limits.mjs";
import { planted } from "./planted.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const perFile = 100;

// literals are the lines of TypeScript an entry becomes: its arguments, and its blocks and view by themselves.
function* literals(entry) {
  yield [`Shapes[${JSON.stringify(entry.method)}]`, entry.args];
  for (const { surface, blocks, view } of surfaces(entry)) {
    if (!view) yield ["Blocks", blocks];
    else yield [surface === "home" ? "Home" : "Modal", view];
  }
}

// mistyped compiles all entries and returns [entry, what tsc says] of those it refuses.
function mistyped(entries) {
  const folder = mkdtempSync(join(tmpdir(), "slack-types-"));
  try {
    symlinkSync(join(here, "node_modules"), join(folder, "node_modules"));
    copyFileSync(join(here, "shapes.ts"), join(folder, "shapes.ts"));
    const lines = entries.flatMap((entry) => [...literals(entry)].map(([type, value]) => ({ entry, type, value })));
    const files = [];
    for (let from = 0; from < lines.length; from += perFile) { // a literal a line: the number tells the entry
      const part = lines.slice(from, from + perFile);
      const text = [`import type { Blocks, Home, Modal, Shapes } from "./shapes";`,
        ...part.map(({ type, value }, i) => `export const v${i}: ${type} = ${JSON.stringify(value)};`)];
      files.push(`part${files.length}.ts`);
      writeFileSync(join(folder, files.at(-1)), text.join("\n"));
    }
    writeFileSync(join(folder, "tsconfig.json"), JSON.stringify({
      compilerOptions: {
        strict: true, noEmit: true, skipLibCheck: true, target: "es2022", lib: ["es2022"], module: "nodenext", moduleResolution: "nodenext", types: ["node"],
      },
      files,
    }));
    const said = compile(folder);
    const found = [];
    for (const line of said.split("\n")) {
      const at = /^part(\d+)\.ts\((\d+),\d+\): error (.*)$/.exec(line);
      if (at) found.push([lines[Number(at[1]) * perFile + Number(at[2]) - 2].entry, at[3]]);
      else if (found.length && line.startsWith(" ")) found.at(-1)[1] += ` / ${line.trim()}`; // why, in steps
    }
    if (said.trim() && !found.length) throw new Error(`tsc does not get to the dump:\n${said}`);
    return found;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function compile(folder) {
  try {
    return execFileSync(process.execPath, [join(here, "node_modules/typescript/bin/tsc"), "--project", folder, "--pretty", "false"],
      { cwd: folder, encoding: "utf8", maxBuffer: 1 << 28 });
  } catch (error) {
    if (error.stdout === undefined) throw error;
    return error.stdout + error.stderr;
  }
}

// judge returns [entry, sentence] of everything wrong.
function judge(entries) {
  return [...mistyped(entries), ...entries.flatMap((entry) => tooMuch(entry).map((sentence) => [entry, sentence]))];
}

function selfTest() {
  const entries = planted.map(({ name, method, args }) => ({ method, args, where: name }));
  const found = judge(entries);
  let missed = 0;
  planted.forEach(({ name, says }, i) => {
    const about = found.filter(([entry]) => entry === entries[i]).map(([, sentence]) => sentence);
    const right = says ? about.some((sentence) => says.test(sentence)) : about.length === 0;
    if (!right) console.log(`${says ? "not caught" : "wrongly refused"}: ${name}: ${about.join("; ") || "nothing was found"}`);
    missed += right ? 0 : 1;
  });
  console.log(`${planted.length - missed} of ${planted.length} planted contents are judged rightly`);
  return missed === 0;
}

function judgeFiles(files) {
  const entries = readDump(files);
  const found = judge(entries);
  for (const [entry, sentence] of found) console.log(`${entry.where}: ${entry.method} ${brief(entry)}: ${sentence}`);
  const wrong = new Set(found.map(([entry]) => entry)).size;
  console.log(`${entries.length} contents: ${wrong} refused by Slack's types or limits`);
  return wrong === 0;
}

const args = process.argv.slice(2);
process.exit((args[0] === "--self-test" ? selfTest() : judgeFiles(args)) ? 0 : 1);
