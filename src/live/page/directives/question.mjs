/**
 * A question to the reader in place of a value: `@input:"prompt"`, `@password:"prompt"`, and the form with JSON,
 * `@input:{"prompt": "...", "type": "password"}`.
 * @param {string} text the value as it stands in the directive
 * @param {string} subject what the answer is for, where the question does not say it
 * @returns {{prompt: string, secret: boolean} | undefined}
 */
export function questionOf(text, subject) {
  const [, start, said = ''] = /^(@input|@password)(?::([\s\S]*))?$/.exec(text) ?? [];
  if (!start) {
    return undefined;
  }
  const trimmed = said.trim();
  const options = trimmed.startsWith('{') ? optionsIn(trimmed) : undefined;
  const prompt = options ? options.prompt : trimmed.replace(/^"([\s\S]*)"$/, '$1');
  return { prompt: prompt || `Value for ${subject}`, secret: start === '@password' || options?.type === 'password' };
}

function optionsIn(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
