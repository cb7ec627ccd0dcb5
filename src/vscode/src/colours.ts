/** Colours of cells whose language stands in their metadata only, as Polyglot Notebooks wrote it: the grammar sees the text alone. */
import * as vscode from 'vscode';
import { highlightTree, tagHighlighter, tags } from '@lezer/highlight';
import { parser as javascript } from '@lezer/javascript';
import { parser as python } from '@lezer/python';
import { cellOf } from './controller';
import { firstLine, startKernel } from './language';

const parsers = { javascript, python };
const kinds = {
  comment: tags.comment, string: tags.string, number: tags.number, keyword: tags.keyword, function: tags.function(tags.variableName),
  variable: tags.variableName, property: tags.propertyName, class: tags.className,
};
const highlighter = tagHighlighter(Object.entries(kinds).map(([name, tag]) => ({ class: name, tag })));
const legend = new vscode.SemanticTokensLegend(['plain', ...Object.keys(kinds)]);

export function registerColours(): vscode.Disposable {
  return vscode.languages.registerDocumentSemanticTokensProvider({ language: 'polyglot-notebook' }, { provideDocumentSemanticTokens: colour }, legend);
}

function colour(document: vscode.TextDocument): vscode.SemanticTokens | undefined {
  const cell = cellOf(document);
  const text = document.getText();
  if (cell === undefined || firstLine(text) !== undefined || !(startKernel(cell) in parsers)) {
    return undefined;
  }
  const tokens = new vscode.SemanticTokensBuilder(legend);
  let done = 0;
  const add = (end: number, kind: string): void => {
    for (const { index, 0: piece } of text.slice(done, end).matchAll(/[^\r\n]+/g)) {
      const start = document.positionAt(done + index);
      tokens.push(new vscode.Range(start, start.translate(0, piece.length)), kind);
    }
    done = end;
  };
  highlightTree(parsers[startKernel(cell) as keyof typeof parsers].parse(text), highlighter, (start, end, kind) => {
    add(start, 'plain'); // what has no token keeps the colour that it has in C#
    add(end, kind.split(' ')[0]!);
  });
  add(text.length, 'plain');
  return tokens.build();
}
