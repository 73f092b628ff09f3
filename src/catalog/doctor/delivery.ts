import type { S3Object } from '../bucket.ts';
import type { Stream } from '../place.ts';
import { type Check, ok, type Patient, warning } from './check.ts';

const minute = 60_000;
/** AWS delivers every five minutes, within about ten more (VPC user guide, "Flow log files"). */
const usual = 60 * minute;
/** Pages of a thousand objects. */
const mostPages = 30;

/** When something was delivered last. */
export const delivery: Check = {
  name: 'delivery',
  needs: ['data'],
  run: async (patient) => {
    const { tree, bucket } = await patient.discovery();
    const newest = await Promise.all(tree.streams.map((stream) => newestOf(stream, bucket, patient)));
    const found = newest.filter((object) => object !== undefined);
    const last = found.reduce((a, b) => (b.modified > a.modified ? b : a), found[0] as S3Object);
    if (last === undefined) return [];
    const age = Math.max(0, patient.now.getTime() - last.modified.getTime());
    const text = `the newest object came ${agoText(age)} (${last.key})`;
    if (age <= usual) return [ok(text)];
    return [
      warning(
        text,
        'look whether the flow log is active: aws ec2 describe-flow-logs, DeliverLogsStatus; idle interfaces deliver nothing',
      ),
    ];
  },
};

/** Of the last day; a place without days is looked at from its beginning, as far as it goes. */
async function newestOf(stream: Stream, bucket: string, patient: Patient): Promise<S3Object | undefined> {
  const folder = stream.days.at(-1)?.folder ?? stream.folder;
  let newest: S3Object | undefined;
  let after: string | undefined;
  for (let pages = 0; pages < mostPages; pages++) {
    const page = await patient.bucket(bucket).page(folder, after);
    for (const object of page.objects) if (newest === undefined || object.modified > newest.modified) newest = object;
    after = page.objects.at(-1)?.key;
    if (!page.more || after === undefined) break;
  }
  return newest;
}

function agoText(ms: number): string {
  const minutes = Math.round(ms / minute);
  if (minutes < 120) return `${minutes} min ago`;
  const hours = Math.round(minutes / 60);
  return hours < 72 ? `${hours} h ago` : `${Math.round(hours / 24)} days ago`;
}
