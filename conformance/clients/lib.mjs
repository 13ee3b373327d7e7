// What the suites of clients share: fixtures, bricep's own verdict, positions, and the count at the end.
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isMap, isSeq, LineCounter, parseDocument } from 'yaml';

export const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
export const SCHEMA = join(ROOT, 'schemas/v1/bricep.schema.json');
const FIXTURES = join(ROOT, 'tests/fixtures/kinds');
const BRICEP = process.env.BRICEP ?? join(ROOT, 'target/debug/bricep');

/** Findings that a schema can express; all others belong to bricep alone. */
export const FAULTS = new Set([
  'BRC2001', 'BRC2002', 'BRC2003', 'BRC2004', 'BRC2005', 'BRC2006', 'BRC2007', 'BRC2010', 'BRC2011', 'BRC2012',
]);
/**
 * Findings of which a schema sees a part: elements that are there twice (those that are equal as a whole, not by their
 * key), and the rules that the schemas name where they say some of what the rule says.
 */
export const PARTLY = new Set(['BRC2013', ...namedRules()]);
/** Warnings that editors show by way of `deprecationMessage`, which validators do not know. */
export const DEPRECATIONS = new Set(['BRC2008', 'BRC2009']);
/** Codes of rules that the compiler's schemas name at a field or a group. */
function namedRules() {
  const folder = join(ROOT, 'schemas/v1/kinds');
  const texts = readdirSync(folder).map((name) => readFileSync(join(folder, name), 'utf8'));
  return texts.flatMap((text) => [...text.matchAll(/"(?:x-bricep-rule|code)": "(BRC\d{4})"/g)].map(([, code]) => code));
}

/** Every fixture of every kind, in a stable order. */
export function fixtures() {
  const found = [];
  for (const kind of readdirSync(FIXTURES).sort()) {
    for (const verdict of ['valid', 'invalid']) {
      const folder = join(FIXTURES, kind, verdict);
      for (const name of readdirSync(folder).filter((name) => name.endsWith('.yaml')).sort()) {
        const path = join(folder, name);
        found.push({ kind, verdict, path, name: relative(ROOT, path), text: readFileSync(path, 'utf8') });
      }
    }
  }
  return found;
}

/** What `bricep validate` finds in a file of the repository, with zero-based lines and columns. */
export function findings(path) {
  const run = spawnSync(BRICEP, ['validate', '--format', 'json', path], { encoding: 'utf8', maxBuffer: 1 << 26 });
  if (run.error || run.status > 1) throw new Error(`bricep validate ${path}: ${run.error ?? run.stderr}`);
  return JSON.parse(run.stdout).diagnostics.map(({ code, message, start, path: pointer }) => ({
    code, message, pointer, line: start.line - 1, column: start.column - 1,
  }));
}

/** A YAML document with the positions of its nodes. */
export class Document {
  constructor(text) {
    this.text = text;
    this.lines = new LineCounter();
    this.root = parseDocument(text, { lineCounter: this.lines }).contents;
  }

  /** Zero-based line and column of an offset. */
  at(offset) {
    const { line, col } = this.lines.linePos(offset);
    return { line: line - 1, character: col - 1 };
  }

  /** Zero-based line on which a node's text ends. */
  lastLine(node) {
    let to = node.range[1];
    while (to > node.range[0] && /\s/.test(this.text[to - 1])) to -= 1;
    return this.at(to - 1).line;
  }

  /** Calls `visit(map, path)` for every map of the document. */
  eachMap(visit, node = this.root, path = []) {
    if (isMap(node)) {
      visit(node, path);
      for (const pair of node.items) this.eachMap(visit, pair.value, [...path, pair.key.value]);
    } else if (isSeq(node)) {
      node.items.forEach((item, index) => this.eachMap(visit, item, [...path, index]));
    }
  }

  /** First and last line of the map that has a key at a position, or of the innermost one that holds its line. */
  mapAround({ line, column }) {
    let best = null;
    this.eachMap((map) => {
      const [first, last] = [this.at(map.range[0]).line, this.lastLine(map)];
      const keyed = map.items.some(({ key }) => {
        const at = this.at(key.range[0]);
        return at.line === line && at.character === column;
      });
      const holds = first <= line && line <= last;
      if (keyed || (holds && !best?.keyed && (!best || last - first <= best.last - best.first))) {
        best = { first, last, keyed };
      }
    });
    return best;
  }
}

