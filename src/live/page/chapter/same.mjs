/**
 * Whether two places show the same. The recording is in the page as it was drawn at export, and its components have begun since: what they
 * drew is compared by the values that it was drawn from, everything else by its text and pictures.
 */

const svg = 'http://www.w3.org/2000/svg';
const looks = /^(?:id|class|style|aria-.*|role|tabindex|font-.*|xmlns.*)$/; // of a drawing: each sanitizer writes these its own way

/**
 * @param {Element} one
 * @param {Element} other
 * @returns {boolean}
 */
export function showTheSame(one, other) {
  const [parts, others] = [partsOf(one), partsOf(other)];
  return parts.length === others.length && parts.every((part, index) => isSame(part, others[index]));
}

function isSame(one, other) {
  return one.value !== undefined && other.value !== undefined ? one.value === other.value : one.text === other.text;
}

/** What is shown, in order: runs of text, pictures, and the values of what is drawn from values. @param {Element} place */
function partsOf(place) {
  const parts = [];
  let run = '';
  const endRun = () => {
    const text = run.replace(/\s+/g, ' ').trim();
    run = '';
    if (text) {
      parts.push({ text });
    }
  };
  visit(place, (text) => {
    run += text;
  }, (part) => {
    endRun();
    parts.push(part);
  });
  endRun();
  return parts;
}

/** @param {Element} place @param {(text: string) => void} add takes text whose blanks mean nothing @param {(part: object) => void} draw */
function visit(place, add, draw) {
  for (const child of place.childNodes) {
    if (child.nodeType === Node.TEXT_NODE) {
      add(child.data);
    } else if (child.nodeType !== Node.ELEMENT_NODE || child.matches('.live-found, .plot')) {
      continue; // a chart's values are in the script behind it
    } else if (child.matches('[data-component]')) {
      draw({ value: valueOf(child), text: child.textContent.replace(/\s+/g, ' ').trim() });
    } else if (child.matches('script[type="application/json"]')) {
      draw({ value: normal(child.textContent) });
    } else if (child.matches('pre')) {
      draw({ text: `${child.classList.contains('stderr') ? 'stderr' : ''}\n${child.textContent.trimEnd()}` });
    } else {
      add(tagOf(child));
      visit(child, add, draw);
    }
  }
}

/** What a component was drawn from; one that does not move keeps nothing of it in the page. @param {Element} component */
function valueOf(component) {
  const kept = component.querySelector(':scope > script[type="application/json"]');
  if (kept) {
    return normal(kept.textContent);
  }
  return component.data === undefined ? undefined : JSON.stringify(component.data);
}

/** What of an element is seen beside its text. @param {Element} element */
function tagOf(element) {
  if (element.namespaceURI === svg) {
    return `<${element.localName} ${[...element.attributes].filter(({ name }) => !looks.test(name)).map(({ name, value }) => `${name}=${value}`).sort().join(' ')}>`;
  }
  return element.localName === 'img' ? ` <${element.src}> ` : ' ';
}

/** The same JSON for 5.0 and 5. @param {string} json */
function normal(json) {
  return JSON.stringify(JSON.parse(json));
}
