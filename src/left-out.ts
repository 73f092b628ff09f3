/** What is said of flows that `--dedupe` leaves out, or would leave out. */
import type { Row, Value } from './result.ts';
import type { LeftOut } from './vantage.ts';

const reasons: Readonly<Record<LeftOut, string>> = {
  copy: 'copies of conversations that another interface has logged, too',
  translated: "as the NAT gateway's own side of conversations that it relays",
};

/** Of the rows of `leftOutQuery`. */
export function leftOutNotes(rows: readonly Row[]): readonly string[] {
  if (rows.length === 0) return ['--dedupe: no conversation was logged at more than one interface'];
  return rows.map(([reason, flows, bytes]) => leftOutNote(reason as LeftOut, flows, bytes));
}

function leftOutNote(reason: LeftOut, flows: Value | undefined, bytes: Value | undefined): string {
  const sum = typeof bytes === 'bigint' ? ` (${grouped(bytes)} bytes)` : '';
  const count = BigInt(String(flows));
  return `--dedupe left out ${grouped(count)} ${count === 1n ? 'flow' : 'flows'}${sum}: ${reasons[reason]}`;
}

/** Of logs that do not record the packets' addresses. */
export const gatewaysUnknown =
  '--dedupe: pkt-srcaddr is not recorded in these logs, so that NAT gateways cannot be told';

/** Of the row of `copiesQuery`; nothing if there are none. */
export function copiesNotes([copies, flows]: Row, isSample = false): readonly string[] {
  if (typeof copies !== 'bigint' || typeof flows !== 'bigint' || copies === 0n) return [];
  const which = isSample ? `in a sample, ${grouped(copies)} of ${grouped(flows)} flows` : `${grouped(copies)} flows`;
  return [
    `some conversations are logged more than once, and counted as often: ${which} are copies; --dedupe counts each once`,
  ];
}

function grouped(count: bigint): string {
  return count.toLocaleString('en-US');
}
