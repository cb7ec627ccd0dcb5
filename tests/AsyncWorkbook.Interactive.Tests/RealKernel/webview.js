// The JavaScript kernel that an editor's webview adds to .NET Interactive: a page that answers the commands sent to
// kernel://webview/javascript with events. `send`, given by the test, carries an envelope back as JSON.
'use strict';
(() => {
  const host = 'kernel://webview/';
  const address = `${host}javascript`;
  const AsyncFunction = (async () => {}).constructor;
  const numbers = { NaN, Infinity, '-Infinity': -Infinity };
  const own = new Set(variables());
  let cell; // what to publish with, while a cell runs
  let last = Promise.resolve();
  let sent = Promise.resolve();

  function variables() {
    return Object.keys(globalThis).filter(name => typeof globalThis[name] !== 'function');
  }

  // JSON has no NaN and no infinities: they travel as strings.
  function toJson(value) {
    return JSON.stringify(value, (_, each) => (typeof each === 'number' && !Number.isFinite(each) ? String(each) : each));
  }

  function fromJson(text) {
    return JSON.parse(text, (_, each) => (typeof each === 'string' && Object.hasOwn(numbers, each) ? numbers[each] : each));
  }

  function formatted(mimeType, value) {
    return { mimeType, value, suppressDisplay: false };
  }

  function plain(value) {
    return Array.isArray(value) ? `[${value}]` : value?.toString() || 'undefined';
  }

  // The editor shows what these four say, each argument by itself; the rest goes to the page's own console only.
  const visible = {};
  for (const name of ['error', 'info', 'log', 'trace']) {
    visible[name] = (...values) => {
      for (const value of values) {
        const form = typeof value === 'object' ? formatted('application/json', toJson(value)) : formatted('text/plain', value?.toString());
        cell?.('DisplayedValueProduced', { formattedValues: [form] });
      }
    };
  }
  const capture = new Proxy(console, { get: (target, name) => visible[name] ?? target[name] });
  globalThis.console = capture;

  const handlers = {
    async SubmitCode({ code }, publish) {
      publish('CodeSubmissionReceived', { code });
      cell = publish;
      try {
        const result = await AsyncFunction('console', 'polyglotNotebooks', code)(capture, {});
        if (result !== undefined) {
          publish('ReturnValueProduced', { formattedValues: [formatted('application/json', toJson(result))] });
        }
      } catch (error) {
        publish('ErrorProduced', { message: `${error.message}\n\n${error.stack}` });
      } finally {
        cell = undefined;
      }
    },
    RequestValue({ name, mimeType }, publish) {
      const value = globalThis[name];
      const form = mimeType === 'text/plain' ? formatted(mimeType, plain(value)) : formatted('application/json', toJson(value));
      publish('ValueProduced', { name, formattedValue: form });
    },
    RequestValueInfos(_, publish) {
      const valueInfos = variables().filter(name => !own.has(name)).map(name => ({
        name,
        typeName: Array.isArray(globalThis[name]) ? `${typeof globalThis[name][0]}[]` : typeof globalThis[name],
        formattedValue: formatted('text/plain', plain(globalThis[name])),
        preferredMimeTypes: [],
      }));
      publish('ValueInfosProduced', { valueInfos });
    },
    SendValue({ name, formattedValue }) {
      globalThis[name] = formattedValue.mimeType === 'application/json' ? fromJson(formattedValue.value) : formattedValue.value;
    },
    RequestKernelInfo(_, publish) {
      publish('KernelInfoProduced', {
        kernelInfo: {
          localName: 'javascript', aliases: ['js'], languageName: 'JavaScript', displayName: 'javascript - JavaScript', uri: address,
          isProxy: false, isComposite: false, supportedKernelCommands: Object.keys(handlers).map(each => ({ name: each })), supportedDirectives: [],
        },
      });
    },
  };

  async function handle(envelope) {
    const arrived = [...(envelope.routingSlip ?? []), `${host}?tag=arrived`, `${address}?tag=arrived`];
    const publish = (eventType, event, routingSlip = arrived) => {
      const line = JSON.stringify({ eventType, event, command: { ...envelope, routingSlip }, routingSlip: [address, host] });
      sent = sent.then(() => globalThis.send(line)); // in order
    };
    const left = [...arrived, address, host];
    try {
      const handler = handlers[envelope.commandType];
      if (!handler) {
        throw new Error(`No handler found for command type ${envelope.commandType}`);
      }
      await handler(envelope.command, publish);
      publish('CommandSucceeded', {}, left);
    } catch (error) {
      publish('CommandFailed', { message: error.message }, left);
    }
  }

  // One command after the other, in the order of arrival.
  globalThis.receive = envelope => {
    last = last.then(() => handle(envelope));
  };
  own.add('receive');
})();
