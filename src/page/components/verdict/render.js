// A verdict: what was compared, what each language did, and a word with a sign for it. What the spec and all languages say alike is said
// once; the other rows are a table, and become cards on a phone.
"use strict";

{
  const { html, need, address, heights, renders } = globalThis.workbookPage;
  const words = { parity: ["✓", "parity"], difference: ["≠", "documented difference"], "not run": ["–", "not run"], bug: ["✗", "bug"] };
  const worst = Object.keys(words); // from best to worst
  const ids = { "C#": "csharp", "JavaScript": "javascript", "Python": "python" };

  const isText = value => typeof value === "string";
  const isList = (value, item) => Array.isArray(value) && value.every(item);

  const check = data => need(isList(data?.verdicts, verdict => isText(verdict?.title) && isList(verdict.languages, isText)
    && isList(verdict.rows, row => isText(row?.what) && isText(row.expected)
      && isList(row.found, found => isText(found?.language) && isText(found.text) && Object.hasOwn(words, found.judgement)))
    && isList(verdict.rules, rule => isText(rule?.language) && isText(rule.what) && isText(rule.text))), "A verdict has a title, languages, rows and rules.");

  /** A value in every language the same way: lists and long texts may break. */
  const cell = found => found && html`${found.text}${found.judgement === "bug" && html`<span class="wanted">not ${found.wanted}</span>`}`;

  const badge = (judgement, whose) => html`<span class="badge" data-judgement="${judgement}"><b aria-hidden="true">${words[judgement][0]}</b> ${words[judgement][1]}${whose}</span>`;

  const isSame = (row, { languages }) => row.found.length === languages.length && row.found.every(found => found.judgement === "parity" && found.text === row.expected);

  const judgements = (row, languages) => worst.map(judgement => [judgement, row.found.filter(found => found.judgement === judgement)])
    .filter(([, found]) => found.length > 0)
    .filter(([judgement], _, all) => judgement !== "parity" || all.length === 1)
    .map(([judgement, found]) => badge(judgement, found.length < languages.length && `: ${found.map(each => each.language).join(", ")}`));

  const one = verdict => {
    const rows = verdict.rows;
    const counts = worst.map(judgement => rows.filter(row => row.found.some(found => found.judgement === judgement)).length);
    const agree = rows.filter(row => row.found.every(found => found.judgement === "parity")).length;
    const summary = agree === rows.length ? `all ${rows.length} rows agree`
      : [`${agree} of ${rows.length} rows agree`, counts[1] > 0 && `${counts[1]} differ as documented`, counts[2] > 0 && `${counts[2]} were not run`, counts[3] > 0 && `${counts[3]} ${counts[3] === 1 ? "is a bug" : "are bugs"}`].filter(Boolean).join(", ");
    const [same, others] = [rows.filter(row => isSame(row, verdict)), rows.filter(row => !isSame(row, verdict))];
    return html`<div class="verdict" data-verdict="${worst.findLast((_, i) => counts[i] > 0) ?? "parity"}"><p class="head"><b>${verdict.title}</b> <span>${summary}</span></p>
${others.length > 0 && html`<div class="scroll"><table aria-label="${verdict.title}"><thead><tr><th scope="col">compared</th><th scope="col">the spec says</th>${verdict.languages.map(language => html`<th scope="col"${ids[language] && html` data-language="${ids[language]}"`}>${language}</th>`)}<th scope="col">verdict</th></tr></thead><tbody>
${others.map(row => html`<tr><th scope="row">${row.what}</th><td data-name="the spec says">${row.expected}</td>${verdict.languages.map(language => {
  const found = row.found.find(each => each.language === language);
  return html`<td data-name="${language}"${found && found.judgement !== "parity" && html` data-judgement="${found.judgement}"`}>${cell(found)}</td>`;
})}<td class="word">${judgements(row, verdict.languages)}</td></tr>
`)}</tbody></table></div>`}
${same.length > 0 && html`<dl class="same"><div><dt>${badge("parity")}</dt> <dd>the spec · ${verdict.languages.join(" · ")}</dd></div>${same.map(row => html`<div><dt>${row.what}</dt> <dd>${row.expected}</dd></div>`)}</dl>
`}${verdict.rules.map(rule => html`<p class="rule"><b>${rule.language}</b>, ${rule.what}: ${rule.text}${address(rule.link) && html` <a href="${rule.link}">Documentation<span class="of"> of ${rule.language}, ${rule.what}</span></a>`}</p>
`)}</div>
`;
  };

  // One of two columns has room for a table of so many characters, and for so many in a line of words.
  const columns = 80;
  const line = 95;
  const badges = 26; // the names of the languages may stand under the words

  const breadth = (verdict, rows) => [row => row.what, row => row.expected, ...verdict.languages.map(language => row => row.found.find(each => each.language === language)?.text ?? "")]
    .reduce((sum, text, i) => sum + Math.max([8, 13, ...verdict.languages.map(language => language.length)][i], ...rows.map(row => text(row).length)), badges);

  const heightOf = verdict => {
    const others = verdict.rows.filter(row => !isSame(row, verdict));
    const same = verdict.rows.filter(row => isSame(row, verdict)).map(row => row.what.length + row.expected.length + 5).reduce((sum, length) => sum + length, 0);
    return others.length > 0 && breadth(verdict, others) > columns ? null
      : 55 + (others.length > 0 && 31 + 31 * others.length) + (same > 0 && 15 + 30 * Math.ceil((same + 40) / line))
        + verdict.rules.reduce((sum, rule) => sum + 26 * Math.ceil((rule.text.length + rule.what.length + 25) / line), 0);
  };

  heights.verdict = ({ verdicts }) => {
    const all = verdicts.map(heightOf);
    return all.includes(null) ? null : all.reduce((sum, height) => sum + height, 0);
  };

  renders.verdict = data => {
    check(data);
    return html`${data.verdicts.map(one)}`.text;
  };
}
