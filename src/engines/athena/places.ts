/** Partition keys that a question's own conditions pin down: the Region, and the account where nothing else tells it. */
import type { PartitionKey } from '../../catalog/partitions.ts';
import type { Projection } from '../../catalog/projection.ts';
import { AnswerError } from '../../errors.ts';
import type { Condition } from '../../filter.ts';
import { identifier, join, type Sql, sql } from '../../sql.ts';

/** The values asked for, by the name of the key. */
export type Places = ReadonlyMap<string, readonly string[]>;

const options: Record<string, string> = { account: '--account-id', region: '--flow-region' };

/**
 * The Region of a record is that of its folder. Its account need not be: below the folder of a shared VPC's owner lie the
 * records of others. Only an injected key, which must have a value, takes the account as it is asked for.
 */
export function placesOf(
  keys: readonly PartitionKey[],
  projection: Projection | undefined,
  conditions: readonly Condition[],
): Places {
  const found = new Map<string, readonly string[]>();
  for (const { name, meaning } of keys) {
    const isInjected = projection?.keys.get(name)?.type === 'injected';
    if (!isInjected && meaning !== 'region') continue;
    const values = valuesFor(meaning === 'region' ? 'region' : 'account_id', conditions);
    if (values) found.set(name, values);
    else if (isInjected) throw unknownPlace(name, meaning);
  }
  return found;
}

export function placesSql(places: Places): readonly Sql[] {
  return [...places].map(
    ([name, values]) => sql`${identifier(name)} IN (${join(values.map((value) => sql`${value}`))})`,
  );
}

function valuesFor(field: string, conditions: readonly Condition[]): readonly string[] | undefined {
  for (const condition of conditions) {
    if (condition.is === 'text' && !condition.not && condition.on.length === 1 && condition.on[0] === field) {
      return condition.values;
    }
  }
  return undefined;
}

function unknownPlace(name: string, meaning: string): AnswerError {
  const option = options[meaning];
  return new AnswerError(
    `the table does not list the values of its partition key "${name}" (injected projection)`,
    option ? `give ${option}` : 'name a table that can be asked without a value for it',
  );
}
