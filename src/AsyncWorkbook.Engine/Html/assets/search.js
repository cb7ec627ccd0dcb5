/* global workbookAssets, searchEngine, showFound */
// The search's button and dialog. What finds and shows is loaded when somebody searches.
"use strict";

function element(name, properties, ...content) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...content);
  return made;
}

// eslint-disable-next-line no-unused-vars -- workbook.js calls it
function addSearch(addTool) {
  // No type=search: its first Escape would empty it instead of closing the dialog.
  const input = element("input", { type: "text", role: "searchbox", id: "search-words", autocomplete: "off", spellcheck: false });
  input.setAttribute("aria-label", "Search the book");
  input.placeholder = "Search the book";
  const found = element("div", { className: "found" });
  const close = element("button", { type: "button" }, "Close");
  const form = element("form", { method: "dialog" }, input, close);
  const dialog = element("dialog", { id: "search" }, form, found);
  dialog.setAttribute("aria-label", "Search");
  document.body.append(dialog);

  const update = async () => {
    const words = input.value.trim();
    try {
      await workbookAssets.load("search-found.js");
      const find = await searchEngine();
      if (words === input.value.trim()) {
        showFound(found, words === "" ? [] : find(words), words);
      }
    } catch (error) {
      found.replaceChildren(element("p", { className: "count", role: "status" }, `${error.message}.`));
    }
  };
  input.addEventListener("input", update);
  close.addEventListener("click", () => dialog.close());
  form.addEventListener("submit", event => {
    event.preventDefault();
    found.querySelector("a")?.click();
  });
  found.addEventListener("click", event => event.target.closest("a") && dialog.close());
  const open = () => {
    dialog.showModal();
    input.select();
    update(); // what was typed before the index had come is found, too
  };
  const button = addTool("⌕", "Search", {});
  button.append(element("kbd", { className: "key", ariaHidden: "true" }, "/"));
  button.addEventListener("click", open);
  addEventListener("keydown", event => {
    const types = event.target instanceof Element && event.target.closest("input:not([type=radio]), textarea, select, [contenteditable]");
    if (event.key === "/" && !event.ctrlKey && !event.metaKey && !event.altKey && !types && !dialog.open) {
      event.preventDefault();
      open();
    }
  });
}