/** The sub-schemas that apply at a path of a document, references and `allOf` followed. */
export function schemasAt(schema, path) {
  let current = [schema];
  const expand = (list) => {
    const out = [];
    const seen = new Set();
    const walk = (one) => {
      if (!one || typeof one !== 'object' || seen.has(one)) return;
      seen.add(one);
      out.push(one);
      if (one.$ref) walk(resolvePointer(schema, one.$ref));
      for (const keyword of ['allOf', 'anyOf', 'oneOf']) (one[keyword] ?? []).forEach(walk);
      if (one.else) walk(one.else);
      if (one.then) walk(one.then);
    };
    list.forEach(walk);
    return out;
  };
  for (const step of path) {
    current = expand(current).flatMap((one) => {
      if (typeof step === 'number') return one.items ? [one.items] : [];
      if (one.properties && step in one.properties) return [one.properties[step]];
      return typeof one.additionalProperties === 'object' ? [one.additionalProperties] : [];
    });
  }
  return expand(current);
}

function resolvePointer(schema, reference) {
  if (!reference.startsWith('#/')) throw new Error(`${reference} leaves the bundle`);
  return reference.slice(2).split('/').reduce((at, step) => at[step.replaceAll('~1', '/').replaceAll('~0', '~')], schema);
}

/** The properties that may stand in an object, each with the schemas that say so. */
export function propertiesAt(schema, path) {
  const found = new Map();
  for (const one of schemasAt(schema, path)) {
    for (const [name, property] of Object.entries(one.properties ?? {})) {
      if (typeof property === 'object') found.set(name, [...(found.get(name) ?? []), property]);
    }
  }
  return found;
}

/** Whether a hover shows what the schema says of a property; editors escape and wrap it each in their way. */
export function describes(hover, schemas) {
  const letters = (text) => text.replace(/\\.|&nbsp;|[^A-Za-z0-9]/g, '');
  const shown = letters(hover);
  return schemas.some(({ description }) => description && shown.includes(letters(description)));
}

/** Whether an editor should not offer a property. */
export function hidden(schemas) {
  return schemas.some((one) => one.deprecationMessage || one.doNotSuggest || one['x-bricep-server-filled']);
}

/** Runs a task for each item, a few at a time; servers answer while others wait. */
export async function each(items, task, width = 8) {
  const queue = [...items];
  const worker = async () => {
    for (let item = queue.shift(); item; item = queue.shift()) await task(item);
  };
  await Promise.all(Array.from({ length: width }, worker));
}

/** Whether a client's errors stand where a finding of bricep stands. */
export function agrees(document, finding, lines) {
  if (lines.includes(finding.line)) return 'same line';
  const around = document.mapAround(finding);
  return around && lines.some((line) => around.first <= line && line <= around.last) ? 'same object' : null;
}

/** Holds a client's errors on an invalid fixture against bricep's findings. */
export function judge(count, fixture, document, lines, shown) {
  const ours = findings(fixture.path);
  const faults = ours.filter(({ code }) => FAULTS.has(code) || DEPRECATIONS.has(code));
  for (const fault of faults) {
    const how = agrees(document, fault, lines);
    if (how) count.figure(`faults on the ${how}`);
    count.check(how, `${fixture.name}:${fault.line + 1} ${fault.code} ${fault.message}; the client says: ${shown}`);
  }
  // What only bricep can find, the client must not seem to find elsewhere.
  if (!faults.length && !ours.some(({ code }) => PARTLY.has(code))) count.check(!lines.length, `${fixture.name}: the client alone says ${shown}`);
}

/** Counts what passed and what failed, and prints it at the end. */
export class Count {
  constructor(suite) {
    this.suite = suite;
    this.passed = 0;
    this.failures = [];
    this.figures = {};
  }

  check(holds, what) {
    if (holds) this.passed += 1;
    else this.failures.push(what);
    return holds;
  }

  figure(name, by = 1) {
    this.figures[name] = (this.figures[name] ?? 0) + by;
  }

  finish() {
    for (const failure of this.failures.slice(0, 60)) console.log(`FAILED ${failure}`);
    if (this.failures.length > 60) console.log(`… and ${this.failures.length - 60} more`);
    const figures = Object.entries(this.figures).map(([name, count]) => `${count} ${name}`);
    console.log(`${this.suite}: ${figures.join(', ')}`);
    console.log(`${this.passed} passed, ${this.failures.length} failed, 0 skipped`);
    process.exitCode = this.failures.length || !this.passed ? 1 : 0;
  }
}

