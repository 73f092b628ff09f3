/**
 * A log of 2000 records in the default format: 1985 of traffic and 15 of NODATA or SKIPDATA.
 * Where lines are to be spoilt it is every hundredth, 20 in all, and none of the 15.
 */
export const count = 2000;
const fieldNames =
  'version account-id interface-id srcaddr dstaddr srcport dstport protocol packets bytes start end action log-status'.split(
    ' ',
  );
export const header = fieldNames.join(' ');
const silentEvery = 130;

/** 15 of the 2000, none of them one of those that are spoilt. */
const isSilent = (i: number) => i % silentEvery === 37 && i < silentEvery * 15;
const isSpoilt = (i: number) => i % 100 === 50;

function record(i: number): string[] {
  const window = [1723075200 + (i % 3600), 1723075259 + (i % 3600)];
  const start = ['2', '111122223333', `eni-0a1b2c3d4e5f6${1000 + (i % 40)}`];
  if (isSilent(i)) return [...start, ...'-------', ...window.map(String), '-', i % 4 === 1 ? 'SKIPDATA' : 'NODATA'];
  const flow = [`203.0.113.${i % 250}`, `10.0.${i % 8}.${i % 200}`, 1024 + i, 443, 6, 1 + (i % 9), 40 * (1 + (i % 9))];
  return [...start, ...[...flow, ...window].map(String), i % 9 === 0 ? 'REJECT' : 'ACCEPT', 'OK'];
}

const indices = Array.from({ length: count }, (_, i) => i);
export const records = indices.map((i) => record(i).join(' '));
export const textOf = (lines: readonly string[]) => `${lines.join('\n')}\n`;
export const whole = [header, ...records];
export const wholeText = textOf(whole);

/** The text with every hundredth record changed by `spoil`. */
export const spoilt = (spoil: (line: string) => string) =>
  textOf([header, ...records.map((line, i) => (isSpoilt(i) ? spoil(line) : line))]);

export function withField(line: string, name: string, change: (value: string) => string): string {
  const at = fieldNames.indexOf(name);
  return line
    .split(' ')
    .map((value, i) => (i === at ? change(value) : value))
    .join(' ');
}
