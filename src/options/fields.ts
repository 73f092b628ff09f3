/** Fields as options name them: for grouping and for records without a header line. */

import { columnName } from '../column-name.ts';
import { derived, derivedNamed } from '../derived.ts';
import { UsageError } from '../errors.ts';
import { type FieldName, fields } from '../flow.ts';
import { measures } from '../query.ts';
import { didYouMean } from '../suggest.ts';

const names: readonly FieldName[] = fields.map((field) => field.name);

/** What the ranking adds up, and the raw forms of its times: no record is grouped by them. */
const added = new Set<string>([...measures, 'start', 'end']);

/** What a name that is none may have been meant for. */
const loggedNames = names.filter((one) => !added.has(one));
const groupNames = [...loggedNames, ...derived.map(({ name }) => name)];

/** Fields to group by, or derived ones: `srcaddr,hour` or `srcaddr hour`, with `-` or `_`, in any case. */
export function parseBy(text: string, origin: string): readonly string[] {
  const words = text.trim().split(/\s*,\s*|\s+/);
  const found = words.map((name) => groupField(name, origin));
  return unique(found, origin);
}

function groupField(text: string, origin: string): string {
  const made = derivedNamed(columnName(text));
  if (made) return made.name;
  const name = knownField(text, origin, groupNames);
  if (added.has(name)) {
    throw new UsageError(
      `${origin} ${text.trim()} cannot be grouped by: it is a measure, which is added up`,
      `use fields such as srcaddr, dstport or vpc_id; see flowlogs fields`,
    );
  }
  return name;
}

/** The fields of a record in order, as in a header line or as `aws ec2 create-flow-logs --log-format` takes them. */
export function parseFormat(text: string, origin: string): readonly string[] {
  const words = text
    .split(/[\s,]+/)
    .filter((word) => word !== '')
    .map((word) => word.replace(/^\$\{(.*)\}$/, '$1'));
  if (words.length === 0) throw new UsageError(`${origin} names no field`, 'use "version account-id interface-id …"');
  return unique(
    words.map((word) => knownField(word, origin)),
    origin,
  );
}

function knownField(text: string, origin: string, wanted: readonly string[] = loggedNames): FieldName {
  const column = columnName(text);
  const name = names.find((one) => one === column);
  if (name !== undefined) return name;
  throw new UsageError(
    `${origin} ${text.trim() || '(nothing)'} is no field of flow logs`,
    didYouMean(column, wanted, 'flowlogs fields lists them all'),
  );
}

function unique<T extends string>(found: readonly T[], origin: string): readonly T[] {
  const twice = found.find((name, i) => found.indexOf(name) !== i);
  if (twice !== undefined) throw new UsageError(`${origin} names ${twice} twice`, 'name each field once');
  return found;
}
