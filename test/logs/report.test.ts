import { describe, expect, test } from 'vitest';
import { readContent, record, textOf } from './reading.ts';

describe('the numbers of a file', () => {
  test('are those of the layouts that record them', async () => {
    const text = textOf(
      'srcaddr dstaddr bytes',
      '10.0.0.1 10.0.0.2 5',
      'srcaddr dstaddr action start',
      '10.0.0.1 10.0.0.2 REJECT 9',
    );
    const { records, ok, bytes, packets, accept, reject, first, last } = await readContent(text);
    expect({ records, ok, bytes, packets, accept, reject, first, last }).toEqual({
      ...{ records: 2, ok: null, bytes: 5n, packets: null, accept: 0, reject: 1, first: 9, last: null },
    });
  });

  test('are null where a layout that records them has no record', async () => {
    const { bytes, accept } = await readContent(
      textOf('srcaddr bytes action dstaddr', 'srcaddr dstaddr', '10.0.0.1 10.0.0.2'),
    );
    expect({ bytes, accept }).toEqual({ bytes: null, accept: null });
  });

  test('leave NODATA and SKIPDATA out of the sums and keep them in first and last', async () => {
    const silent = (status: string, start: number) => `2 1 eni-1 - - - - - - - ${start} ${start + 9} - ${status}`;
    const text = textOf(silent('NODATA', 100), record(7), silent('SKIPDATA', 1800000000));
    expect(await readContent(text)).toMatchObject({
      ...{ records: 3, ok: 1, nodata: 1, skipdata: 1, bytes: 7n, first: 100, last: 1800000009, accept: 1, reject: 0 },
    });
  });

  test('are whole seconds where the log has milliseconds', async () => {
    const text = textOf('start end srcaddr', '1723078800999 1723078860001 10.0.0.1');
    expect(await readContent(text)).toMatchObject({ first: 1723078800, last: 1723078860 });
  });

  test('count what is inside the plan and what is there apart', async () => {
    expect(await readContent(textOf(record(1), record(2)))).toMatchObject({ records: 2, matched: 2 });
  });
});
