import type { Stream } from '../place.ts';
import { type Check, ok, warning } from './check.ts';

const day = 86_400_000;
const mostListed = 3;

/** Days without a folder between the first and the last: nothing was delivered, or it was deleted. */
export const days: Check = {
  name: 'days',
  needs: ['data'],
  run: async (patient) => {
    const { tree } = await patient.discovery();
    const streams = tree.streams.filter((stream) => stream.days.length > 0);
    if (streams.length === 0) return [];
    const gaps = streams.flatMap((stream) => gapsOf(stream).map((gap) => `${gap} in ${stream.folder}`));
    const dates = streams.flatMap((stream) => stream.days.map(({ date }) => date)).sort();
    const span = `${dates[0]} to ${dates.at(-1)}`;
    if (gaps.length === 0) return [ok(`${span}, without a gap`)];
    const shown = gaps.slice(0, mostListed).join('; ');
    const more = gaps.length > mostListed ? ` and ${gaps.length - mostListed} more` : '';
    return [
      warning(
        `${span}, but nothing lies in S3 for ${shown}${more}`,
        'see whether the flow log was deleted or failed then: aws ec2 describe-flow-logs; logs that were not delivered do not come later',
      ),
    ];
  },
};

function gapsOf({ days: found }: Stream): readonly string[] {
  return found.flatMap(({ date }, i) => {
    const before = found[i - 1]?.date;
    if (before === undefined) return [];
    const missing = (Date.parse(date) - Date.parse(before)) / day - 1;
    if (missing === 0) return [];
    const [from, to] = [Date.parse(before) + day, Date.parse(date) - day].map((ms) =>
      new Date(ms).toISOString().slice(0, 10),
    );
    return [missing === 1 ? `${from}` : `${from} to ${to} (${missing} days)`];
  });
}
