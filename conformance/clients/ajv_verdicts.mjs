// ajv gives the verdict that `bricep validate` gives, on every fixture, for what a schema can express. It compiles
// the published schema in strict mode: no unknown keyword, format or form.
import { readFileSync } from 'node:fs';
import Ajv from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { Count, Document, FAULTS, findings, fixtures, PARTLY, SCHEMA } from './lib.mjs';

const schema = JSON.parse(readFileSync(SCHEMA, 'utf8'));
const count = new Count('ajv');
const ajv = addFormats(new Ajv({ allErrors: true, strict: true, strictTypes: false, strictRequired: false }));
for (const keyword of editorsKeywords(schema)) ajv.addKeyword(keyword);
const validate = ajv.compile(schema);

/** Keywords of editors and of bricep, which a validator has to be told of. */
function editorsKeywords(schema) {
  const editors = ['markdownDescription', 'enumDescriptions', 'markdownEnumDescriptions', 'deprecationMessage',
    'patternErrorMessage', 'errorMessage', 'defaultSnippets', 'doNotSuggest'];
  const ours = new Set();
  JSON.stringify(schema, (key, value) => (key.startsWith('x-bricep-') && ours.add(key), value));
  return [...editors, ...ours];
}

for (const fixture of fixtures()) {
  const holds = validate(new Document(fixture.text).root.toJSON());
  const ours = findings(fixture.path).filter(({ code }) => FAULTS.has(code) || (!holds && PARTLY.has(code)));
  count.figure('fixtures');
  count.figure(holds ? 'accepted' : 'rejected');
  count.check(holds === !ours.length, `${fixture.name}: ajv ${holds ? 'accepts' : 'rejects'}, bricep finds ${
    JSON.stringify(ours)}; ${ajv.errorsText(validate.errors).slice(0, 400)}`);
  if (fixture.verdict === 'valid') count.check(holds, `${fixture.name} is valid and rejected`);
}
count.finish();
