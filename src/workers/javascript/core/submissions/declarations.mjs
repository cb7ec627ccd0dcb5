/** Names that a cell declares at its top level, which later cells see. */
import { Array, Map, Object } from '../intrinsics.mjs';

/**
 * @param {import('acorn').Program} program a parsed cell
 * @returns {Map<string, string>} how each name is declared: const, let, var, function, class ...
 */
export function declaredNames(program) {
  return new Map(program.body.flatMap((statement) => [...declaredBy(statement)]));
}

/**
 * @param {import('acorn').Statement} statement of a cell's top level
 * @returns {Map<string, string>} how each name is declared that later cells see
 */
export function declaredBy(statement) {
  const names = new Map();
  if (statement.type === 'FunctionDeclaration') {
    names.set(statement.id.name, 'function');
  } else if (statement.type === 'ClassDeclaration') {
    names.set(statement.id.name, 'class');
  } else if (statement.type === 'VariableDeclaration') {
    addDeclared(statement, names);
  } else {
    addVars(statement, names);
  }
  return names;
}

/** `var` belongs to the cell wherever it stands, except in a function or class. */
function addVars(node, names) {
  if (Array.isArray(node)) {
    node.forEach((child) => addVars(child, names));
  } else if (typeof node?.type === 'string' && !/Function|Class/.test(node.type)) {
    if (node.type === 'VariableDeclaration' && node.kind === 'var') {
      addDeclared(node, names);
    }
    Object.values(node).forEach((child) => addVars(child, names));
  }
}

function addDeclared(declaration, names) {
  declaration.declarations.forEach(({ id }) => addPattern(id, declaration.kind, names));
}

function addPattern(pattern, kind, names) {
  switch (pattern?.type) {
    case 'Identifier':
      names.set(pattern.name, kind);
      break;
    case 'ObjectPattern':
      pattern.properties.forEach((property) => addPattern(property.value ?? property.argument, kind, names));
      break;
    case 'ArrayPattern':
      pattern.elements.forEach((element) => addPattern(element, kind, names));
      break;
    case 'AssignmentPattern':
      addPattern(pattern.left, kind, names);
      break;
    case 'RestElement':
      addPattern(pattern.argument, kind, names);
      break;
  }
}
