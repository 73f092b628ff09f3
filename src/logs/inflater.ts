/** What runs zlib over gzip data that comes in slices. */
import { Damage } from './damage.ts';

/** One run. */
export interface Inflater {
  /** Why it ended early; undefined while all is well. */
  readonly failure: NodeJS.ErrnoException | undefined;
  /** Where the slice that was given last begins. */
  readonly sliceFrom: number;
  /** All that can be decoded. A piece is valid until the next one is asked for. */
  run(input: AsyncIterable<Buffer>): AsyncGenerator<Buffer>;
}

export const trailingDamage = () =>
  new Damage('has something after its gzip data that is not gzip; that was not read', false);

/** zlib ends at a zero byte between members: the rest must be zeros. Throws Damage. */
export function checkPadding(bytes: Buffer, from: number): void {
  for (let at = Math.max(0, from); at < bytes.length; at++) if (bytes[at] !== 0) throw trailingDamage();
}
