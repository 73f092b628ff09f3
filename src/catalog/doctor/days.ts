import type { Stream } from '../place.ts';
import { type Check, ok, type Said, warning } from './check.ts';

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
    const holes = streams.flatMap((stream) => gapWarning(stream));
    if (holes.length > 0) return holes;
    const dates = streams.flatMap((stream) => stream.days.map(({ date }) => date)).sort();
    return [ok(`${dates[0]} to ${dates.at(-1)}, without a gap`)];
  },
};

function gapWarning(stream: Stream): readonly Said[] {
  const gaps = gapsOf(stream);
  if (gaps.length === 0) return [];
  const more = gaps.length > mostListed ? ` and ${gaps.length - mostListed} more` : '';
  const span = `${stream.days[0]?.date} to ${stream.days.at(-1)?.date}`;
  return [
    warning(
      `${span} in ${stream.folder}, but nothing for ${gaps.slice(0, mostListed).join('; ')}${more}`,
      'see whether the flow log was deleted or failed then: aws ec2 describe-flow-logs; logs that were not delivered do not come later',
    ),
  ];
}

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
