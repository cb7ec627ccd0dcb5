// Reads values off: wherever the pointer is, or the slider that stands over the drawing for those who use keys.
"use strict";

{
  const { at, axes, places, share, written } = globalThis.workbookPage.curves;

  globalThis.workbookPage.starts.curves = (figure, data) => {
    const field = figure.querySelector(".field");
    const xs = places(data);
    const { x: axis } = axes(data);
    const slider = Object.assign(document.createElement("input"), { type: "range", min: 0, max: xs.length - 1, step: 1, value: xs.length - 1, ariaLabel: data.x });
    const rule = Object.assign(document.createElement("i"), { className: "rule", hidden: true });
    const read = Object.assign(document.createElement("p"), { className: "read" });
    const show = () => {
      const x = xs[slider.value];
      rule.hidden = false;
      rule.style.left = `${share(axis, x) * 100}%`;
      read.textContent = `${data.x} ${written(x)}: ${at(data, x)}`;
      slider.setAttribute("aria-valuetext", read.textContent);
    };
    slider.setAttribute("aria-valuetext", `${data.x} ${written(xs.at(-1))}: ${at(data, xs.at(-1))}`);
    read.textContent = "Point at the curves, or move the slider over them by the arrow keys, to read values off.";
    slider.addEventListener("input", show);
    slider.addEventListener("focus", show);
    field.addEventListener("pointermove", event => {
      const { left, width } = slider.getBoundingClientRect();
      const x = axis.low + (event.clientX - left) / width * (axis.high - axis.low);
      const near = xs.reduce((best, each, i) => (Math.abs(each - x) < Math.abs(xs[best] - x) ? i : best), 0);
      if (near !== Number(slider.value) || rule.hidden) {
        slider.value = near;
        show();
      }
    });
    field.append(rule, slider);
    figure.querySelector(".across").after(read);
  };
}
