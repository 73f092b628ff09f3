/** A look at a day's folder: what lies there, without listing all of it. */
import type { Bucket, S3Object } from './bucket.ts';
import { folderName } from './levels.ts';

export interface Look {
  readonly date: string;
  readonly objects: readonly S3Object[];
  /** Names of the folders of hours. */
  readonly hours: readonly string[];
  readonly direct: boolean;
}

/** Pages read of one day at most; each is a thousand objects, or leads past a whole flow log. */
const mostPages = 64;

/** The objects of a day: at least one of each flow log, in each folder. */
export async function look(bucket: Bucket, date: string, folder: string): Promise<Look> {
  const objects: S3Object[] = [];
  let after: string | undefined;
  for (let pages = 0; pages < mostPages; pages++) {
    const page = await bucket.page(folder, after);
    objects.push(...page.objects);
    const last = page.objects.at(-1)?.key;
    if (!page.more || last === undefined) break;
    after = pastFlowLog(last);
  }
  const names = objects.map(({ key }) => key.slice(folder.length)).filter((name) => name !== '');
  const inFolders = names.filter((name) => name.includes('/')).map((name) => name.split('/')[0] ?? '');
  const isHour = (name: string) => date !== '' && folderName(name, ['year', 'month', 'day'])?.kind === 'hour';
  return {
    date,
    objects: objects.filter(({ key }) => isData(key)),
    hours: [...new Set(inFolders)].filter(isHour),
    direct: names.some((name) => !name.includes('/') && isData(name)),
  };
}

const objectName = /^(.*_(fl-[0-9a-z]+)_)[^/]*$/;

export function flowLogOf(key: string): string | undefined {
  return objectName.exec(key)?.[2];
}

/** A key after all objects of the same flow log in the same folder, or the key itself if its name does not say whose it is. */
function pastFlowLog(key: string): string {
  const start = objectName.exec(key)?.[1];
  // `~` comes after every character that names of objects have.
  return start === undefined ? key : `${start}~`;
}

/** Athena skips objects whose name begins with `_` or `.`; folders made by hand are objects without a name. */
function isData(key: string): boolean {
  const name = key.slice(key.lastIndexOf('/') + 1);
  return name !== '' && !name.startsWith('_') && !name.startsWith('.');
}
