/** A page for programs: one object with an array for each section, or an object a line that names its section. */
import { jsonString } from './escape.ts';
import { json, ndjson } from './json.ts';
import { type PageFormat, rowsOfSection, textOf } from './page.ts';
import { withSection } from './page-rows.ts';

/** What cannot be told has no array: an empty one would say that there is nothing. */
export const pageJson: PageFormat = async function* ({ sections }, options) {
  let before = '{\n';
  for (const section of sections) {
    if (section.rows === undefined) continue;
    const rows = await textOf(json(rowsOfSection(section), options));
    yield `${before}${jsonString(section.name)}: ${rows.trimEnd()}`;
    before = ',\n';
  }
  yield before === '{\n' ? '{}\n' : '\n}\n';
};

export const pageNdjson: PageFormat = async function* ({ sections }, options) {
  for (const section of sections) yield* ndjson(withSection(section), options);
};
