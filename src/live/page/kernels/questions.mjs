/** What running code asks of the session, and waits for: the reader's answer, and what other kernels have and do. */
import { kernelOf, kernels as catalog } from '../cells/catalog.mjs';
import { CellOutput } from '../cell-output.mjs';
import { eventOf } from '../outputs.mjs';
import { SharingError } from './sharing-error.mjs';

/**
 * @param {object} event of PROTOCOL.md
 * @param {object} session
 * @param {string} session.language that asks
 * @param {(output: object) => void} session.forward takes what another kernel shows on the way
 * @param {Map<string, object>} session.kernels
 * @param {(question: {prompt: string, secret: boolean}) => Promise<string>} session.ask
 * @param {import('../stop.mjs').Stop} session.stop
 * @returns {Promise<object>} the fields of the answer
 * @throws {Error} there is none; the message says why
 */
export async function answer(event, { language, forward, kernels, ask, stop }) {
  switch (event.type) {
    case 'ask':
      return { text: await stop.race(ask({ prompt: event.prompt, secret: event.secret === true })) };
    case 'kernels':
      return {
        kernels: catalog.filter(({ name }) => name !== language)
          .map(({ name, displayName, aliases }) => ({ name, language: displayName, aliases })),
      };
    case 'request':
      return { value: (await stop.race(variablesOf(event.kernel, kernels).get(event.name, event.mime))).value };
    case 'send':
      await stop.race(variablesOf(event.kernel, kernels).set(event.name, { mime: event.mime, value: event.value }));
      return {};
    case 'submit': {
      const output = new CellOutput(forwarding(forward), 0, stop, '');
      const status = await found(event.kernel, kernels).execute({ code: event.code, file: 'submitted code', line: 1 }, output, stop);
      return { status: status === 'ended' ? 'interrupted' : status };
    }
    default:
      throw new SharingError('a page loads no packages.');
  }
}

function found(name, kernels) {
  const kernel = kernels.get(kernelOf(name)?.name);
  if (!kernel) {
    throw new SharingError(`there is no kernel called "${name}".`);
  }
  return kernel;
}

function variablesOf(name, kernels) {
  const kernel = found(name, kernels);
  if (!kernel.get) {
    throw new SharingError(`the ${name} kernel has no variables.`);
  }
  return kernel;
}

function forwarding(forward) {
  return {
    output: (output) => forward(eventOf(output)),
    update: (displayId, data, metadata) => forward({ type: 'update', displayId, data, metadata }),
    clear: (wait) => forward({ type: 'clear', wait }),
  };
}
