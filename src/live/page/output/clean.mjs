/**
 * HTML that a live cell shows, without what could run, load, lead away or pass for a part of the page: what OutputSanitizer.cs leaves of
 * an output that came with a notebook.
 */
import DOMPurify from 'dompurify';

const purify = DOMPurify(globalThis);
const purifyComponent = DOMPurify(globalThis);
const kept = /^(?:dataframe|dni-.*|aw-.*)$/;

purify.addHook('uponSanitizeAttribute', (element, attribute) => {
  const isDrawing = element.namespaceURI === 'http://www.w3.org/2000/svg';
  const { attrName: name, attrValue: value } = attribute;
  if ((name === 'id' && !isDrawing) || reachesOut(value) || (name === 'src' && !value.startsWith('data:image/'))) {
    attribute.keepAttr = false;
  } else if (name === 'class') {
    attribute.attrValue = value.split(/\s+/).filter((each) => kept.test(each)).join(' ');
    attribute.keepAttr = attribute.attrValue !== '';
  } else if (name === 'style') {
    attribute.attrValue = styleOf(value);
    attribute.keepAttr = attribute.attrValue !== '';
  }
});

/** How things may look; none of these places anything elsewhere, and none can ask for a picture but by `url`. */
const styles = new RegExp(`^(?:${[
  'background-color', 'border-(?!image).*', 'color', 'display', 'font-.*', 'height', 'line-height', 'margin-.*', 'max-height', 'max-width', 'min-width',
  'padding-.*', 'text-align', 'text-decoration-.*', 'vertical-align', 'white-space.*', 'width', 'fill', 'fill-opacity', 'opacity', 'stroke', 'stroke-.*',
].join('|')})$`);

/** What of a style is left, as the browser has read it. */
function styleOf(text) {
  const { style } = document.createElement('i'); // in no document that is shown: it loads nothing
  style.cssText = text;
  return [...style].filter((property) => styles.test(property) && !/url|image/i.test(style.getPropertyValue(property)))
    .map((property) => `${property}: ${style.getPropertyValue(property)}`).join('; ');
}

/** What a value may look like is its own; where it may reach is not. */
function reachesOut(value) {
  return /url\s*\(\s*["']?\s*(?!#)[^\s"']/i.test(value);
}

/** @param {string} html @returns {DocumentFragment} */
export function clean(html) {
  return purify.sanitize(html, {
    RETURN_DOM_FRAGMENT: true,
    USE_PROFILES: { html: true, svg: true, svgFilters: false, mathMl: false },
    FORBID_TAGS: ['style', 'form', 'input', 'button', 'select', 'textarea', 'option', 'audio', 'video', 'source', 'track', 'picture', 'dialog', 'map', 'area',
      'animate', 'set', 'animateMotion', 'animateTransform', 'use', 'image', 'foreignObject'],
    FORBID_ATTR: ['name', 'srcset', 'action', 'formaction', 'background', 'poster', 'ping', 'target', 'tabindex', 'role', 'data-component', 'popovertarget'],
    ALLOW_DATA_ATTR: false,
    ALLOWED_URI_REGEXP: /^(?:https?:|mailto:|#|data:image\/)/i,
  });
}

/** What a component of the book has drawn: it is trusted to mean well, but the values are the cell's. @param {string} html */
export function cleanComponent(html) {
  return purifyComponent.sanitize(html, {
    RETURN_DOM_FRAGMENT: true,
    FORBID_TAGS: ['style', 'form', 'animate', 'set', 'animateMotion', 'animateTransform'],
    ADD_ATTR: ['aria-live'],
  });
}
