/** What the page of a day, or of any window, is made of. */
import type { Section } from '../output/page.ts';
import { phrase } from '../output/page-phrase.ts';
import { trendShape } from '../output/page-trend.ts';
import { top } from '../queries/top.ts';
import { topPorts } from '../queries/top-ports.ts';
import { topProtocols } from '../queries/top-protocols.ts';
import { topRejects } from '../queries/top-rejects.ts';
import { topTalkers } from '../queries/top-talkers.ts';
import { totalsQuestion } from '../queries/totals.ts';
import { trend } from '../queries/trend.ts';
import { withZeros } from '../queries/trend-zeros.ts';
import type { RankingQuery } from '../query.ts';
import type { Coverage } from '../result.ts';
import type { Window } from '../window.ts';
import { actionOf } from './action.ts';
import type { Reading, SectionSpec } from './page-spec.ts';
import { binName } from './trend-bins.ts';
import { remark } from './trend-remark.ts';

/** In seconds, and what bins reach over. */
interface Bins {
  readonly seconds: number;
  readonly span: Window;
}

/** What a ranking can do without, in the order in which it goes. */
const usualSpare = ['cumulative_share', 'first_seen', 'packets', 'last_seen', 'share'];

/**
 * Questions whose groups are few are read together. Those with many groups each have a reading of their own: merged by what
 * all of them name, hardly two records would be alike.
 */
export function summarySections(
  limit: number,
  bins: Bins,
  more: (command: string) => string,
): [SectionSpec, ...SectionSpec[]] {
  const few: Reading = { conditions: [] };
  const ranking = (query: RankingQuery, name: string, title: string, reading: Reading): SectionSpec => {
    const { by, sort } = query.defaults;
    return {
      name,
      title,
      more: more(query.name),
      spare: usualSpare,
      parts: [{ reading, question: query.ask({ by: by ?? [], sort, limit }) }],
    };
  };
  return [
    {
      name: 'totals',
      title: 'Traffic',
      spare: [],
      drawn: phrase(),
      parts: [{ reading: few, question: totalsQuestion }],
    },
    {
      name: 'actions',
      title: 'Accepted and rejected',
      more: more('top --by action'),
      spare: usualSpare,
      parts: [{ reading: few, question: top.ask({ by: ['action'], sort: 'flows', limit: 0 }) }],
    },
    trendSection(few, bins, more('trend')),
    ranking(topRejects, 'rejects', 'Top rejects', { conditions: actionOf(topRejects) }),
    ranking(topTalkers, 'talkers', 'Top talkers', { conditions: [] }),
    ranking(topPorts, 'ports', 'Top ports', { conditions: [] }),
    ranking(topProtocols, 'protocols', 'Protocols', few),
  ];
}

function trendSection(reading: Reading, { seconds, span }: Bins, more: string): SectionSpec {
  const bin = binName(seconds);
  const question = trend.ask({ bin: seconds, by: undefined, limit: trend.options.limit.fallback, measure: 'flows' });
  return {
    name: 'trend',
    title: 'Trend',
    more,
    spare: [],
    drawn: trendShape(bin),
    isPicture: true,
    parts: [
      {
        reading,
        question,
        shape: (result) => {
          const { result: whole, leftOut } = withZeros(result, { seconds, window: span });
          return { result: whole, remark: () => remark(leftOut, 0, seconds, 'table') };
        },
      },
    ],
  };
}

/** What was read, and what could not be. */
export function readSection(coverage: Coverage, { to }: Window): Section {
  const { files, records, nodata, skipdata, badLines, otherFiles, damagedFiles, first, last, scannedBytes } = coverage;
  const time = (seconds: number | null) => (seconds === null ? null : new Date(seconds * 1000));
  const end = time(last);
  const counted = (count: number) => (records === null ? null : BigInt(count));
  return {
    name: 'read',
    title: 'Read',
    more: records === null ? 'flowlogs doctor' : 'flowlogs inspect',
    spare: ['scanned_bytes', 'other_files', 'damaged_files'],
    drawn: phrase(['damaged_files', 'other_files']),
    columns: [
      { name: 'files', kind: 'count' },
      { name: 'records', kind: 'count' },
      { name: 'nodata', kind: 'count' },
      { name: 'skipdata', kind: 'count' },
      { name: 'bad_lines', kind: 'count' },
      { name: 'damaged_files', kind: 'count' },
      { name: 'other_files', kind: 'count' },
      { name: 'first_start', kind: 'time' },
      { name: 'complete_to', kind: 'time' },
      { name: 'scanned_bytes', kind: 'bytes' },
    ],
    rows: [
      [
        files === null ? null : BigInt(files),
        records === null ? null : BigInt(records),
        ...[nodata, skipdata, badLines, damagedFiles, otherFiles].map(counted),
        time(first),
        end && to && to < end ? to : end,
        scannedBytes ?? null,
      ],
    ],
  };
}
