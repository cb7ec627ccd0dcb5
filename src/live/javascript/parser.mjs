/** The parser of JavaScript, acorn: a script of its own (`parser.js`), which the worker runs for a cell or a question that takes one. */
import { keywordTypes, parse, tokTypes, tokenizer } from 'acorn';

globalThis.workbookParser = { keywordTypes, parse, tokTypes, tokenizer };
