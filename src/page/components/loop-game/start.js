// Be the event loop: pick what runs next. A wrong pick names the rule that it breaks.
"use strict";

{
  const { stepsOf, ruleOf, label } = globalThis.workbookPage.loopGame;

  const element = (name, properties, ...content) => {
    const made = Object.assign(document.createElement(name), properties);
    made.append(...content);
    return made;
  };

  const startLevel = (section, level, onDone) => {
    const steps = stepsOf(level);
    let [at, wrong, picked] = [0, 0, false];
    const said = element("p", { className: "said", role: "status" });
    const done = element("ol", { className: "ran" });
    const picks = element("div", { className: "picks", role: "group", ariaLabel: "What runs next?" });
    const again = element("button", { type: "button", textContent: "Again" });
    done.setAttribute("aria-label", "What has run");

    const show = (words, outcome) => {
      const step = steps[at];
      said.dataset.outcome = outcome;
      said.textContent = words;
      again.hidden = !picked;
      picks.replaceChildren(...(step?.choices ?? []).map(choice => {
        const pick = element("button", { type: "button" }, element("b", {}, label(choice)), element("small", {}, choice.queue === "" ? "in no queue" : `in the ${choice.queue}`));
        pick.addEventListener("click", () => take(choice));
        return pick;
      }));
      if (!step) {
        onDone();
      }
    };

    /** What nobody could pick otherwise happens by itself. */
    const goOn = words => {
      const ran = [];
      do {
        done.append(element("li", {}, steps[at].next));
        ran.push(steps[at].next);
        at++;
      } while (at < steps.length && steps[at].choices.length === 1);
      const news = (steps[at]?.news ?? []).join(", ");
      const more = ran.length > 1 ? ` Then ${ran.slice(1).join(", ")}: nothing else could run.` : "";
      show(at < steps.length ? `${words}${more} ${news ? `Meanwhile ${news}. ` : ""}What runs next?` : `${words}${more} That was all: ${wrong === 0 ? "no wrong pick" : wrong === 1 ? "one wrong pick" : `${wrong} wrong picks`}.`, "right");
    };

    const take = choice => {
      const step = steps[at];
      picked = true;
      if (choice.name === step.next) {
        goOn(`Yes, ${choice.name}.`);
        (picks.querySelector("button") ?? again).focus();
      } else {
        wrong++;
        show(`No. ${ruleOf(level.language, step.choices.find(each => each.name === step.next), choice)}`, "wrong");
        picks.querySelectorAll("button")[step.choices.indexOf(choice)]?.focus();
      }
    };

    const reset = () => {
      [at, wrong, picked] = [0, 0, false];
      done.replaceChildren();
      if (steps[0].choices.length === 1) {
        goOn(`${steps[0].next} runs.`);
      } else {
        show("What runs next?", "");
      }
    };
    again.addEventListener("click", () => {
      reset();
      picks.querySelector("button")?.focus();
    });
    section.append(element("div", { className: "board" }, done, said, picks, again));
    reset();
  };

  globalThis.workbookPage.starts["loop-game"] = (figure, data) => {
    const sections = [...figure.querySelectorAll(".level")];
    const tabs = element("div", { className: "levels", role: "group", ariaLabel: "Level" });
    const choose = index => {
      sections.forEach((section, i) => { section.hidden = i !== index; });
      [...tabs.children].forEach((tab, i) => tab.setAttribute("aria-pressed", String(i === index)));
    };
    sections.forEach((section, index) => {
      const tab = element("button", { type: "button", ariaLabel: `Level ${index + 1}` }, `${index + 1}`);
      tab.addEventListener("click", () => choose(index));
      tabs.append(tab);
      const next = element("button", { type: "button", className: "next", hidden: true }, "Next level ▶");
      next.addEventListener("click", () => {
        choose(index + 1);
        sections[index + 1].querySelector(".picks button")?.focus();
      });
      startLevel(section, data.levels[index], () => {
        tab.dataset.done = "";
        tab.ariaLabel = `Level ${index + 1}, done`;
        next.hidden = index + 1 === sections.length;
      });
      section.querySelector(".board").append(next);
    });
    figure.querySelector("header").append(tabs);
    figure.dataset.live = "";
    choose(0);
  };
}
