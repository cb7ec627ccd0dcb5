/** What cells show, in nbformat's shapes: a display that can be updated keeps its id in `transient`, as in Jupyter's messages. */

/**
 * The output that an event of PROTOCOL.md brings.
 * @param {{type: string}} event
 * @param {number} count how many cells have run with the one that shows it
 * @returns {object | undefined} undefined for what is no output of its own
 */
export function outputOf(event, count) {
  switch (event.type) {
    case 'stream':
      return { output_type: 'stream', name: event.name, text: event.text };
    case 'display':
      return display(event.data, event.displayId, event.metadata);
    case 'result':
      return { output_type: 'execute_result', data: event.data, metadata: event.metadata ?? {}, execution_count: count };
    case 'error':
      return { output_type: 'error', ename: event.ename, evalue: event.evalue, traceback: event.traceback };
    default:
      return undefined;
  }
}

/** The same as an event, for a worker that has asked for it. @param {object} output */
export function eventOf(output) {
  switch (output.output_type) {
    case 'stream':
      return { type: 'stream', name: output.name, text: output.text };
    case 'error':
      return { type: 'error', ename: output.ename, evalue: output.evalue, traceback: output.traceback };
    default:
      return {
        type: output.output_type === 'execute_result' ? 'result' : 'display',
        data: output.data, metadata: output.metadata, displayId: output.transient?.display_id,
      };
  }
}

/** @param {object} data a mime bundle @param {string} [id] by which it can be updated @param {object} [metadata] */
export function display(data, id, metadata = {}) {
  return { output_type: 'display_data', data, metadata, ...(id ? { transient: { display_id: id } } : {}) };
}

/** An error that the session itself reports: there is no trace, the message says it all. @param {string} name @param {string} message */
export function errorOf(name, message) {
  return { output_type: 'error', ename: name, evalue: message, traceback: [`${name}: ${message}`] };
}

/** @param {string} text @returns {string} the text as HTML */
export function encoded(text) {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
