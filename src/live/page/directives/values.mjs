/** `#!set`, `#!share` and `#!value`: copies of variables from one kernel to another. */
import { kernelOf, noKernel } from '../cells/catalog.mjs';
import { DirectiveError } from '../cells/directive-line.mjs';
import { display } from '../outputs.mjs';
import { SharingError } from '../kernels/sharing-error.mjs';
import { questionOf } from './question.mjs';

const json = 'application/json';

/** `#!set --name N --value V`: V is a literal, JSON, `@kernel:name` or a question. */
export async function setVariable(step, submission) {
  const { options } = step.directive;
  const [variable, text] = [options.get('name'), options.get('value')];
  const mime = options.get('mime-type') ?? json;
  const question = questionOf(text, variable);
  let shared = { mime, value: literal(text) };
  if (question) {
    shared = { mime, value: await submission.ask(question, step) };
  } else if (text.startsWith('@')) {
    const colon = text.indexOf(':');
    if (colon <= 1) {
      throw new DirectiveError(`line ${step.line}: "${text}" should name a kernel and a variable, such as @javascript:x.`);
    }
    shared = await read(text.slice(1, colon), text.slice(colon + 1).replace(/^"+|"+$/g, ''), mime, step, submission);
  }
  await write(variable, shared, step, submission);
}

/** `#!share N --from K [--as M]`, the older form of `#!set`. */
export async function shareVariable(step, submission) {
  const { directive } = step;
  const variable = directive.optionOrFirst('name');
  const shared = await read(directive.options.get('from'), variable, directive.options.get('mime-type') ?? json, step, submission);
  await write(directive.options.get('as') ?? variable, shared, step, submission);
}

/** `#!value --name N`: the text of the section, a file or a literal is kept for other kernels to copy, and shown. */
export async function keepValue(step, submission) {
  if (step.kernel !== 'value') {
    return;
  }
  const { options } = step.directive;
  const mime = options.get('mime-type') ?? 'text/plain';
  const question = options.has('from-value') ? questionOf(options.get('from-value'), options.get('name')) : undefined;
  const text = question ? await submission.ask(question, step) : await textOf(step, submission);
  const value = isJson(mime) ? parsed(text, step.line) : text;
  await submission.kernel('value').set(options.get('name'), { mime, value });
  if (!question?.secret) {
    submission.output(display({ 'text/plain': text, [mime]: value }));
  }
}

async function read(kernel, variable, mime, step, submission) {
  const named = kernelOf(kernel);
  if (!named) {
    throw new DirectiveError(`line ${step.line}: ${noKernel(kernel)}`);
  }
  const from = submission.kernel(named.name);
  if (!from.get) {
    throw new SharingError(`the ${kernel} kernel has no variables, so there is no "${variable}" to copy.`);
  }
  return submission.untilStopped(from.get(variable, mime));
}

async function write(variable, shared, step, submission) {
  const to = submission.kernel(step.kernel);
  if (!to.set) {
    throw new SharingError(`the ${step.kernel} kernel has no variables, so "${variable}" cannot be set there.`);
  }
  await submission.untilStopped(to.set(variable, shared));
}

/** An object, array, true, false or null is JSON; everything else stays a string, numbers included. */
function literal(text) {
  if (!/^[{[]|^(?:true|false|null)$/.test(text)) {
    return text;
  }
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

async function textOf({ directive: { options }, text, line }, submission) {
  if (options.has('from-value')) {
    return options.get('from-value');
  }
  if (options.has('from-file')) {
    const file = options.get('from-file');
    try {
      return await submission.files.text(submission.resolve(file));
    } catch (error) {
      throw new DirectiveError(`line ${line}: cannot read ${file}: ${error.message}`);
    }
  }
  if (options.has('from-url')) {
    throw new DirectiveError(`line ${line}: cannot read ${options.get('from-url')}: a page reads nothing from elsewhere; ${submission.atHome}`);
  }
  return text;
}

function isJson(mime) {
  return mime === json || mime.endsWith('+json');
}

function parsed(text, line) {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new DirectiveError(`line ${line}: the value is not JSON: ${error.message}`);
  }
}
