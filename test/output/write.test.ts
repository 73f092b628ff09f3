import { spawn } from 'node:child_process';
import { PassThrough, Writable } from 'node:stream';
import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { AnswerError, InterruptedError } from '../../src/errors.ts';
import { writeText } from '../../src/output/write.ts';

/** Text without end that knows how much of it was asked for, and whether it was told to stop. */
function endless(piece = 'x'.repeat(65_536)) {
  const state = { asked: 0, stopped: false };
  async function* pieces() {
    try {
      for (;;) {
        state.asked++;
        yield piece;
      }
    } finally {
      state.stopped = true;
    }
  }
  return { state, text: pieces() };
}

/** A stream whose writes fail in a way of the system's. */
function failing(code: string) {
  return new Writable({ write: (_chunk, _encoding, done) => done(Object.assign(new Error(code), { code })) });
}

describe('writing text', () => {
  it('writes all of it, in order', async () => {
    const stream = new PassThrough();
    async function* text() {
      yield 'one ';
      yield 'two';
    }
    expect(await writeText(text(), { writable: stream, name: 'stdout' })).toBe('written');
    expect(stream.read().toString()).toBe('one two');
    expect(stream.listenerCount('error')).toBe(0);
  });

  it('asks for no more than the reader takes', async () => {
    const { state, text } = endless();
    const slow = new Writable({ highWaterMark: 1024, write: (_chunk, _encoding, done) => void setTimeout(done, 10) });
    const controller = new AbortController();
    const writing = writeText(text, { writable: slow, name: 'stdout' }, controller.signal);
    await wait(100);
    expect(state.asked).toBeGreaterThan(1);
    expect(state.asked).toBeLessThan(15);
    controller.abort(new InterruptedError());
    await expect(writing).rejects.toBeInstanceOf(InterruptedError);
    expect(state.stopped).toBe(true);
  });

  it('stops at once when it is interrupted while the reader takes nothing', async () => {
    const { state, text } = endless();
    const stuck = new Writable({ write: () => {} });
    const controller = new AbortController();
    const writing = writeText(text, { writable: stuck, name: 'stdout' }, controller.signal);
    await wait(20);
    controller.abort(new InterruptedError());
    await expect(writing).rejects.toBeInstanceOf(InterruptedError);
    expect(state).toEqual({ asked: 1, stopped: true });
  });

  it('asks for nothing when it is interrupted before', async () => {
    const { text } = endless();
    const writing = writeText(
      text,
      { writable: new PassThrough(), name: 'stdout' },
      AbortSignal.abort(new InterruptedError()),
    );
    await expect(writing).rejects.toBeInstanceOf(InterruptedError);
  });

  it('ends quietly when the reader of a real pipe has gone', async () => {
    const head = spawn('head', ['-c', '100000'], { stdio: ['pipe', 'ignore', 'inherit'] });
    const { state, text } = endless();
    expect(await writeText(text, { writable: head.stdin, name: 'stdout' })).toBe('closed');
    expect(state.stopped).toBe(true);
    expect(await writeText(endless().text, { writable: head.stdin, name: 'stdout' })).toBe('closed');
  });

  it.each([
    ['ENOSPC', 'no space left'],
    ['EIO', 'the disk failed'],
    ['EDQUOT', 'the disk quota is used up'],
    ['EWHATEVER', 'EWHATEVER'],
  ])('says why a write failed: %s', async (code, words) => {
    const { state, text } = endless();
    const error = await writeText(text, { writable: failing(code), name: 'a.csv' }).catch(
      (problem: unknown) => problem,
    );
    expect(error).toBeInstanceOf(AnswerError);
    expect((error as AnswerError).message).toBe(`could not write a.csv: ${words}`);
    expect(state.stopped).toBe(true);
  });

  it('lets an error of the text through as it is', async () => {
    const broken = new Error('the query failed');
    async function* text() {
      yield 'x';
      throw broken;
    }
    await expect(writeText(text(), { writable: new PassThrough(), name: 'stdout' })).rejects.toBe(broken);
  });
});
