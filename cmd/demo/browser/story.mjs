// A whole case, played by hand in a browser against a running demo:
//
//	go run ./cmd/demo -addr 127.0.0.1:8091          in one terminal
//	npm ci && node story.mjs http://127.0.0.1:8091  in another
//
// SHOTS=DIR keeps pictures of every screen, light and dark, desktop and phone; CHROMIUM=PATH names another browser.
// Nothing sleeps: each step waits for what a person would wait for, and says in one sentence what did not come.

import { mkdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { chromium } from "playwright-core";

const address = process.argv[2] ?? process.env.PAGE ?? "http://127.0.0.1:8080";
const shots = process.env.SHOTS;
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const desktop = { viewport: { width: 1280, height: 800 } };
const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true, deviceScaleFactor: 2 };
const patience = 60_000; // for a machine with other work to do

const people = []; // every open page, to look at when the story ends early
const troubles = []; // what a browser complained about
let passed = 0, browser;

class Fault extends Error {}

async function check(sentence, test) {
  let why = "";
  try {
    if (await test() !== false) return passed++;
  } catch (error) {
    why = `\n  ${error.message.replace(/\x1b\[\d+m/g, "").split("\n").slice(0, 3).join("\n  ")}`;
  }
  throw new Fault(sentence + why);
}

const see = (what, sentence) => check(sentence, () => what.first().waitFor({ timeout: patience }));
const gone = (what, sentence) => check(sentence, () => what.first().waitFor({ state: "hidden", timeout: patience }));
const soon = (page, sentence, test, arg) => check(sentence, () => page.waitForFunction(test, arg, { timeout: patience }));

// someone opens the page as a person, on a device of their own.
async function someone(key, device) {
  const context = await browser.newContext({ ...device, reducedMotion: "reduce" });
  const page = await context.newPage();
  page.setDefaultTimeout(patience);
  page.on("pageerror", (error) => troubles.push(`${key}: ${error.message}`));
  page.on("console", (line) => { if (line.type() === "error") troubles.push(`${key}: ${line.text()}`); });
  await page.goto(`${address}/?as=${key}`);
  people.push({ key: `${key}-${device === phone ? "phone" : "desktop"}`, page });
  await see(page.locator("#place:not(:empty)"), `The page does not open for ${key}.`);
  return page;
}

// starting: a label that begins with these whole words. "Late" is no beginning of "Later".
const starting = (label) => new RegExp(`^${label.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")}${label.endsWith(" ") ? "" : "(?!\\p{L})"}`, "u");
const button = (within, label) => within.getByRole("button", { name: starting(label) });
const step = (page) => page.locator("#thread-feed > li", { has: page.locator("article:not(.ephemeral)") }).last(); // the live one

async function press(page, label) {
  const it = button(step(page), label);
  await see(it, `The step does not offer "${label}".`);
  await (await page.evaluate(() => matchMedia("(pointer: coarse)").matches) ? it.first().tap() : it.first().click());
}

// onScreen: the words and every button of the live step can be reached without scrolling.
const onScreen = (page, what) => soon(page, `On a phone ${what} is not on the screen at once.`, () => {
  const item = [...document.querySelectorAll("#thread-feed > li:has(article:not(.ephemeral))")].at(-1);
  const box = document.querySelector("#thread-scroll").getBoundingClientRect();
  return [item, ...item.querySelectorAll("button")].every((node) => {
    const { top, bottom, left, right } = node.getBoundingClientRect();
    return top >= box.top - 1 && bottom <= box.bottom + 1 && left >= 0 && right <= innerWidth;
  });
});

// thumbs: on a phone nothing one must hit is smaller than 44 pixels, cut off or beside the screen.
const thumbs = (page, where) => check(`On a phone something in ${where} is too small or cut off.`, async () => {
  const bad = await page.evaluate(() => {
    const targets = "button, select, input:not([type=radio], [type=checkbox]), textarea, label.choice, summary";
    return [...document.querySelectorAll(targets)].flatMap((node) => {
      const { width, height, left, right } = node.getBoundingClientRect();
      if (!node.checkVisibility({ visibilityProperty: true }) || node.closest("[inert]")) return [];
      const cut = node.matches("button") && node.scrollWidth > node.clientWidth + 1;
      if (width >= 44 && height >= 44 && left >= 0 && right <= innerWidth && !cut) return [];
      return `${node.textContent.trim() || node.id || node.tagName}, ${Math.round(width)} x ${Math.round(height)}`;
    });
  });
  if (bad.length) throw new Error(bad.join("; "));
});

