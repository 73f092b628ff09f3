import type { Discovery } from '../discover.ts';
import { type Check, ok, type Patient, warning } from './check.ts';

/** Below this (bytes), opening an object takes longer than reading it. */
const smallObject = 128 * 1024;
const manyObjects = 1000;
/** Pages of a thousand objects for one stream. */
const mostPages = 100;

/** What a question about one day reads: a day and the folder after it, where its last records lie. */
export const cost: Check = {
  name: 'cost',
  needs: ['data'],
  run: async (patient) => {
    const discovery = await patient.discovery();
    const date = lastFullDay(discovery, patient.now);
    if (date === undefined) return [];
    const { objects, bytes } = await sizeOf(discovery, date, patient);
    const price = patient.price(BigInt(bytes) * 2n);
    const text = `${date} is ${bytes.toLocaleString('en-US')} bytes in ${objects.toLocaleString('en-US')} object${objects === 1 ? '' : 's'}; a question about a day reads two days, about $${price.toFixed(5)}`;
    if (objects < manyObjects || bytes / objects >= smallObject) return [ok(text)];
    return [
      warning(
        `${text}; the objects are small, and opening them takes most of the time`,
        'deliver to Parquet with hourly partitions, or fewer, larger files',
      ),
    ];
  },
};

/** Not today: its objects still come. */
function lastFullDay({ tree }: Discovery, now: Date): string | undefined {
  const today = now.toISOString().slice(0, 10);
  const dates = tree.streams.flatMap(({ days }) => days.map(({ date }) => date)).sort();
  return dates.filter((date) => date < today).at(-1) ?? dates.at(-1);
}

async function sizeOf({ tree, bucket: name }: Discovery, date: string, patient: Patient) {
  const bucket = patient.bucket(name);
  const folders = tree.streams.flatMap(({ days }) =>
    days.filter((one) => one.date === date).map(({ folder }) => folder),
  );
  let [objects, bytes] = [0, 0];
  await Promise.all(
    folders.map(async (folder) => {
      let after: string | undefined;
      for (let pages = 0; pages < mostPages; pages++) {
        const page = await bucket.page(folder, after);
        objects += page.objects.length;
        for (const { size } of page.objects) bytes += size;
        after = page.objects.at(-1)?.key;
        if (!page.more || after === undefined) return;
      }
    }),
  );
  return { objects, bytes };
}
