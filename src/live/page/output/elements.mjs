/** An element with what is in it. @param {string} name @param {object} [properties] a class name, or attributes @param {...(Node | string)} content */
export function element(name, properties = {}, ...content) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (key in made && typeof value !== 'string' || key === 'className' || key === 'textContent') {
      made[key] = value;
    } else {
      made.setAttribute(key, value);
    }
  }
  made.append(...content);
  return made;
}
