/** `#!who` and `#!whos`: the variables of the kernel in whose section they stand. */
import { DirectiveError } from '../cells/directive-line.mjs';
import { display, encoded } from '../outputs.mjs';

export async function showVariables({ kernel: name, directive, line }, submission) {
  const kernel = submission.kernel(name);
  if (!kernel.list) {
    throw new DirectiveError(`line ${line}: the ${name} kernel has no variables for ${directive.fullName} to show.`);
  }
  const variables = await submission.untilStopped(kernel.list());
  submission.output(display(directive.name === 'whos' ? detailed(variables) : names(variables)));
}

function names(variables) {
  return {
    'text/plain': variables.map(({ name }) => name).join('  '),
    'text/html': `<div>${variables.map(({ name }) => encoded(name)).join('\t ')}</div>`,
  };
}

function detailed(variables) {
  const all = [{ name: 'Variable', type: 'Type', value: 'Value' }, ...variables];
  const [name, type] = ['name', 'type'].map((key) => Math.max(...all.map((row) => row[key].length)));
  const rows = variables.map((each) => `<tr><td>${encoded(each.name)}</td><td>${encoded(each.type)}</td>`
    + `<td><div class="dni-plaintext"><pre>${encoded(each.value)}</pre></div></td></tr>`);
  return {
    'text/plain': all.map((row) => `${row.name.padEnd(name)}  ${row.type.padEnd(type)}  ${row.value}`).join('\n'),
    'text/html': `<table><thead><tr><th>Variable</th><th>Type</th><th>Value</th></tr></thead><tbody>${rows.join('')}</tbody></table>`,
  };
}
