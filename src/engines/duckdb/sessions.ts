/** The sessions of an engine: opened when they are needed, closed with it. */
import type { Question } from '../../query.ts';
import type { Scope } from '../engine.ts';
import type { FilesOptions } from './options.ts';
import { Session } from './session.ts';

export type Open = () => Promise<Session>;

/** Rows of larger logs (bytes on disk) go to a file, in which they take less room; smaller ones are spared the making of it. */
const mostInMemory = 8 << 20;

/** What questions with nearly as many groups as records take, of some ten million, if no option says how much may be taken. */
const largeMemory = '256MB';

/** Undefined: the session's own. */
export function usualMemory(questions: readonly Question[], { dedupe }: Scope): string | undefined {
  return dedupe || questions.some(({ isLarge }) => isLarge) ? largeMemory : undefined;
}

export class Sessions {
  readonly #options: FilesOptions;
  readonly #opened: Promise<Session>[] = [];

  constructor(options: FilesOptions) {
    this.#options = options;
  }

  /** Opens a session when it is first called. `usualMemory` is what it may use if no option says it; else the session's own. */
  opener(usualMemory?: string): Open {
    let session: Promise<Session> | undefined;
    return () => {
      if (session) return session;
      session = this.#open(usualMemory);
      this.#opened.push(session);
      return session;
    };
  }

  /** Those that could be opened. */
  async close(): Promise<void> {
    const opened = await Promise.allSettled(this.#opened);
    await Promise.all(opened.map((session) => session.status === 'fulfilled' && session.value.close()));
  }

  #open(usualMemory: string | undefined): Promise<Session> {
    const { files, before = [], temporaryFolder, memoryLimit = usualMemory, threads, read } = this.#options;
    const bytes = [...files, ...before].reduce((sum, { size }) => sum + size, 0);
    return Session.open({
      temporaryFolder,
      tables: bytes > mostInMemory ? 'disk' : 'memory',
      ...(memoryLimit === undefined ? {} : { memoryLimit }),
      ...(threads === undefined ? {} : { threads }),
      ...(read.signal ? { signal: read.signal } : {}),
    });
  }
}
