/**
 * Works with a kernel as JupyterLab does, through JupyterLab's own client library and a Jupyter server. Fails with the
 * first thing that is not as it should be.
 *
 * node tests/jupyterlab/client.mjs http://127.0.0.1:PORT/ TOKEN KERNEL
 */
import assert from 'node:assert/strict';
import { KernelManager, KernelSpecAPI, ServerConnection } from '@jupyterlab/services';

const [baseUrl, token, name] = process.argv.slice(2);

const serverSettings = ServerConnection.makeSettings({
  baseUrl,
  wsUrl: baseUrl.replace('http', 'ws'),
  token,
  appendToken: true,
});
const { kernelspecs } = await KernelSpecAPI.getSpecs(serverSettings);
assert.equal(kernelspecs[name].language, 'C#');
assert.deepEqual(Object.keys(kernelspecs[name].resources).sort(), ['logo-32x32', 'logo-64x64', 'logo-svg']);

const kernels = new KernelManager({ serverSettings });
await kernels.ready;
const kernel = await kernels.startNew({ name });
assert.equal((await kernel.info).language_info.name, 'C#');

/** Runs a cell: the content of its reply, and of what it has shown as [type, text]. */
async function run(code, { answer, ...options } = {}) {
  const future = kernel.requestExecute({ code, ...options });
  const shown = [];
  future.onIOPub = ({ header, content }) => {
    if (header.msg_type === 'stream' && shown.at(-1)?.[0] === 'stream') {
      shown.at(-1)[1] += content.text; // front ends join it, too
    } else if (!['status', 'execute_input'].includes(header.msg_type)) {
      shown.push([header.msg_type, content.text ?? content.ename ?? content.data?.['text/plain'] ?? '']);
    }
  };
  future.onStdin = ({ header, content }) => {
    shown.push([header.msg_type, content.prompt]);
    kernel.sendInputReply({ status: 'ok', value: answer }, header);
  };
  return { reply: (await future.done).content, shown };
}

/** Runs a cell that ends well. */
async function shows(expected, code, options) {
  const { reply, shown } = await run(code, options);
  assert.equal(reply.status, 'ok', `${code}: ${reply.evalue}`);
  assert.deepEqual(shown, expected, code);
}

// Every language, and what they share.
await shows([['execute_result', '42']], 'var x = 6; x * 7');
await shows([['stream', 'hi\n'], ['execute_result', '3']], '#!javascript\nconsole.log("hi");\nreturn 1 + 2;');
await shows([['stream', 'hi\n'], ['execute_result', '7']], '#!python\nprint("hi")\n3 + 4');
await shows([['execute_result', '12']], '#!python\n#!share --from csharp x\n2 * x');

// Outputs that change.
const { shown } = await run('var d = "a".Display(); d.Update("b");');
assert.deepEqual(shown.map(([type]) => type), ['display_data', 'update_display_data']);

// Questions.
await shows([['input_request', ''], ['execute_result', 'Ada']], 'Console.ReadLine()', { allow_stdin: true, answer: 'Ada' });
await shows([['input_request', 'name? '], ['execute_result', "'Ada'"]], '#!python\ninput("name? ")', { allow_stdin: true, answer: 'Ada' });

// The editor's requests.
const completions = (await kernel.requestComplete({ code: 'Console.WriteL', cursor_pos: 14 })).content;
assert.ok(completions.matches.includes('WriteLine'));
assert.equal('Console.WriteL'.slice(completions.cursor_start, completions.cursor_end), 'WriteL');
const inspected = await kernel.requestInspect({ code: 'Console.WriteLine', cursor_pos: 12, detail_level: 0 });
assert.match(inspected.content.data['text/plain'], /^void Console\.WriteLine/);
assert.equal((await kernel.requestIsComplete({ code: 'if (true) {' })).content.status, 'incomplete');
const history = await kernel.requestHistory({ hist_access_type: 'tail', n: 1, output: false, raw: true });
assert.match(history.content.history[0][2], /input\(/);

// Widgets find nobody who would listen.
const comm = kernel.createComm('jupyter.widget');
const closed = new Promise((resolve) => {
  comm.onClose = resolve;
});
comm.open({});
await closed;

// An interrupt stops the cell and nothing else.
const endless = kernel.requestExecute({ code: 'await Task.Delay(-1);' });
await new Promise((resolve) => {
  endless.onIOPub = ({ header }) => header.msg_type === 'execute_input' && resolve();
});
const stopped = endless.done;
await kernel.interrupt();
assert.equal((await stopped).content.status, 'error');
await shows([['execute_result', '6']], 'x');

// A cell that fails takes those with it that wait behind it. It fails when it is answered, and then the next has been sent.
const failing = kernel.requestExecute({
  code: 'Console.ReadLine(); throw new Exception("boom");',
  allow_stdin: true,
  stop_on_error: true,
});
const asked = new Promise((resolve) => {
  failing.onStdin = ({ header }) => resolve(header);
});
const waiting = kernel.requestExecute({ code: 'x', stop_on_error: true });
kernel.sendInputReply({ status: 'ok', value: '' }, await asked);
assert.equal((await failing.done).content.evalue, 'boom');
assert.equal((await waiting.done).content.status, 'aborted');

// A restart begins anew.
await kernel.restart();
await kernel.info;
const { reply } = await run('x');
assert.equal(reply.status, 'error');
await shows([['execute_result', '2']], '1 + 1');

await kernel.shutdown();
assert.equal(kernel.status, 'dead');
process.exit(0); // the library goes on asking the server what runs
