/** Node's `inspect`, from Node's own source: a script of its own (`inspect.js`), which the worker runs when it has a value to show for which it needs that. */
import inspection from 'node-inspect-extracted';

globalThis.workbookInspection = { format: inspection.format, inspect: inspection.inspect };
