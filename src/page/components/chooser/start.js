// A chooser that asks: each answer leaves fewer rows, and says how many.
"use strict";

{
  let choosers = 0;

  globalThis.workbookPage.starts.chooser = (figure, data) => {
    const number = choosers += 1;
    const rows = [...figure.querySelectorAll("tbody tr")];
    const chosen = data.questions.map(() => "");
    const said = Object.assign(document.createElement("p"), { className: "said" });
    said.setAttribute("role", "status");

    const update = () => {
      const left = data.rows.map(row => row.answers.every((answer, i) => answer === "" || chosen[i] === "" || answer === chosen[i]));
      rows.forEach((row, i) => { row.hidden = !left[i]; });
      const found = data.rows.filter((_, i) => left[i]);
      said.textContent = chosen.every(answer => answer === "") ? "" : found.length === 1 ? `${data.results[0]}: ${found[0].results[0]}.` : found.length === 0 ? "Nothing fits: change an answer." : `${found.length} are left.`;
      again.hidden = chosen.every(answer => answer === "");
    };

    const questions = data.questions.map((question, i) => {
      const field = document.createElement("fieldset");
      field.append(Object.assign(document.createElement("legend"), { textContent: question }));
      for (const answer of new Set(data.rows.map(row => row.answers[i]).filter(Boolean))) {
        const label = document.createElement("label");
        const input = Object.assign(document.createElement("input"), { type: "radio", name: `chooser-${number}-${i}` });
        input.addEventListener("change", () => {
          chosen[i] = answer;
          update();
        });
        label.append(input, answer);
        field.append(label);
      }
      return field;
    });
    const again = Object.assign(document.createElement("button"), { type: "button", textContent: "Ask again", hidden: true });
    again.addEventListener("click", () => {
      chosen.fill("");
      figure.querySelectorAll("input").forEach(input => { input.checked = false; });
      update();
      figure.querySelector("input").focus();
    });
    const asked = document.createElement("div");
    asked.className = "asked";
    asked.append(...questions);
    figure.querySelector(".title").after(asked, said, again);
  };
}
