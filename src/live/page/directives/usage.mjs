/** How directives are written, and the check that a line keeps to it, as the engine's `DirectiveUsage` does it. */

/**
 * @typedef {object} Parameter
 * @property {string} name the option without dashes
 * @property {string} value what stands for its value in the usage; empty for a flag
 * @property {boolean} [required]
 * @property {boolean} [first] whether its value may also be given alone, as the first word
 * @property {boolean} [unnamed] whether it is that word only, and no option
 */

/** @param {import('../cells/directive-line.mjs').DirectiveLine} line */
export function isHelp(line) {
  return ['h', 'help', '?'].some((option) => line.options.has(option));
}

/** How a directive is written. @param {string} fullName @param {Parameter[]} parameters */
export function usageOf(fullName, parameters) {
  return [fullName, ...parameters.map(written)].join(' ');
}

/**
 * Finds mistakes in a line.
 * @param {import('../cells/directive-line.mjs').DirectiveLine} line
 * @param {Parameter[]} parameters what may follow its name
 * @returns {string | undefined} one line without the place
 */
export function mistake(line, parameters) {
  const name = line.fullName;
  const takes = parameters.length === 0 ? 'it takes no options' : `it is written ${usageOf(name, parameters)}`;
  for (const [option, value] of line.options) {
    const parameter = parameters.find((each) => !each.unnamed && each.name === option);
    if (!parameter) {
      return `${name} has no option "${dashed(option)}"; ${takes}.`;
    }
    if ((value === null) !== (parameter.value === '')) {
      return value === null
        ? `${name} needs a value behind ${dashed(option)}; ${takes}.`
        : `${name} takes no value behind ${dashed(option)}, and here stands "${value}"; ${takes}.`;
    }
  }
  const words = parameters.filter((each) => each.first && !line.options.has(each.name));
  if (line.args.length > words.length) {
    return `${name} cannot use "${line.args[words.length]}"; ${takes}.`;
  }
  const missing = parameters.find((each) => {
    const place = words.indexOf(each);
    return each.required && !line.options.has(each.name) && (place < 0 || place >= line.args.length);
  });
  return missing && `${name} needs ${missing.unnamed ? missing.value : `--${missing.name}`}; ${takes}.`;
}

function written({ name, value, required, first, unnamed }) {
  let text = `--${name} ${value}`.trimEnd();
  if (unnamed) {
    text = value;
  } else if (first) {
    text = `[--${name}] ${value}`;
  }
  return required ? text : `[${text}]`;
}

function dashed(option) {
  return option.length === 1 ? `-${option}` : `--${option}`;
}
