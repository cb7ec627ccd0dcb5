/* global addSearch, startLanguages, workbookAssets */
// What a page can do better with a script. Everything is there to read without it.

/** A button of the bar that opens what belongs to it. */
function addTool(sign, text, properties) {
  const button = Object.assign(document.createElement("button"), { type: "button", ...properties });
  const picture = Object.assign(document.createElement("span"), { ariaHidden: "true", textContent: sign });
  button.append(picture, " ", Object.assign(document.createElement("span"), { className: "word", textContent: text }));
  document.querySelector(".bar .tools").append(button);
  return button;
}

/** Light, dark, or as the system says. */
function addThemeSwitch() {
  const panel = Object.assign(document.createElement("div"), { id: "colours", popover: "auto" });
  const fieldset = document.createElement("fieldset");
  fieldset.className = "theme";
  fieldset.append(Object.assign(document.createElement("legend"), { textContent: "Colours" }));
  for (const [value, text] of [["auto", "System"], ["light", "Light"], ["dark", "Dark"]]) {
    const label = document.createElement("label");
    const input = Object.assign(document.createElement("input"), { type: "radio", name: "theme", value });
    input.checked = window.workbookTheme.get() === value;
    input.addEventListener("change", () => window.workbookTheme.set(value));
    label.append(input, text);
    fieldset.append(label);
  }
  panel.append(fieldset);
  document.querySelector(".bar").after(panel);
  addTool("◐", "Colours", { popoverTargetElement: panel });
}

/** Boxes that scroll can be reached and moved by keyboard; boxes that do not are no stops on the way. */
function reachScrolling(boxes) {
  const update = box => {
    if (box.scrollWidth > box.clientWidth || box.scrollHeight > box.clientHeight) {
      box.tabIndex = 0;
      box.role ??= "group";
      if (!box.hasAttribute("aria-label")) {
        box.setAttribute("aria-label", box.matches(".source") ? "Code" : box.matches(".table") ? "Table" : "Output");
      }
    } else {
      box.tabIndex = -1; // a part of a pixel is enough for a browser to stop at a box that says nothing
    }
  };
  const observer = new ResizeObserver(entries => entries.forEach(entry => update(entry.target)));
  boxes.forEach(box => {
    update(box);
    observer.observe(box);
  });
}

/** Marks the section that is being read in the contents. */
function followSections(links) {
  const sections = links
    .map(link => ({ link, heading: document.getElementById(decodeURIComponent(link.hash.slice(1))) }))
    .filter(section => section.heading);
  if (sections.length === 0) {
    return;
  }
  let current = null;
  const update = () => {
    const line = innerHeight / 3;
    const atEnd = scrollY > 0 && scrollY + innerHeight >= document.documentElement.scrollHeight - 2;
    const tops = sections.map(({ heading }) => heading.getBoundingClientRect().top);
    // Of short sections, or two beside each other, the one that was asked for, as long as it is in sight.
    const asked = sections.find(({ link }, i) => link.hash === location.hash && tops[i] > 0 && (atEnd || tops[i] <= line));
    const now = asked ?? (atEnd ? sections.at(-1) : sections[tops.findLastIndex(top => top <= line)] ?? null);
    if (now !== current) {
      current?.link.removeAttribute("aria-current");
      now?.link.setAttribute("aria-current", "location");
      current = now;
    }
  };
  addEventListener("scroll", update, { passive: true });
  addEventListener("resize", update);
  addEventListener("hashchange", update);
  update();
}

/** Copies a cell as it stands in the notebook. */
function addCopyButton(code) {
  const button = Object.assign(document.createElement("button"), { type: "button", className: "copy", textContent: "Copy" });
  button.addEventListener("click", async () => {
    const text = [...code.querySelectorAll(".source")].map(source => source.textContent).join("");
    try {
      await navigator.clipboard.writeText(text);
      button.textContent = "Copied";
    } catch {
      getSelection().selectAllChildren(code.querySelector(".source"));
      button.textContent = "Selected";
    }
    setTimeout(() => { button.textContent = "Copy"; }, 1500);
  });
  code.append(button);
}

/** A quiz is answered by a choice: then its fold opens, and says whether the choice was right. */
function startQuiz(quiz) {
  const choices = quiz.querySelector(".choices");
  const right = choices.querySelector("[data-right]");
  const solution = quiz.querySelector(".solution");
  const button = Object.assign(document.createElement("button"), { type: "button" });
  const answer = Object.assign(document.createElement("p"), { className: "answer" });
  answer.setAttribute("role", "status");
  const update = () => {
    const shown = "shown" in quiz.dataset;
    const chosen = choices.querySelector(":checked");
    solution.open = shown;
    button.textContent = shown ? "Hide the answer" : "Show the answer";
    delete answer.dataset.outcome;
    answer.replaceChildren();
    choices.querySelectorAll("label").forEach(label => delete label.dataset.outcome);
    if (shown) {
      answer.append(right.parentElement.querySelector("code").cloneNode(true), ".");
      answer.prepend(chosen === null ? "It is " : chosen === right ? "Right: it is " : "Wrong: it is ");
      right.parentElement.dataset.outcome = "right";
    }
    if (shown && chosen !== null) {
      answer.dataset.outcome = chosen === right ? "right" : "wrong";
      chosen.parentElement.dataset.outcome = answer.dataset.outcome;
    }
  };
  const show = shown => {
    quiz.toggleAttribute("data-shown", shown);
    update();
  };
  button.addEventListener("click", () => show(!("shown" in quiz.dataset)));
  choices.addEventListener("change", update);
  // A tile that is pressed is an answer. Arrow keys only go through the tiles: with them nobody could reach the third without the second.
  choices.addEventListener("click", event => {
    const tile = event.target.closest("label");
    if (tile && event.detail > 0) {
      tile.querySelector("input").checked = true;
      show(true);
    }
  });
  choices.addEventListener("keydown", event => {
    if (event.key === "Enter" && event.target.matches("input:checked")) {
      show(true);
    }
  });
  choices.append(button, answer);
  update();
}

/** What moves a component is loaded when one is near, or the keyboard is on its way: drawn it is already. */
function startComponents(places) {
  const load = place => workbookAssets.load(`component-${place.dataset.component}.js`).catch(() => {}); // the picture stays still, and it is tried again
  const near = new IntersectionObserver(entries => entries.forEach(({ isIntersecting, target }) => isIntersecting && load(target)), { rootMargin: "100% 0px" });
  places.forEach(place => near.observe(place));
  addEventListener("focusin", () => places.forEach(load));
}

const menu = document.getElementById("menu");
addSearch(addTool);
addThemeSwitch();
menu.addEventListener("click", event => {
  if (event.target.closest("a") && menu.matches(":popover-open")) {
    menu.hidePopover();
  }
});
document.querySelectorAll(".cell .code").forEach(addCopyButton);
startLanguages([...document.querySelectorAll(".languages")]);
document.querySelectorAll("article > .quiz, article > .spread > div > .quiz").forEach(startQuiz);
reachScrolling(document.querySelectorAll(".scroll"));
followSections([...document.querySelectorAll(".contents a")]);
startComponents([...document.querySelectorAll(".component:has(> script)")]);
