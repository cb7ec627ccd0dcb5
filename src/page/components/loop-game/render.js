// Be the event loop, without a script: a level is a fold, with what ran behind it.
"use strict";

{
  const { html, need, renders, loopGame: { stepsOf, label } } = globalThis.workbookPage;
  const ids = { "C#": "csharp", "JavaScript": "javascript", "Python": "python" };
  const isText = value => typeof value === "string";
  const isList = (value, item) => Array.isArray(value) && value.every(item);

  const level = ({ name, language, log }, index) => html`<section class="level" data-level="${index}"${ids[language] && html` data-language="${ids[language]}"`}>
<p class="name"><b>${index + 1}</b> ${name} <span class="language">${language}</span></p>
<details><summary>What ran, in order</summary><ol>${stepsOf({ log }).map(step => html`<li>${step.next}${step.choices.length > 1 && html` <small>before ${step.choices.filter(each => each.name !== step.next).map(label).join(", ")}</small>`}</li>`)}</ol></details></section>
`;

  const render = data => {
    need(isText(data?.title) && isText(data.caption), "A game has a title and a caption.");
    need(isList(data.levels, each => isText(each?.name) && isText(each.language) && isList(each.log, entry => isList(entry, isText) && entry.length === 3)) && data.levels.length > 0, "A level has a name, a language and a log.");
    return html`<figure class="loop-game"><header><p class="title">${data.title}</p></header>
${data.levels.map(level)}<figcaption>${data.caption}</figcaption></figure>`;
  };

  renders["loop-game"] = data => render(data).text;
}
