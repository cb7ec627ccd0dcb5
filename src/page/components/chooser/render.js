// A chooser, without a script: a table with a row for every set of answers, and what to take then.
"use strict";

{
  const { html, need, renders } = globalThis.workbookPage;
  const isList = (value, item) => Array.isArray(value) && value.every(item);
  const isText = value => typeof value === "string";
  const isTexts = value => isList(value, isText);

  renders.chooser = data => {
    need(isText(data?.title) && isText(data.caption) && isTexts(data.questions) && isTexts(data.results) && data.questions.length > 0 && data.results.length > 0, "A chooser has a title, a caption, questions and results.");
    need(isList(data.rows, row => isTexts(row?.answers) && row.answers.length === data.questions.length && isTexts(row.results) && row.results.length === data.results.length) && data.rows.length > 0, "A row has an answer to each question, perhaps an empty one, and each result.");
    return html`<figure class="chooser"><p class="title">${data.title}</p>
<div class="table scroll"><table><thead><tr>${data.questions.map(question => html`<th scope="col">${question}</th>`)}${data.results.map(result => html`<th scope="col">${result}</th>`)}</tr></thead><tbody>
${data.rows.map(row => html`<tr>${row.answers.map((answer, i) => html`<td data-name="${data.questions[i]}">${answer || "either"}</td>`)}${row.results.map((result, i) => html`<td class="result" data-name="${data.results[i]}">${result}</td>`)}</tr>
`)}</tbody></table></div><figcaption>${data.caption}</figcaption></figure>`.text;
  };
}
