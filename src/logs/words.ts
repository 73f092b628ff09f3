/** Recognises the words of action and log-status where they stand, a few letters at a time. */
import { ACCEPT, MISSING, NODATA, OK, REJECT, SKIPDATA } from './value.ts';

const DASH = 45;

/** Four letters as a word of a block has them. */
const word = (text: string) => new DataView(new TextEncoder().encode(text).buffer).getInt32(0, true);
const [ACCE, CEPT, REJE, JECT] = [word('ACCE'), word('CEPT'), word('REJE'), word('JECT')];
const [NODA, DATA, SKIP, OK_] = [word('NODA'), word('DATA'), word('SKIP'), word('OK\0\0')];

/** The code of the action at `at`, MISSING for `-`, 0 for anything else. What follows it is the caller's to look at. */
export function actionAt(view: DataView, at: number): number {
  const head = view.getInt32(at, true);
  const tail = view.getInt32(at + 2, true);
  if (head === ACCE && tail === CEPT) return ACCEPT;
  if (head === REJE && tail === JECT) return REJECT;
  return (head & 0xff) === DASH ? MISSING : 0;
}

/** The code of the log-status at `at`, 0 for anything else. */
export function statusAt(view: DataView, at: number): number {
  const head = view.getInt32(at, true);
  if ((head & 0xffff) === OK_) return OK;
  if (head === NODA && view.getInt32(at + 2, true) === DATA) return NODATA;
  if (head === SKIP && view.getInt32(at + 4, true) === DATA) return SKIPDATA;
  return 0;
}

/** How many letters these codes stand for, from MISSING on. */
export const actionLengths = Int32Array.of(1, 0, 6, 6);
export const statusLengths = Int32Array.of(0, 0, 2, 6, 8);
