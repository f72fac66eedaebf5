// The stack of modals. A view is drawn once and kept, also while another lies on top; only a new hash draws it again,
// and then what was typed moves over. New errors alone never touch an input.

import { h, uid } from "./dom.js";
import { renderBlocks } from "./blocks.js";

// modals keeps `dialog` in step with the state's stack. act(body) sends; contextFor(view_id) supplies what blocks need;
// closed() is called when the last view has gone.
export function modals(dialog, { act, contextFor, closed }) {
  let views = new Map(); // view id -> drawn
  let top = null;

  dialog.addEventListener("cancel", (event) => event.preventDefault());
  dialog.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    event.preventDefault();
    top?.close();
  });

  function draw(modal, before) {
    const { id, view } = modal;
    const title = uid("title");
    const controls = [];
    const values = () => {
      const all = {};
      for (const control of controls) (all[control.block_id] ??= {})[control.action_id] = control.read();
      return all;
    };
    const from = contextFor(id);
    // What is typed so far goes along with every press, as in Slack's view.state.
    const ctx = { ...from, controls, send: (action) => from.send({ ...action, values: values() }) };
    const banner = h("p", { class: "banner", role: "alert", hidden: true });
    const body = h("div", { class: "modal-body" }, banner, renderBlocks(view.blocks ?? [], ctx));
    const close = h("button", { type: "button", class: "btn", on: { click: () => drawn.close() } }, view.close?.text ?? "Close");
    const hasInput = (view.blocks ?? []).some((block) => block.type === "input");
    const submit = view.submit || hasInput ? h("button", { type: "submit", class: "btn primary" }, view.submit?.text ?? "Submit") : null;
    const form = h("form", { class: "modal-form", novalidate: true, "aria-labelledby": title },
      h("header", { class: "modal-head" }, h("h2", { id: title, tabindex: -1 }, view.title?.text ?? ""),
        h("button", { type: "button", class: "icon", "aria-label": view.close?.text ?? "Close", on: { click: () => drawn.close() } }, "✕")),
      body, h("footer", { class: "row end modal-foot" }, close, submit));

    const tell = (text) => {
      banner.hidden = !text;
      banner.replaceChildren(...(text ? [h("span", { "aria-hidden": "true" }, "⚠ "), text] : []));
      if (text) body.scrollTop = 0;
    };
    const drawn = {
      id, title, form, body, controls, hash: modal.hash, told: "",
      showErrors(errors, failed) {
        let first = null;
        for (const control of controls) {
          const text = errors?.[control.block_id] ?? "";
          control.showError?.(text);
          if (text && !first) first = control;
        }
        const lost = Object.entries(errors ?? {}).filter(([block]) => !controls.some((control) => control.block_id === block));
        tell([failed, ...lost.map(([, text]) => text)].filter(Boolean).join(" "));
        first?.focus?.();
      },
      async close() {
        const result = await act({ do: "close", view_id: id });
        if (!result.ok) tell(result.error);
      },
      firstField: () => controls[0]?.focus ? controls[0] : null,
    };
    body.addEventListener("input", (event) => controls.find((control) => control.holds?.(event.target))?.showError(""));
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      if (!submit || submit.getAttribute("aria-busy") === "true") return;
      const problems = {};
      for (const control of controls) if (control.problem()) problems[control.block_id] = control.problem();
      drawn.showErrors(problems, "");
      if (Object.keys(problems).length) return;
      submit.setAttribute("aria-busy", "true");
      drawn.told = "";
      const result = await act({ do: "submit", view_id: id, values: values() });
      submit.removeAttribute("aria-busy");
      if (!result.ok && dialog.contains(form) && banner.hidden) tell(result.error);
    });
    for (const control of controls) {
      const was = before
        ? before.controls.find((c) => c.block_id === control.block_id && c.action_id === control.action_id)?.read()
        : modal.typed?.[control.block_id]?.[control.action_id];
      if (was?.type === control.type) control.write(was);
    }
    return drawn;
  }

  function replace(before, drawn) {
    const was = before.controls.find((control) => control.holds?.(document.activeElement));
    const scroll = before.body.scrollTop;
    before.form.replaceWith(drawn.form);
    drawn.body.scrollTop = scroll;
    if (was) drawn.controls.find((c) => c.block_id === was.block_id && c.action_id === was.action_id)?.focus?.();
  }

  return {
    update(stack) {
      const next = new Map();
      for (const modal of stack) {
        let drawn = views.get(modal.id);
        if (!drawn) {
          drawn = draw(modal);
          dialog.append(drawn.form);
        } else if (drawn.hash !== modal.hash) {
          const fresh = draw(modal, drawn);
          replace(drawn, fresh);
          drawn = fresh;
        }
        const told = JSON.stringify([modal.errors ?? {}, modal.failed ?? ""]);
        if (told !== drawn.told && told !== JSON.stringify([{}, ""])) drawn.showErrors(modal.errors, modal.failed);
        drawn.told = told;
        next.set(modal.id, drawn);
      }
      for (const [id, drawn] of views) if (!next.has(id)) drawn.form.remove();
      views = next;
      const before = top;
      top = stack.length ? next.get(stack.at(-1).id) : null;
      for (const drawn of next.values()) drawn.form.hidden = drawn !== top;
      if (!top) {
        if (dialog.open) {
          dialog.close();
          closed();
        }
        return;
      }
      dialog.setAttribute("aria-labelledby", top.title);
      if (!dialog.open) dialog.showModal();
      if (before?.id !== top.id) (top.firstField() ?? { focus: () => top.form.querySelector("h2").focus() }).focus();
    },
  };
}
