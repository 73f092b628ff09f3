import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { Prepared } from '../../../src/engines/duckdb/prepared.ts';
import { Session, type SessionOptions } from '../../../src/engines/duckdb/session.ts';
import { AnswerError, InterruptedError, UsageError } from '../../../src/errors.ts';
import { sql } from '../../../src/sql.ts';
import { engine, everything, files, log, records, rowsOf, temporaryFolder, totals } from './logs.ts';

async function open(options: Partial<SessionOptions> = {}): Promise<Session> {
  const session = await Session.open({ temporaryFolder: temporaryFolder(), tables: 'memory', ...options });
  onTestFinished(() => session.close());
  return session;
}

const numbers = (count: number) => sql`SELECT range AS n FROM range(${count})`;

describe('the folder for temporary files', () => {
  it('is one of our own, closed to others, and gone after the answer', async () => {
    const parent = temporaryFolder();
    const asked = engine(files({ 'a.log': log([{}]) }), { temporaryFolder: parent });
    const result = await asked.run({ question: totals('srcaddr'), ...everything });
    expect(readdirSync(parent)).toHaveLength(1);
    await rowsOf(result);
    expect(readdirSync(parent)).toEqual([]);
  });

  it('is gone after close, however often that is called, if nobody wanted the rows', async () => {
    const parent = temporaryFolder();
    const asked = engine(files({ 'a.log': log([{}]) }), { temporaryFolder: parent });
    await asked.run({ question: records('srcaddr'), ...everything });
    await asked.close();
    await asked.close();
    expect(readdirSync(parent)).toEqual([]);
  });

  it('that cannot be made is a failure which says what to do', async () => {
    const missing = engine(files({ 'a.log': log([{}]) }), { temporaryFolder: '/nonexistent/folder' });
    const asked = missing.run({ question: totals('srcaddr'), ...everything });
    await expect(asked).rejects.toThrow('cannot write temporary files to /nonexistent/folder: it does not exist');
    await expect(asked).rejects.toMatchObject({ exitCode: 1, hint: expect.stringContaining('--temp-dir') });
    const file = join(temporaryFolder(), 'file');
    writeFileSync(file, '');
    await expect(open({ temporaryFolder: file })).rejects.toThrow(AnswerError);
  });
});

describe('a session', () => {
  it('takes tables larger than its memory to disk', async () => {
    const parent = temporaryFolder();
    const session = await open({ temporaryFolder: parent, memoryLimit: '40MB', tables: 'disk', threads: 2 });
    await session.run(sql`CREATE TABLE t AS SELECT hash(range) AS h, range AS n FROM range(8000000)`);
    const prepared = await Prepared.of(session, 'SELECT h, n FROM t ORDER BY h');
    let count = 0;
    for await (const batch of await prepared.run(['integer', 'integer'])) count += batch.length;
    expect(count).toBe(8000000);
  });

  it('says so when memory does not suffice', async () => {
    const session = await open({ memoryLimit: '20MB', threads: 1 });
    const asked = session.run(sql`SELECT list(range) FROM range(50000000)`);
    await expect(asked).rejects.toThrow(/^the question needs more memory than it may use/);
    await expect(asked).rejects.toMatchObject({ hint: expect.stringContaining('--memory-limit') });
  });

  it('says what to do when there is no room for temporary files', async () => {
    const session = await open({ memoryLimit: '40MB' });
    await session.run(sql`SET max_temp_directory_size = '1MB'`);
    const asked = session.run(sql`CREATE TABLE t AS SELECT range AS n, repeat('x', 100) AS text FROM range(2000000)`);
    await expect(asked).rejects.toThrow(`no room left for temporary files in ${session.folder}`);
    await expect(asked).rejects.toMatchObject({ exitCode: 1, hint: expect.stringContaining('TMPDIR') });
  });

  it('refuses a memory limit that is none', async () => {
    await expect(open({ memoryLimit: 'much' })).rejects.toThrow(UsageError);
  });

  it('fails loudly when a statement fails after its first rows', async () => {
    const session = await open();
    const prepared = await Prepared.of(
      session,
      "SELECT CASE WHEN n = 500000 THEN error('boom') ELSE n END FROM (SELECT range AS n FROM range(1000000))",
    );
    const batches = await prepared.run(['integer']);
    const read = async () => {
      for await (const _ of batches);
    };
    await expect(read()).rejects.toThrow('DuckDB could not answer: boom');
  });

  it('is interrupted by its signal, before and in the middle of a statement', async () => {
    const abort = new AbortController();
    const session = await open({ signal: abort.signal });
    const slow = session.run(
      sql`SELECT count(*) FROM range(1000000000) AS a, range(1000) AS b WHERE a.range + b.range = 7`,
    );
    setTimeout(() => abort.abort(), 50);
    await expect(slow).rejects.toThrow(InterruptedError);
    await expect(session.run(sql`SELECT 1`)).rejects.toThrow(InterruptedError);
  });

  it('is interrupted while rows come', async () => {
    const abort = new AbortController();
    const session = await open({ signal: abort.signal });
    const batches = await (await Prepared.of(session, numbers(100_000_000).text)).run(['integer']);
    const read = async () => {
      for await (const _ of batches) abort.abort();
    };
    await expect(read()).rejects.toThrow(InterruptedError);
  });

  it('can be closed in the middle of a statement', async () => {
    const session = await open();
    const slow = session.run(
      sql`SELECT count(*) FROM range(1000000000) AS a, range(1000) AS b WHERE a.range + b.range = 7`,
    );
    slow.catch(() => {});
    await new Promise((resolve) => setTimeout(resolve, 50));
    await session.close();
    await expect(slow).rejects.toThrow(InterruptedError);
    expect(existsSync(session.folder)).toBe(false);
  });
});

describe('an interrupted question', () => {
  it('leaves nothing behind', async () => {
    const parent = temporaryFolder();
    const abort = new AbortController();
    const asked = engine(files({ 'a.log': log([{}]) }), { temporaryFolder: parent, read: { signal: abort.signal } });
    abort.abort();
    await expect(asked.run({ question: totals('srcaddr'), ...everything })).rejects.toThrow(InterruptedError);
    await asked.close();
    expect(readdirSync(parent)).toEqual([]);
  });
});
