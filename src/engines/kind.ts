/** What the columns of a user's own SELECT hold: the same on every engine. */
import { fieldNamed } from '../flow.ts';
import type { Kind } from '../result.ts';

const words: readonly Kind[] = ['text', 'address', 'action'];

/** The kind of a column: `plain` is what its type says; its name tells more if it is that of a field of such a type. */
export function kindNamed(name: string, plain: Kind): Kind {
  const named = name === 'flows' ? 'count' : fieldNamed(name)?.kind;
  if (named === undefined || (plain !== 'text' && plain !== 'integer')) return plain;
  return words.includes(named) === (plain === 'text') ? named : plain;
}
