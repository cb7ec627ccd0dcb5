/** The editor of a live cell: CodeMirror, in the page's colours, with what the cell's own language knows. */
import { autocompletion, closeBrackets, closeBracketsKeymap, closeCompletion, completionKeymap } from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap, indentLess, indentMore } from '@codemirror/commands';
import { javascriptLanguage } from '@codemirror/lang-javascript';
import { pythonLanguage } from '@codemirror/lang-python';
import { bracketMatching, HighlightStyle, indentOnInput, indentUnit, StreamLanguage, syntaxHighlighting } from '@codemirror/language';
import { csharp } from '@codemirror/legacy-modes/mode/clike';
import { EditorState } from '@codemirror/state';
import { drawSelection, EditorView, hoverTooltip, keymap } from '@codemirror/view';
import { tags } from '@lezer/highlight';

const grammars = { csharp: StreamLanguage.define(csharp), javascript: javascriptLanguage, python: pythonLanguage };

const colours = HighlightStyle.define([
  { tag: [tags.comment, tags.meta], color: 'var(--code-comment)', fontStyle: 'italic' },
  { tag: [tags.keyword, tags.modifier, tags.operatorKeyword, tags.self], color: 'var(--code-keyword)' },
  { tag: [tags.string, tags.special(tags.string), tags.regexp], color: 'var(--code-string)' },
  { tag: [tags.number, tags.bool, tags.null, tags.atom], color: 'var(--code-number)' },
  { tag: [tags.typeName, tags.className, tags.definition(tags.typeName)], color: 'var(--code-type)' },
  { tag: [tags.function(tags.variableName), tags.function(tags.propertyName), tags.function(tags.definition(tags.variableName))], color: 'var(--code-function)' },
]);

const look = EditorView.theme({
  '&': { font: 'inherit', color: 'inherit', background: 'transparent' },
  '&.cm-focused': { outline: 'none' },
  '.cm-scroller': { font: 'inherit', lineHeight: 'inherit' },
  '.cm-content': { padding: '0', caretColor: 'var(--ink)' },
  '.cm-line': { padding: '0' },
  '.cm-cursor': { borderLeftColor: 'var(--ink)' },
  '&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground': { background: 'var(--mark)' },
  '.cm-matchingBracket, &.cm-focused .cm-matchingBracket': { background: 'var(--accent-paper)' },
  '.cm-tooltip': { background: 'var(--raised)', color: 'var(--ink)', border: '1px solid var(--line)', borderRadius: '8px', maxWidth: 'min(36rem, 90vw)' },
  '.cm-tooltip.cm-tooltip-autocomplete > ul': { fontFamily: 'var(--code)', maxHeight: '14em' },
  '.cm-tooltip-autocomplete ul li[aria-selected]': { background: 'var(--accent-paper)', color: 'var(--ink)' },
  '.cm-completionMatchedText': { textDecoration: 'none', fontWeight: '700' }, // a line below would hide underscores
  '.live-about': { margin: '0', padding: '.4rem .7rem', whiteSpace: 'pre-wrap', font: '0.8125rem/1.5 var(--code)', maxHeight: '14rem', overflow: 'auto' },
});

const kinds = {
  method: 'method', function: 'function', class: 'class', struct: 'class', interface: 'interface', enum: 'enum', keyword: 'keyword', property: 'property',
  field: 'property', file: 'text', variable: 'variable', local: 'variable', namespace: 'namespace', module: 'namespace', constant: 'constant', event: 'property',
};

/**
 * @param {object} options
 * @param {Element} options.parent
 * @param {string} options.text
 * @param {string} options.language
 * @param {string} options.label for screen readers
 * @param {(code: string, cursor: number) => Promise<{start: number, end: number, items: {text: string, kind: string}[]}> | undefined} options.complete
 * @param {(code: string, cursor: number) => Promise<object | undefined> | undefined} options.inspect gives a mime bundle
 * @param {(text: string) => void} options.onChange
 * @param {() => void} options.onRun
 * @param {() => void} options.onLeave
 * @returns {{focus: () => void, destroy: () => void}}
 */
export function create({ parent, text, language, label, complete, inspect, onChange, onRun, onLeave }) {
  const run = (view) => {
    closeCompletion(view);
    onRun();
    return true;
  };
  const leave = (view) => {
    view.contentDOM.blur();
    onLeave();
    return true;
  };
  const view = new EditorView({
    parent,
    state: EditorState.create({
      doc: text,
      extensions: [
        history(), drawSelection(), indentOnInput(), bracketMatching(), closeBrackets(),
        indentUnit.of(language === 'javascript' ? '  ' : '    '),
        grammars[language] ?? [],
        syntaxHighlighting(colours),
        look,
        autocompletion({ override: [completions(complete)] }),
        hoverTooltip(hover(inspect)),
        EditorView.contentAttributes.of({ 'aria-label': `${label}. Shift and Enter run it, Escape leaves it.`, 'aria-multiline': 'true' }),
        EditorView.updateListener.of((update) => update.docChanged && onChange(update.state.doc.toString())),
        keymap.of([
          { key: 'Shift-Enter', run },
          { key: 'Mod-Enter', run },
          ...completionKeymap,
          { key: 'Escape', run: leave },
          // Tab leads on, as everywhere on the page; lines are moved by Ctrl and brackets.
          { key: 'Mod-]', run: indentMore },
          { key: 'Mod-[', run: indentLess },
          ...closeBracketsKeymap, ...historyKeymap, ...defaultKeymap,
        ]),
      ],
    }),
  });
  return { focus: () => view.focus(), destroy: () => view.destroy() };
}

/** A line that is no code: every character of it may begin what can be completed. */
const directive = /^#[!ri]/;

function completions(complete) {
  return async (context) => {
    const word = context.matchBefore(/[\p{L}_$][\p{L}\p{N}_$]*|\./u);
    if (!word && !context.explicit && !directive.test(context.state.doc.lineAt(context.pos).text)) {
      return null;
    }
    const found = await complete(context.state.doc.toString(), context.pos);
    if (!found || found.items.length === 0) {
      return null;
    }
    return {
      from: found.start,
      to: found.end,
      validFor: /^[\p{L}\p{N}_$]*$/u,
      options: found.items.map(({ text, kind }, index) => ({ label: text, type: kinds[kind?.toLowerCase()], boost: -index / found.items.length })),
    };
  };
}

function hover(inspect) {
  return async (view, position) => {
    const data = await inspect(view.state.doc.toString(), position);
    const text = data?.['text/plain'];
    if (!text) {
      return null;
    }
    const create = () => ({ dom: Object.assign(document.createElement('pre'), { className: 'live-about', textContent: text }) });
    return { pos: view.state.wordAt(position)?.from ?? position, above: true, create };
  };
}
