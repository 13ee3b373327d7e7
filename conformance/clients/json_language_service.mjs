// The language service behind VS Code's JSON editor, on the fixtures written as JSON: hover on every property,
// completion in every object, squiggles where `bricep validate` has them.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import json from 'vscode-json-languageservice';
import { Count, describes, Document, fixtures, hidden, judge, propertiesAt, SCHEMA } from './lib.mjs';

const { getLanguageService, TextDocument } = json;
const schema = JSON.parse(readFileSync(SCHEMA, 'utf8'));
const count = new Count('vscode-json-languageservice');
const service = getLanguageService({});
service.configure({ validate: true, schemas: [{ uri: 'bricep:schema', fileMatch: ['*'], schema }] });
const folder = mkdtempSync(join(tmpdir(), 'bricep-json-'));

for (const yaml of fixtures()) {
  const text = JSON.stringify(new Document(yaml.text).root.toJSON(), null, 2);
  const path = join(folder, `${yaml.kind}-${yaml.verdict}-${yaml.path.split('/').pop().replace(/yaml$/, 'json')}`);
  writeFileSync(path, text);
  const fixture = { ...yaml, path, text };
  // JSON is YAML, so one reader gives the positions of both.
  const document = new Document(text);
  const source = TextDocument.create(`file://${path}`, 'json', 1, text);
  const parsed = service.parseJSONDocument(source);
  const errors = await service.doValidation(source, parsed);
  const lines = errors.map(({ range }) => range.start.line);
  const shown = errors.map(({ range, message }) => `${range.start.line + 1}: ${message}`).join(' | ') || 'nothing';
  count.figure('fixtures');
  if (fixture.verdict === 'invalid') {
    judge(count, fixture, document, lines, shown);
    continue;
  }
  count.check(!errors.length, `${fixture.name} is valid, and flagged: ${shown}`);
  const objects = [];
  document.eachMap((map, path) => objects.push({ map, path, known: propertiesAt(schema, path) }));
  for (const { map, path, known } of objects.filter(({ known }) => known.size)) {
    const at = [...path].join('.');
    for (const { key } of map.items.filter(({ key }) => known.has(key.value))) {
      const hover = await service.doHover(source, document.at(key.range[0] + 1), parsed);
      const contents = [hover?.contents ?? ''].flat().map((one) => one.value ?? one).join(' ');
      count.figure('properties hovered');
      count.check(describes(contents, known.get(key.value)), `${fixture.name}: no description on ${at}.${key.value}, but ${contents}`);
    }
    if (path[0] !== 'resources' || path.length < 3 || !map.items.length) continue;
    const present = new Set(map.items.map(({ key }) => key.value));
    const missing = [...known].filter(([name, of]) => !present.has(name) && !hidden(of)).map(([name]) => name);
    // A new key in front of the object's first.
    const place = map.items[0].key.range[0];
    const longer = `${text.slice(0, place)}"", ${text.slice(place)}`;
    const edited = TextDocument.create(`file://${path}`, 'json', 2, longer);
    const answer = await service.doComplete(edited, edited.positionAt(place + 1), service.parseJSONDocument(edited));
    const offered = new Set((answer?.items ?? []).map(({ label }) => label));
    const lacking = missing.filter((name) => !offered.has(name));
    count.figure('objects completed');
    count.figure('properties offered', missing.length - lacking.length);
    count.check(!lacking.length, `${fixture.name}: ${at} does not offer ${lacking.join(', ')}`);
  }
}
rmSync(folder, { recursive: true });
count.finish();
