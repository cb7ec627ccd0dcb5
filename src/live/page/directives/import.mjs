/** `#!import path`: runs a notebook or source file of the book here and now. */
import { kernelOfExtension, kernels } from '../cells/catalog.mjs';
import { DirectiveError } from '../cells/directive-line.mjs';
import { extensionOf, nameOf } from '../files/paths.mjs';
import { cellsOf } from '../files/notebook-file.mjs';

const notebookExtensions = ['.ipynb', '.dib'];

/** @returns {Promise<import('../submission.mjs').Status>} @throws {DirectiveError} it is not there, is no such file, or imports itself */
export async function importFile(step, submission) {
  const named = step.directive.optionOrFirst('file');
  const path = submission.resolve(named);
  if (submission.importing.includes(path)) {
    throw new DirectiveError(
      `line ${step.line}: ${named} imports itself: ${[...submission.importing, path].map(nameOf).join(' -> ')}.`,
    );
  }
  for (const { source, kernel, name, mayFail } of await partsOf(path, named, step.line, submission)) {
    const imported = submission.import(path, kernel, name);
    const status = await imported.run(source);
    if (status === 'ok' || status === 'error') {
      imported.complete();
    }
    if (status !== 'ok' && !(status === 'error' && mayFail)) {
      return status;
    }
  }
  return 'ok';
}

async function partsOf(path, named, line, { files }) {
  const extension = extensionOf(path);
  const file = nameOf(path);
  const kernel = kernelOfExtension(extension);
  if (!notebookExtensions.includes(extension) && !kernel) {
    const known = [...notebookExtensions, ...kernels.flatMap(({ extensions }) => extensions)].join(', ');
    throw new DirectiveError(`line ${line}: cannot import ${named}: files that can be imported end in ${known}.`);
  }
  try {
    const text = await files.text(path);
    return kernel ? [{ source: text, kernel: kernel.name, name: file, mayFail: false }] : cellsOf(text, file);
  } catch (error) {
    throw new DirectiveError(`line ${line}: cannot import ${named}: ${error.message}`);
  }
}
