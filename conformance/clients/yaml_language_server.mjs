// The language server of the YAML extension, over stdio as an editor runs it: hover on every property, completion in
// every object, squiggles where `bricep validate` has them.
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { createMessageConnection, StreamMessageReader, StreamMessageWriter } from 'vscode-jsonrpc/node';
import { Document as Yaml } from 'yaml';
import {
  Count, describes, Document, each, fixtures, hidden, judge, propertiesAt, SCHEMA,
} from './lib.mjs';

const PATIENCE = 30_000; // milliseconds for an answer
const require = createRequire(import.meta.url);
const schema = JSON.parse(readFileSync(SCHEMA, 'utf8'));
const count = new Count('yaml-language-server');

const server = spawn(process.execPath, [require.resolve('yaml-language-server/bin/yaml-language-server'), '--stdio'], {
  stdio: ['pipe', 'pipe', 'inherit'],
});
const connection = createMessageConnection(
  new StreamMessageReader(server.stdout), new StreamMessageWriter(server.stdin),
);
const settings = {
  yaml: {
    schemas: { [pathToFileURL(SCHEMA).href]: '*.yaml' },
    schemaStore: { enable: false }, validate: true, hover: true, completion: true,
    disableDefaultProperties: true, customTags: [],
  },
  http: {}, '[yaml]': {},
};
connection.onRequest('workspace/configuration', ({ items }) => items.map(({ section }) => settings[section] ?? null));
connection.onRequest('client/registerCapability', () => null);
connection.onRequest('custom/schema/request', () => []);
const waiting = new Map();
connection.onNotification('textDocument/publishDiagnostics', ({ uri, diagnostics }) => waiting.get(uri)?.(diagnostics));
connection.listen();
await connection.sendRequest('initialize', {
  processId: process.pid, rootUri: null, workspaceFolders: null,
  capabilities: {
    workspace: { configuration: true },
    textDocument: {
      hover: { contentFormat: ['markdown', 'plaintext'] },
      completion: { completionItem: { snippetSupport: true, documentationFormat: ['markdown'] } },
      publishDiagnostics: {},
    },
  },
});
await connection.sendNotification('initialized', {});
await connection.sendNotification('workspace/didChangeConfiguration', { settings });

let opened = 0;
/** Opens a text as a file of its own; resolves to its address and its diagnostics. */
async function open(text) {
  const uri = `file:///fixtures/${(opened += 1)}/bricep.yaml`;
  const diagnostics = new Promise((done, fail) => {
    const timer = setTimeout(() => fail(new Error(`no diagnostics within ${PATIENCE} ms`)), PATIENCE);
    waiting.set(uri, (found) => {
      clearTimeout(timer);
      done(found);
    });
  });
  await connection.sendNotification('textDocument/didOpen', {
    textDocument: { uri, languageId: 'yaml', version: 1, text },
  });
  const found = await diagnostics;
  waiting.delete(uri);
  return { uri, diagnostics: found };
}
const close = (uri) => connection.sendNotification('textDocument/didClose', { textDocument: { uri } });

/** Hovers over every property that the schema names. */
async function hover(fixture, document, uri) {
  const keys = [];
  document.eachMap((map, path) => {
    const known = propertiesAt(schema, path);
    for (const { key } of map.items) if (known.has(key.value)) keys.push({ key, path });
  });
  for (const { key, path } of keys) {
    const position = document.at(key.range[0]);
    const answer = await connection.sendRequest('textDocument/hover', { textDocument: { uri }, position });
    count.figure('properties hovered');
    count.check(describes(answer?.contents?.value ?? '', propertiesAt(schema, path).get(key.value)),
      `${fixture.name}: no description on ${[...path, key.value].join('.')}, but ${JSON.stringify(answer?.contents)}`);
  }
}

/** Asks in every object of the document, written in block style, what may be added. */
async function complete(fixture) {
  const block = new Yaml(fixture.plain).toString({ lineWidth: 0 });
  const document = new Document(block);
  const asked = [];
  document.eachMap((map, path) => {
    const known = propertiesAt(schema, path);
    if (path[0] !== 'resources' || path.length < 3 || !known.size || !map.items.length) return;
    const present = new Set(map.items.map(({ key }) => key.value));
    const missing = [...known].filter(([name, of]) => !present.has(name) && !hidden(of)).map(([name]) => name);
    asked.push({ map, path, missing });
  });
  const lines = block.split('\n');
  for (const { map, path, missing } of asked) {
    // A new line below the object's last, where its keys begin.
    const column = document.at(map.items[0].key.range[0]).character;
    const last = document.lastLine(map);
    const text = [...lines.slice(0, last + 1), ' '.repeat(column), ...lines.slice(last + 1)].join('\n');
    const { uri } = await open(text);
    const answer = await connection.sendRequest('textDocument/completion', {
      textDocument: { uri }, position: { line: last + 1, character: column },
    });
    const offered = new Set((answer?.items ?? answer ?? []).map(({ label }) => label));
    const lacking = missing.filter((name) => !offered.has(name));
    count.figure('objects completed');
    count.figure('properties offered', missing.length - lacking.length);
    count.check(!lacking.length, `${fixture.name}: ${path.join('.')} does not offer ${lacking.join(', ')}`);
    await close(uri);
  }
}

await each(fixtures(), async (fixture) => {
  const document = new Document(fixture.text);
  fixture.plain = document.root.toJSON();
  const { uri, diagnostics } = await open(fixture.text);
  const errors = diagnostics.filter(({ severity }) => severity <= 2);
  const shown = errors.map(({ range, message }) => `${range.start.line + 1}: ${message}`).join(' | ') || 'nothing';
  if (fixture.verdict === 'valid') {
    count.check(!errors.length, `${fixture.name} is valid, and flagged: ${shown}`);
    await hover(fixture, document, uri);
    await complete(fixture);
  } else {
    judge(count, fixture, document, errors.map(({ range }) => range.start.line), shown);
  }
  count.figure('fixtures');
  await close(uri);
});
connection.dispose();
server.kill();
count.finish();
