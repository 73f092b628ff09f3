/** What a reading thread and its caller tell each other. */
import type { Batch, FileReport } from './plan.ts';
import type { Work } from './work.ts';

/** What a thread is started with. */
export interface ThreadData {
  readonly work: Work;
  /** Its number, from 0 on. */
  readonly thread: number;
}

export type FromThread =
  | { readonly kind: 'batch'; readonly batch: Batch }
  | { readonly kind: 'progress'; readonly bytes: number; readonly reports: readonly (readonly [number, FileReport])[] }
  | { readonly kind: 'failed'; readonly message: string; readonly hint: string | undefined }
  | { readonly kind: 'done' };

/** The only thing that a thread is told: a batch of its was taken. */
export const taken = 'taken';