// look takes a picture in both colour schemes and asks axe about each.
async function look(page, name, size = page.viewportSize().width < 500 ? "phone" : "desktop") {
  await page.evaluate(axe);
  for (const colorScheme of ["light", "dark"]) {
    await page.emulateMedia({ colorScheme });
    if (shots) await page.screenshot({ path: `${shots}/${name}-${size}-${colorScheme}.png` });
    await check(`The ${size} page is hard to use for some people at "${name}", ${colorScheme}.`, async () => {
      const { violations } = await page.evaluate(() => window.axe.run(document, { resultTypes: ["violations"] }));
      const grave = violations.filter((v) => ["serious", "critical"].includes(v.impact));
      if (grave.length) throw new Error(grave.map((v) => `${v.help}: ${v.nodes.map((n) => n.html.slice(0, 160)).join(" | ")}`).join("\n"));
    });
  }
  await page.emulateMedia({ colorScheme: "light" });
  if (size === "phone") await thumbs(page, `"${name}"`);
}

async function story() {
  const tess = await someone("tess", desktop);
  const mona = await someone("mona", desktop);
  const modal = tess.locator("#modal");

  // Open the case. "/" offers the commands; Tab takes the one that is marked.
  const box = tess.locator("#composer textarea");
  await box.fill("/");
  await see(tess.getByRole("option", { name: /recover/ }), '"/" does not offer /recover.');
  await look(tess, "01-commands");
  await box.press("Tab");
  await check("Tab does not complete the command.", async () => await box.inputValue() === "/recover ");
  const only = tess.locator("#feed .ephemeral", { hasText: "Only visible to you" });
  const before = await only.count();
  await box.pressSequentially("Mrs Alvarez - no hot water, second visit");
  await box.press("Enter");
  await see(only.nth(before), "Tess is not told that the case is open.");
  const id = /R-\d+/.exec(await only.nth(before).textContent())?.[0];
  await check("The answer does not name the case.", () => Boolean(id));
  const card = (page) => page.locator("#feed > li", { has: page.locator("article:not(.ephemeral)"), hasText: `${id} ·` });
  await see(card(tess), "There is no card in the channel.");
  await see(card(mona), "Mona does not see the card.");
  await check("Mona sees what was only for Tess.", async () => await mona.locator("#feed .ephemeral", { hasText: id }).count() === 0);
  await see(button(step(tess), "I said it"), "The thread does not open with its first step.");

  // The same case on her phone: from the card into the thread.
  const pocket = await someone("tess", phone);
  await look(pocket, "02-channel");
  await card(pocket).locator(".replies").tap();
  await see(button(step(pocket), "I said it"), "The thread does not open on a phone.");
  await onScreen(pocket, "the first step");
  await look(tess, "03-feelings");
  await look(pocket, "03-feelings");

  // Everything else a step can do is behind "More"; Escape leads back to it.
  const more = step(tess).locator(".btn.more");
  await more.focus();
  await tess.keyboard.press("ArrowDown");
  await see(tess.locator(".menu:popover-open button:focus"), "The arrow key does not open the menu.");
  await look(tess, "04-menu");
  await tess.keyboard.press("Escape");
  await check("Escape does not bring the focus back to the menu's button.", () => more.evaluate((node) => node === document.activeElement));
  await step(tess).locator("article").focus();

  // A few steps without a mouse: the newest message has the focus, its first button is one Tab away.
  await soon(tess, "Opening a thread does not bring the focus to its newest message.",
    () => document.activeElement.closest("#thread-feed > li:last-child"));
  for (const label of ["I said it", "I said sorry"]) {
    await see(button(step(tess), label), `The step does not offer "${label}".`);
    await tess.keyboard.press("Tab");
    await check(`Tab does not reach "${label}".`, async () =>
      (await tess.evaluate(() => document.activeElement.textContent)).startsWith(label));
    await tess.keyboard.press("Enter");
  }
  await press(pocket, "They agree"); // by thumb
  await see(button(step(pocket), "Nothing else"), "The phone does not ask whether there is anything else.");
  await onScreen(pocket, "whether there is anything else");
  await press(tess, "Nothing else");

  // What they ask for: Escape leaves, the focus comes back, mistakes are named at the field.
  await see(button(step(tess), "They named something"), "Nothing asks what would make it right.");
  await onScreen(pocket, "the question what would make it right");
  await button(step(tess), "They named something").focus();
  await tess.keyboard.press("Enter");
  await see(modal.getByLabel("in their words"), "The modal does not open.");
  await soon(tess, "The modal's first field does not have the focus.", () => document.activeElement.matches("#modal input, #modal textarea"));
  await tess.keyboard.press("Escape");
  await gone(modal, "Escape does not close the modal.");
  await soon(tess, "The focus does not come back to the button that opened the modal.",
    () => document.activeElement.textContent.startsWith("They named something"));
  await tess.keyboard.press("Enter");
  await modal.getByLabel("in their words").fill("Half off, I lost a day's pay");
  await modal.getByLabel("Amount").fill("lots of money");
  await look(tess, "05-modal");
  await see(pocket.locator("#modal input"), "The modal is not on her phone.");
  await look(pocket, "05-modal");
  await button(modal, "Save").click();
  await see(modal.locator(".field-error:visible"), "A wrong amount is not refused at its field.");
  await see(pocket.locator("#modal .field-error:visible"), "The refusal is not on her phone.");
  await look(tess, "06-modal-errors");
  await look(pocket, "06-modal-errors");
  await modal.getByLabel("Amount").fill("$210");
  await button(modal, "Save").click();
  await gone(modal, "The modal stays although all is well.");
  await see(step(tess).getByText("$60 above"), "Tess is not told that $210 is above her limit.");
  await onScreen(pocket, "the step above the limit");
  await look(pocket, "07-limit");
  await press(tess, "Ask Mona for $210");

  // Mona is asked by direct message, and the bot is restarted before she answers.
  await see(mona.locator("#dms .badge"), "Mona has no unread mark at her direct message.");
  await see(tess.locator("#thread-feed", { hasText: "$210 for Mrs Alvarez?" }), "The thread does not show what Mona is asked.");
  await see(tess.locator("#thread-feed", { hasText: "With Mona now" }), "The thread does not say who has it.");
  const replies = await tess.locator("#thread-feed > li").count();
  await button(tess.locator("#rig"), "Restart bot").click();
  await soon(tess, "The bot does not come back after the restart.", () =>
    !document.querySelector("#restart[aria-busy]") && document.querySelector("#sockets").textContent.includes("connected"));
  await check("The restart lost or doubled a message.", async () => await tess.locator("#thread-feed > li").count() === replies);
  await see(tess.locator("#feed", { hasText: "step 4 of 7, waiting for a decision" }), "The card does not say that a decision is awaited.");
  await tess.mouse.move(0, 0);
  await look(tess, "08-asked"); // in light colours it is the README's picture
  await look(mona, "08-unread");
  await mona.locator("#dms button").first().click();
  const dm = mona.locator("#feed > li").last();
  await see(button(dm, "Approve $210"), "Mona's direct message has no buttons.");
  await gone(mona.locator("#dms .badge"), "The unread mark stays after reading.");
  const monaPocket = await someone("mona", phone);
  await monaPocket.locator("#side-open").tap();
  await look(monaPocket, "09-drawer");
  await monaPocket.locator("#dms button").first().tap();
  await see(button(monaPocket.locator("#feed > li").last(), "Approve $210"), "Mona's phone does not show the request.");
  await look(mona, "09-request");
  await look(monaPocket, "09-request");
  await button(dm, "Approve less").click();
  await mona.locator("#modal").getByLabel("instead of").fill("$180");
  await mona.locator("#modal").getByLabel("A few words").fill("we were late, be generous");
  await look(mona, "10-less");
  await mona.locator("#modal button[type=submit]").click();
  await gone(button(monaPocket.locator("#feed > li").last(), "Approve $210"), "The buttons stay after the decision.");
  await look(monaPocket, "10-decided");
  await see(tess.locator("#thread-feed", { hasText: "Mona approved $180" }), "Tess does not see what Mona decided.");
  await see(tess.locator("#thread-feed", { hasText: "we were late, be generous" }), "Tess does not see Mona's note.");

  // The offer, an extra, a promise with a time as people say it, and then with one from the list.
  await onScreen(pocket, "the offer");
  await look(pocket, "11-offer");
  await press(tess, "They accept");
  await onScreen(pocket, "the extra");
  await press(tess, "Give ");
  await press(tess, "Add a promise");
  await see(modal.getByLabel("By when"), "No modal asks what was promised.");
  await modal.getByLabel("What was promised").fill("$180 back on the card");
  await modal.getByLabel("Or type it").fill("tomorrow noon");
  await look(pocket, "12-promise");
  await modal.locator("button[type=submit]").click();
  await see(modal.getByText("I read that as"), "What was typed is not read back.");
  await check("The field does not hold the time in full.", async () =>
    /^\w{3} \w{3} \d+, (\d{4}, )?12:00\sPM\s\S+$/u.test(await modal.getByLabel("Or type it").inputValue()));
  await look(pocket, "12-read-back");
  const likely = await modal.getByLabel("By when").locator("option").allTextContents();
  const morning = likely.find((label) => /morning/i.test(label));
  await modal.getByLabel("By when").selectOption({ label: morning }); // over what was only read back
  await look(pocket, "12-picked");
  await modal.locator("button[type=submit]").click();
  await gone(modal, "A time that was picked does not count at once.");
  await see(step(tess).getByText(morning.split(/ · (?:today, )?/)[1].replace(/\s\S+$/u, "")), "The promise is not shown with the time that was picked.");
  await look(tess, "13-promised");
  await press(pocket, "That is all");
  await see(step(pocket).getByText("Nobody has said who does what is still to be done."), "It does not ask who does the rest.");
  await press(pocket, "That is all");
  await press(tess, "I thanked them");
  await see(button(step(tess), "Check in now"), "The case does not wait for its follow-up.");

  // What lies under the workspace: the wire log opens, finds and closes by keyboard; on a phone it fills the screen.
  await tess.locator("#wire-toggle").click();
  await tess.locator("#wire-filter").fill("chat.postMessage");
  await see(tess.locator("#wire-rows li:not([hidden])", { hasText: "chat.postMessage" }), "The wire log does not show a post.");
  await look(tess, "14-wire");
  await tess.locator("#wire-filter").fill("");
  await tess.keyboard.press("Escape");
  await gone(tess.locator("#wire"), "Escape does not close the wire log.");
  await check("The focus does not come back to the wire log's button.", () => tess.evaluate(() => document.activeElement.id === "wire-toggle"));
  await pocket.locator("#rig-toggle").tap();
  await look(pocket, "14-controls");
  await pocket.locator("#wire-toggle").tap();
  await see(pocket.locator("#wire-rows li"), "The wire log is empty on a phone.");
  await look(pocket, "14-wire");
  await pocket.locator("#wire-close").tap();

  // Time passes, until the promise is due and the follow-up has come.
  const happy = button(tess.locator("#thread-feed"), "They are satisfied");
  const jump = tess.locator("#jump-due:enabled");
  for (let jumps = 0; ; jumps++) {
    await see(happy.or(jump), "Nothing is due any more, and nobody asked if all is well.");
    if (await happy.isVisible()) break;
    await check("The follow-up never becomes due.", () => jumps < 8);
    const was = await jump.textContent();
    await jump.click();
    await soon(tess, "The time does not jump.", (old) => document.querySelector("#jump-due").textContent !== old, was);
  }
  await look(pocket, "15-follow-up");
  await happy.click();
  const done = button(tess.locator("#thread-feed"), "It is done").last();
  await see(done, "Nothing asks whether the promise was kept.");
  await look(pocket, "16-settle");
  await done.click();
  await press(tess, "Late");
  await press(tess, "Better");
  await see(card(tess).getByText("Recovered"), "The card does not say Recovered.");
  await gone(tess.locator("#thread-feed > li:not(:first-child) .btn"), "Buttons stay in a closed case.");
  await check("The thread says something twice.", async () => {
    const said = await tess.locator("#thread-feed article").allInnerTexts();
    const twice = said.filter((text, i) => said.indexOf(text) !== i);
    if (twice.length) throw new Error(twice.join("; "));
  });
  await look(tess, "17-closed");
  await look(pocket, "17-closed");
  await pocket.locator("#thread-back").tap();
  await look(pocket, "18-closed-card");

  // The same tab as somebody else.
  await mona.locator("#persona").selectOption("carl");
  await soon(mona, "The tab does not become Carl's.", () => document.title.includes("Carl") && location.search === "?as=carl");
}

if (shots) mkdirSync(shots, { recursive: true });
browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", headless: true,
  args: ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync"],
});
try {
  await story();
  if (troubles.length) throw new Fault(`A browser complained:\n  ${troubles.join("\n  ")}`);
  console.log(`browser story: ${passed} checks passed`);
} catch (error) {
  if (shots) for (const { key, page } of people) await page.screenshot({ path: `${shots}/failed-${key}.png` }).catch(() => {});
  console.error(`browser story failed after ${passed} checks: ${error instanceof Fault ? error.message : error.stack}`);
  if (troubles.length) console.error(`A browser complained:\n  ${troubles.join("\n  ")}`);
  process.exitCode = 1;
} finally {
  await browser.close();
}
