/** What was asked for, as the page says it. */
import { type AddressRange, formatAddress } from '../address.ts';
import type { Condition } from '../filter.ts';
import type { Coverage } from '../result.ts';
import type { PageCoverage } from './contract.ts';

/** The condition as it can be typed: `--dst 10.0.3.0/24,10.0.4.1`, `--dst-port !22`. */
export function conditionText(condition: Condition): string {
  const not = condition.not ? '!' : '';
  return `${condition.option} ${valuesOf(condition)
    .map((value) => not + value)
    .join(',')}`;
}

function valuesOf(condition: Condition): readonly string[] {
  switch (condition.is) {
    case 'address':
      return condition.ranges.map(rangeText);
    case 'number':
      return condition.ranges.map(({ first, last }) => numbersText(condition.option, first, last));
    case 'text':
      return condition.values;
  }
}

/** `10.0.0.0/8`; without the prefix if it is one address. */
function rangeText({ family, first, last }: AddressRange): string {
  const free = (last - first).toString(2).replace(/^0$/, '').length;
  const address = formatAddress({ family, number: first });
  return free === 0 ? address : `${address}/${(family === 4 ? 32 : 128) - free}`;
}

function numbersText(option: string, first: bigint, last: bigint): string {
  return first === last || option === '--min-bytes' ? String(first) : `${first}-${last}`;
}

/** So many problems are named on the page; the others are counted. */
const problemsNamed = 50;

/** `onFiles`: lines were read here, not by Athena, so bad ones are known. */
export function pageCoverage(coverage: Coverage, onFiles: boolean): PageCoverage {
  const { records, files, otherFiles, nodata, skipdata, badLines, damagedFiles, problems, notes } = coverage;
  return {
    ...{ records, files, otherFiles, nodata, skipdata, badLines, damagedFiles, notes },
    scannedBytes: coverage.scannedBytes === undefined ? null : String(coverage.scannedBytes),
    problems: problems
      .slice(0, problemsNamed)
      .map(({ file, line, problem, hint }) => ({ file, line, problem, hint: hint ?? null })),
    problemsInAll: problems.length,
    countsLines: onFiles,
  };
}
