/* global asyncWorkbookLive, workbookAssets */
// The buttons of live cells. What they do, and the languages, is loaded at the first press.
"use strict";

{
  const data = JSON.parse(document.getElementById("live").textContent);
  const base = new URL(".", document.baseURI).href;
  let opening;

  const open = () => {
    opening ??= workbookAssets.load(`../live/${data.runtimes.script}`).then(() => asyncWorkbookLive.open(data, base, { kept, edits }));
    opening.catch(() => { opening = undefined; }); // there may be a network the next time
    return opening;
  };

  const button = (className, sign, word, label) => {
    const made = Object.assign(document.createElement("button"), { type: "button", className, ariaLabel: label });
    const picture = Object.assign(document.createElement("span"), { className: "sign", ariaHidden: "true", textContent: sign });
    made.append(picture, Object.assign(document.createElement("span"), { className: "word", textContent: word }));
    return made;
  };

  /** Does what a press asks for, and says so where it cannot. */
  const act = (status, action) => {
    if (status.textContent === "") {
      status.textContent = "…";
    }
    open().then(action).catch(error => {
      status.textContent = `This cannot run here: ${error.message}`;
    }).finally(() => {
      if (status.textContent === "…") {
        status.textContent = "";
      }
    });
  };

  /** Shows what the reader has changed on an earlier visit, and marks what follows from it. What it takes to run or reset that comes with a press. */
  const restore = (cell, place) => {
    const status = place.querySelector(".live-tools .live-status");
    const sources = [...place.querySelectorAll(".code .source, .code .plumbing")];
    const recorded = cell.source ?? sources.filter(each => each.matches(".source")).map(each => each.textContent).join("");
    const text = kept.cells[cell.id] ?? recorded;
    const isEdited = text !== recorded;
    if (isEdited) {
      edits.cells[cell.id] = text;
      const shown = Object.assign(document.createElement("pre"), { className: "source scroll yours" });
      const code = document.createElement("code");
      code.textContent = text.replace(/^#!(?:csharp|c#|javascript|js|python)[ \t]*\n+/i, "");
      shown.append(code);
      sources.forEach(each => { each.hidden = true; });
      place.querySelector(".code").append(shown);
      place.dataset.edited = "";
      const reset = button("live-reset", "", "Reset", `Reset ${cell.file}`);
      reset.addEventListener("click", () => act(status, live => live.reset(cell.id)));
      place.querySelector(".live-edit").after(reset);
    }
    if (isEdited || marked?.includes(cell.id)) {
      place.dataset.outdated = "";
      status.textContent = isEdited ? "edited: press Run" : "changed above: press Run";
    }
  };

  const addFooter = () => {
    const values = Object.entries(edits.parameters).map(([name, value]) => `${name} = ${value}`);
    const count = Object.keys(edits.cells).length;
    const words = [...values, ...count ? [`${count} ${count === 1 ? "cell" : "cells"} edited`] : []].join(", ");
    if (words) {
      const bar = Object.assign(document.createElement("aside"), { className: "live-footer", ariaLabel: "Your changes" });
      const status = Object.assign(document.createElement("span"), { role: "status", textContent: `Yours: ${words}` });
      const reset = button("", "", "Reset all", "Reset all");
      reset.addEventListener("click", () => act(status, live => live.resetAll()));
      bar.append(status, reset);
      document.body.append(bar);
    }
  };

  const addTools = (cell, about) => {
    const name = `${about.querySelector(".language")?.textContent ?? "code"}, ${cell.file}`;
    const tools = Object.assign(document.createElement("span"), { className: "live-tools" });
    const status = Object.assign(document.createElement("span"), { className: "live-status", role: "status" });
    const edit = button("live-edit", "", "Edit", `Edit ${name}`);
    const run = button("live-run", "▶", "Run", `Run ${name}`);
    edit.addEventListener("click", () => act(status, live => live.edit(cell.id)));
    run.addEventListener("click", () => act(status, live => live.run(cell.id)));
    const copy = about.parentElement.querySelector(".copy");
    tools.append(status, ...copy ? [copy] : [], edit, run);
    about.append(tools);
  };

  /** A slider for each parameter that is a number; it moves within four times the value where its range is wider. */
  const addSliders = chips => {
    const status = Object.assign(document.createElement("span"), { className: "live-status", role: "status" });
    for (const parameter of data.parameters) {
      const { name, min, max, step, unit } = parameter;
      const chip = [...chips.children].find(each => each.querySelector("code").textContent === name);
      const shown = chip?.querySelector("b");
      const value = Number(shown?.textContent);
      if (!Number.isFinite(value)) {
        continue;
      }
      const high = Math.min(max, Math.max(value * 4, min + step * 10));
      const coarse = step * Math.max(1, Math.round((high - min) / step / 200));
      const start = min < coarse && min > 0 ? coarse : min;
      const slider = Object.assign(document.createElement("input"), { type: "range", min: start, max: high, step: coarse, value });
      parameter.value = value;
      slider.setAttribute("aria-label", `${name}${unit ? `, in ${unit}` : ""}`);
      const show = to => { shown.textContent = Number(to.toPrecision(12)); chip.toggleAttribute("data-yours", to !== value); };
      slider.addEventListener("input", () => {
        show(slider.valueAsNumber);
        act(status, live => live.set(name, slider.valueAsNumber));
      });
      document.addEventListener("workbook-reset", () => {
        slider.value = value;
        show(value);
      });
      const own = kept.parameters[name];
      if (own !== value && own >= min && own <= max) {
        edits.parameters[name] = own;
        slider.value = own;
        show(own);
      }
      chip.append(slider);
    }
    if (chips.querySelector("input")) {
      const all = button("live-all", "▶", "Run all", "Run all cells of this page");
      all.addEventListener("click", () => act(status, live => live.runAll()));
      const item = document.createElement("li");
      item.className = "live-bar";
      item.append(all, status);
      chips.append(item);
    }
  };

  /** What the reader has changed on an earlier visit. */
  const keptEdits = () => {
    try {
      return JSON.parse(localStorage.getItem(`workbook-edits ${location.pathname}`)) ?? {};
    } catch {
      return {};
    }
  };

  const { cells = {}, parameters = {}, marks } = keptEdits();
  const kept = { cells, parameters };
  const edits = { cells: {}, parameters: {} }; // what of it the chapter still has
  const marked = marks?.edition === data.edition ? marks.cells : undefined; // the cells that follow from it, if they were marked in this edition
  for (const cell of data.cells) {
    const place = document.getElementById(cell.id);
    const about = place?.querySelector(".code > .about");
    if (about && !cell.staysRecorded) {
      addTools(cell, about);
      restore(cell, place);
    }
    const chips = place?.querySelector(".parameters");
    if (chips) {
      addSliders(chips);
    }
  }
  addFooter();
  if (!marked && Object.keys({ ...edits.cells, ...edits.parameters }).length > 0) {
    open().catch(() => {}); // finds what follows from it now, and marks it; where it cannot be loaded, the next press says so
  }
}
