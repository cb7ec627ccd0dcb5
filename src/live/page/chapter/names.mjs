/**
 * Which names a cell gives a value, and which it mentions: so a page knows which cells a change concerns. Read from the text alone, by
 * rules that hold for all three languages; where they err, a cell runs once more than it had to.
 */

const assigned = /^(?<left>[^=!<>]*?[^=!<>+\-*/%&|^?\s])\s*(?:\*\*|<<|>>|\?\?|&&|\|\||[-+*/%&|^])?=(?![=>])/;
const declared = /(?:^|\s)(?<name>[\p{L}_$][\p{L}\p{N}_$]*)\s*(?:<[^()]*>)?\(/u;
const typed = /\b(?:class|record|struct|enum|interface)\s+(?:struct\s+|class\s+)?(?<name>[\p{L}_$][\p{L}\p{N}_$]*)/u;
const member = /(?<name>[\p{L}_$][\p{L}\p{N}_$]*)(?:\[\s*["'](?<key>[^"'\]]+)["']\s*\]|\.(?<key2>[\p{L}_$][\p{L}\p{N}_$]*)(?![\p{L}\p{N}_$]*\s*\())/gu;
const identifier = /[\p{L}_$][\p{L}\p{N}_$]*/gu;
const words = new Set(['var', 'let', 'const', 'int', 'double', 'string', 'bool', 'static', 'global', 'await']);
const ownGlobals = /\bglobalThis\b|\bglobals\(\)/;

/**
 * The names that a cell gives a value at its top level, where lines begin without indentation. A place of a collection, such as
 * `runs["race"]`, is a name of its own: `runs.race`.
 * @param {string} source
 * @param {string[]} parameters the names that a cell gives values which hands all of them on
 * @returns {Set<string>}
 */
export function given(source, parameters = []) {
  const names = new Set(ownGlobals.test(source) ? parameters : []);
  for (const line of source.split('\n').filter((each) => /^[^\s#/})\]]/.test(each))) {
    const left = assigned.exec(line)?.groups.left;
    const place = left && [...left.matchAll(member)].at(-1);
    if (place && place.index + place[0].length === left.length) {
      names.add(`${place.groups.name}.${place.groups.key ?? place.groups.key2}`);
    } else if (left !== undefined && (!left.includes('(') || left.includes(' ('))) {
      const all = left.match(identifier)?.filter((name) => !words.has(name)) ?? [];
      (/[,({]/.test(left.replace(/<[^=]*>/, '')) ? all : all.slice(-1)).forEach((name) => names.add(name)); // a type stands before a single name
    } else {
      const name = typed.exec(line)?.groups.name ?? (isCall(line) ? undefined : declared.exec(line)?.groups.name);
      if (name) {
        names.add(name);
      }
    }
  }
  for (const [, name] of source.matchAll(/^#!(?:set|value)\s.*?--name\s+"?([^\s"]+)/gm)) {
    names.add(name);
  }
  for (const [, name] of source.matchAll(/^#!share\s.*?([^\s"@:-]+)\s*$/gm)) {
    names.add(name);
  }
  return names;
}

/**
 * The names that a text mentions.
 * @param {string} source
 * @returns {{words: Set<string>, whole: Set<string>, places: Set<string>}} all, those that stand for all their places, and places
 */
export function mentioned(source) {
  const places = new Set();
  const rest = source.replace(member, (text, name, key, key2) => {
    places.add(`${name}.${key ?? key2}`);
    return key2 === undefined ? ` ${name}[] ` : ` ${name}. ${key2} `;
  });
  const whole = new Set(rest.replace(/[\p{L}_$][\p{L}\p{N}_$]*(?=\[\]|\. )/gu, '').match(identifier));
  return { words: new Set(rest.match(identifier)), whole, places };
}

/**
 * Whether one of some names is mentioned. `runs` alone means all places of it.
 * @param {ReturnType<typeof mentioned>} found
 * @param {Set<string>} names as of `given`
 */
export function mentions({ words, whole, places }, names) {
  return [...names].some((name) => {
    const [of, key] = name.split('.');
    return key === undefined ? words.has(of) : places.has(name) || whole.has(of);
  });
}

/** A statement that calls something declares nothing: before its bracket there is one word, perhaps behind `await` or `return`. */
function isCall(line) {
  return /^(?:await\s+|return\s+|yield\s+)?[\p{L}_$][\p{L}\p{N}_$.?[\]"']*(?:<[^()]*>)?\(/u.test(line);
}
