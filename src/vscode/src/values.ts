/** Values of parameters as a reader types them. */

/** `boards=12 name="Ada Lovelace"` as values by name, or what is wrong with it. */
export function parseValues(typed: string): Record<string, string> | string {
  const values: Record<string, string> = {};
  for (const part of typed.match(/(?:[^\s"]|"[^"]*")+/g) ?? []) {
    const at = part.indexOf('=');
    if (at < 1) {
      return `"${part}" should be name=value`;
    }
    values[part.slice(0, at)] = part.slice(at + 1);
  }
  return values;
}
