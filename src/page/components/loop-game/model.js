// The rules of three event loops, as far as a recorded run can be judged by them.
"use strict";

{
  const page = globalThis.workbookPage ??= { starts: {} };

  /** A level as its steps: what stood in which queue, what ran next, and what happened before. */
  const stepsOf = level => {
    const steps = [];
    let [queued, news] = [[], []];
    for (const [name, queue, due] of level.log) {
      if (queue !== "") {
        queued = [...queued, { name, queue, due }];
        news.push(`${name} goes into the ${queue}`);
      } else {
        const at = queued.findIndex(each => each.name === name);
        const choices = at < 0 ? [{ name, queue: "", due: "" }, ...queued] : queued;
        steps.push({ choices, next: name, news });
        queued = queued.filter((_, i) => i !== at);
        news = [];
      }
    }
    return steps;
  };

  /** The rule that a wrong pick breaks. */
  const ruleOf = (language, right, wrong) => {
    if (right.queue === "") {
      return `${right.name} stands in no queue: the code that runs goes on with it, and nobody interrupts what runs.`;
    }
    if (right.queue === wrong.queue) {
      return right.queue === "timers"
        ? `Timers go by the time at which they are due, and among equals by the order in which they were set: ${right.name} before ${wrong.name}.`
        : `First in, first out: ${right.name} stood in the ${right.queue} before ${wrong.name}.`;
    }
    if (right.queue === "microtasks") {
      return "JavaScript serves its microtasks to the last, also those that come meanwhile, before it looks at a timer.";
    }
    if (wrong.queue === "timers") {
      return `In ${language} a timer that rings only joins the end of the ready queue, and what stands there goes first.`;
    }
    return language === "Python"
      ? `Asyncio runs what stood in the queue when the turn began. ${wrong.name} came during that turn; ${right.name} had become due and went in before it.`
      : `${right.name} was due, and went into the ready queue before ${wrong.name}.`;
  };

  /** How a thing in a queue is called. */
  const label = ({ name, due }) => due === "" ? name : `${name} (due at ${due})`;

  page.loopGame = { stepsOf, ruleOf, label };
}
