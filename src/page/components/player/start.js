// Plays a recording: play, step, scrub, speed. Whatever it shows, the exporter has drawn once; this moves it.
"use strict";

{
  const { moments, spanAt, clock, statesAt, nameOf, say, markOf, isIdle } = globalThis.workbookPage.player;
  const secondsOfPlay = 24; // for a whole recording, at speed 1

  /** The code whose lines have the marks of a recording: the first behind it, or the last before. */
  const codeOf = figure => {
    const groups = [...document.querySelectorAll(".languages")].filter(group => group.querySelector(".source .mark"));
    return groups.find(group => figure.compareDocumentPosition(group) & Node.DOCUMENT_POSITION_FOLLOWING) ?? groups.at(-1);
  };

  const start = (figure, data) => {
    const takes = [...figure.querySelectorAll(".take")];
    const button = figure.querySelector("[data-do=play]");
    const tables = [...figure.querySelectorAll(".rows")];
    const spoken = figure.querySelector(".say");
    const speed = figure.querySelector("select");
    let [current, time, frame] = [takes.length - 1, 0, 0];
    const take = () => data.takes[current];
    const part = selector => takes[current].querySelector(selector);

    const names = [...data.states.map(state => state.name), data.idle ?? ""];
    const code = names.some(name => markOf(name) !== null) ? codeOf(figure) : undefined;

    /** Lines of the code light up in the moment in which what they do begins, or while nobody can do anything. */
    const light = at => {
      const begun = new Set(take().lanes.flatMap(lane => lane.spans.filter(([from]) => from === at).map(span => markOf(data.states[span[2]].name))));
      if (isIdle(data, take(), at)) {
        begun.add(markOf(data.idle ?? ""));
      }
      code?.querySelectorAll(".source .mark").forEach(mark => mark.classList.toggle("lit", begun.has(Number(mark.dataset.mark))));
    };

    const placeToken = () => {
      const token = part(".token");
      const tile = part('.tile[data-kind="runs"]');
      if (token && tile) {
        token.style.transform = `translate(${tile.offsetLeft + tile.offsetWidth / 2}px,${tile.offsetTop + tile.offsetHeight + 14}px)`;
      }
      token?.toggleAttribute("data-placed", Boolean(tile) || token.style.transform !== "");
    };

    const show = (to, isSpoken = true) => {
      time = Math.max(0, Math.min(take().until, to));
      const all = moments(take());
      const last = all.findLast(at => at <= time);
      const share = `${time / take().until * 100}%`;
      part(".playhead").style.left = share;
      part(".scrub").value = time;
      part(".scrub").setAttribute("aria-valuetext", clock(time, take().until, data.unit));
      part(".clock b").textContent = clock(time, take().until, data.unit);
      statesAt(data, take(), time).forEach((lanes, state) => {
        part(`dd:nth-of-type(${state + 1})`).textContent = lanes.length === 1 ? nameOf(lanes[0], take()) : lanes.length;
      });
      takes[current].querySelectorAll(".tile").forEach((tile, i) => {
        const span = spanAt(take().lanes[i], time);
        tile.dataset.kind = span ? data.states[span[2]].kind : "";
        tile.style.setProperty("--part", span ? (time - span[0]) / (span[1] - span[0]) : 0);
      });
      placeToken();
      if (isSpoken) {
        spoken.textContent = say(data, take(), last);
        mini.querySelector("output")?.replaceChildren(spoken.textContent);
      }
      if ("touched" in figure.dataset) {
        light(last);
      }
    };

    const stop = () => {
      cancelAnimationFrame(frame);
      frame = 0;
      button.textContent = "▶ Play";
      spoken.setAttribute("aria-live", "polite");
    };

    /** Without motion, where the reader wants none, it goes from moment to moment. */
    const play = () => {
      if (time >= take().until) {
        show(0);
      }
      button.textContent = "❚❚ Pause";
      spoken.setAttribute("aria-live", "off"); // nobody can listen that fast
      const isStill = matchMedia("(prefers-reduced-motion: reduce)").matches;
      let [before, at] = [performance.now(), time];
      const tick = now => {
        at += (now - before) / 1000 * take().until / secondsOfPlay * speed.value;
        before = now;
        const shown = isStill ? moments(take()).findLast(moment => moment <= at) ?? 0 : at;
        if (shown !== time) {
          show(shown);
        }
        if (at >= take().until) {
          show(take().until);
          stop();
        } else {
          frame = requestAnimationFrame(tick);
        }
      };
      frame = requestAnimationFrame(tick);
    };

    const touch = to => {
      stop();
      figure.dataset.touched = "";
      show(to);
    };

    const actions = {
      play: () => {
        figure.dataset.touched = "";
        if (frame) {
          stop();
        } else {
          play();
        }
      },
      back: () => touch(moments(take()).findLast(at => at < time) ?? 0),
      forward: () => touch(moments(take()).find(at => at > time) ?? take().until),
    };

    const choose = index => {
      stop();
      current = index;
      [...takes, ...tables].forEach(each => { each.hidden = Number(each.dataset.take) !== index; });
      show(Number(takes[index].dataset.at));
    };

    const radios = document.createElement("fieldset");
    radios.className = "takes";
    radios.append(Object.assign(document.createElement("legend"), { textContent: "Recording" }), ...data.takes.map((each, i) => {
      const label = document.createElement("label");
      const input = Object.assign(document.createElement("input"), { type: "radio", name: `take-${document.querySelectorAll(".takes").length}`, checked: i === current });
      input.addEventListener("change", () => choose(i));
      label.append(input, each.name);
      return label;
    }));
    if (takes.length > 1) {
      figure.querySelector("header").append(radios);
    }

    figure.addEventListener("click", event => {
      const action = actions[event.target.closest("[data-do]")?.dataset.do];
      const row = event.target.closest("tr[data-at]");
      if (action) {
        action();
      } else if (row) {
        touch(Number(row.dataset.at));
      }
    });
    figure.addEventListener("input", event => event.target.matches(".scrub") && touch(Number(event.target.value)));
    // A slider's own steps are hundredths; a recording's are its moments.
    figure.addEventListener("keydown", event => {
      const action = { ArrowRight: actions.forward, ArrowUp: actions.forward, ArrowLeft: actions.back, ArrowDown: actions.back }[event.key];
      if (action && event.target.matches(".scrub")) {
        event.preventDefault();
        action();
      }
    });
    // Rows of the table lead to their moment, by keyboard, too.
    tables.forEach(details => details.addEventListener("toggle", () => details.querySelectorAll("tr[data-at] th").forEach(cell => {
      if (!cell.firstElementChild) {
        const jump = Object.assign(document.createElement("button"), { type: "button", textContent: cell.textContent });
        cell.replaceChildren(jump);
      }
    }), { once: true }));
    // The same controls stand at the code, and its marks lead to the next moment in which their lines run.
    const mini = document.createElement("p");
    if (code) {
      mini.className = "mini";
      mini.append(...["back", "forward"].map(name => figure.querySelector(`[data-do=${name}]`).cloneNode(true)), document.createElement("output"));
      mini.addEventListener("click", event => actions[event.target.closest("[data-do]")?.dataset.do]?.());
      const under = code.previousElementSibling?.matches(".marks") ? code.previousElementSibling : code;
      if (under.previousElementSibling?.matches(".mini")) {
        under.previousElementSibling.remove(); // of a recording that this one replaces
      }
      under.before(mini);
      code.addEventListener("click", event => {
        const mark = Number(event.target.closest(".source .mark")?.dataset.mark);
        const ats = moments(take()).filter(at => take().lanes.some(lane => lane.spans.some(span => span[0] === at && markOf(data.states[span[2]].name) === mark))
          || (mark === markOf(data.idle ?? "") && isIdle(data, take(), at)));
        if (ats.length > 0) {
          touch(ats.find(at => at > time) ?? ats[0]);
        }
      });
    }
    new ResizeObserver(placeToken).observe(figure);
    figure.dataset.live = "";
    choose(current);
  };

  globalThis.workbookPage.starts.player = start;
}
