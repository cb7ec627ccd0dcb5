// Cells that are the same in several languages, where they do not fit beside each other: one at a time, behind tabs. Which language
// a reader has chosen holds for every such place of the book.
"use strict";

const languageKey = "workbook-language";

function chosenLanguage() {
  try {
    return localStorage.getItem(languageKey);
  } catch {
    return null; // storage is switched off: the choice holds for this page
  }
}

function keepLanguage(language) {
  try {
    localStorage.setItem(languageKey, language);
  } catch {
    // as above
  }
}

/** Gives a group its tabs. Returns what shows one language of it. */
function addTabs(group, index, onChoice) {
  const cells = [...group.querySelectorAll(":scope > .cell")];
  const list = Object.assign(document.createElement("div"), { className: "tabs", role: "tablist" });
  list.setAttribute("aria-label", "Language");
  const tabs = cells.map((cell, position) => {
    const label = cell.querySelector(".language").textContent;
    const tab = Object.assign(document.createElement("button"), { type: "button", role: "tab", id: `tab-${index}-${position}`, textContent: label });
    tab.dataset.language = cell.dataset.language;
    tab.setAttribute("aria-controls", cell.id);
    tab.addEventListener("click", () => onChoice(tab.dataset.language, group));
    return tab;
  });
  list.append(...tabs);
  list.addEventListener("keydown", event => {
    const steps = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (steps) {
      const next = tabs[(tabs.indexOf(event.target) + steps + tabs.length) % tabs.length];
      onChoice(next.dataset.language, group);
      next.focus();
      event.preventDefault();
    }
  });
  group.prepend(list);

  const roles = cells.map(cell => [cell.role, cell.getAttribute("aria-label")]);
  return {
    show(language) {
      const chosen = Math.max(0, tabs.findIndex(tab => tab.dataset.language === language));
      tabs.forEach((tab, position) => {
        tab.setAttribute("aria-selected", String(position === chosen));
        tab.tabIndex = position === chosen ? 0 : -1;
        cells[position].classList.toggle("chosen", position === chosen);
      });
    },
    fold(folds) {
      group.toggleAttribute("data-tabs", folds);
      cells.forEach((cell, position) => {
        cell.role = folds ? "tabpanel" : roles[position][0];
        if (folds) {
          cell.setAttribute("aria-labelledby", tabs[position].id);
          cell.removeAttribute("aria-label");
        } else {
          cell.removeAttribute("aria-labelledby");
          cell.setAttribute("aria-label", roles[position][1]);
        }
      });
    },
    has: element => cells.some(cell => cell.contains(element)),
    languageOf: element => cells.find(cell => cell.contains(element))?.dataset.language,
  };
}

/** Lines of one number do the same in each language: they light up together, and with them what they have in common. */
function joinMarks(group) {
  const legend = group.previousElementSibling?.matches(".marks") ? group.previousElementSibling : null;
  const places = [legend, group].filter(Boolean);
  const marks = places.flatMap(place => [...place.querySelectorAll(".mark")]);
  let kept = null; // the number that was clicked
  const light = number => marks.forEach(mark => mark.classList.toggle("lit", mark.dataset.mark === number));
  for (const mark of marks) {
    const number = mark.dataset.mark;
    const words = legend?.querySelector(`[data-mark="${number}"]`)?.parentElement.textContent.slice(1).trim();
    mark.tabIndex = 0;
    mark.role = "button";
    mark.setAttribute("aria-pressed", "false");
    mark.setAttribute("aria-label", words ? `${number}: ${words}` : number);
    if (words && !legend.contains(mark)) {
      mark.title = words;
    }
    const keep = () => {
      kept = kept === number ? null : number;
      marks.forEach(other => other.setAttribute("aria-pressed", String(other.dataset.mark === kept)));
      light(kept ?? number);
    };
    mark.addEventListener("click", keep);
    mark.addEventListener("keydown", event => {
      if (event.key === "Enter" || event.key === " ") {
        event.preventDefault();
        keep();
      }
    });
    mark.addEventListener("focus", () => light(number));
    mark.addEventListener("blur", () => light(kept));
    const around = mark.closest("li") ?? mark; // of the legend the words, too
    around.addEventListener("pointerenter", () => light(number));
    around.addEventListener("pointerleave", () => light(kept));
  }
}

// eslint-disable-next-line no-unused-vars -- workbook.js starts it
function startLanguages(groups) {
  groups.forEach(joinMarks);
  const all = groups.map((group, index) => addTabs(group, index, choose));

  function choose(language, where) {
    const top = where?.getBoundingClientRect().top;
    keepLanguage(language);
    all.forEach(group => group.show(language));
    if (where) {
      scrollBy({ top: where.getBoundingClientRect().top - top, behavior: "instant" }); // what is above may have another height now
    }
  }

  for (const [kind, query] of [["beside", "(min-width: 75rem)"], ["beside-if-wide", "(min-width: 100rem)"], ["behind-tabs", "not all"]]) {
    const fits = matchMedia(query);
    const update = () => groups.forEach((group, index) => group.classList.contains(kind) && all[index].fold(!fits.matches));
    fits.addEventListener("change", update);
    update();
  }
  all.forEach(group => group.show(chosenLanguage()));

  // A part of the text that speaks to the readers of one language chooses it for those who follow its links.
  document.querySelectorAll(".prose :is(section, div, li)[data-language]").forEach(part => part.addEventListener("click", event => {
    if (event.target.closest("a")) {
      keepLanguage(part.dataset.language);
    }
  }));

  // A link into a cell that is not the chosen one shows it first.
  const reveal = () => {
    const target = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    const group = target && all.find(each => each.has(target));
    if (group) {
      group.show(group.languageOf(target));
      target.scrollIntoView();
    }
  };
  addEventListener("hashchange", reveal);
  reveal();
}
