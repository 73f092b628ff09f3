import type { GlueClient } from '@aws-sdk/client-glue';
import type { S3Client } from '@aws-sdk/client-s3';
import { describe, expect, it } from 'vitest';
import type { Call } from '../../src/catalog/glue.ts';
import { openGlue } from '../../src/catalog/glue-client.ts';
import { openBucket } from '../../src/catalog/s3.ts';

interface Sent {
  readonly command: string;
  readonly input: Record<string, unknown>;
}

/** A client of the SDK that answers in turn, and keeps what was sent. */
function clientOf(answers: readonly (object | Error)[]) {
  const sent: Sent[] = [];
  const actions: string[] = [];
  const left = [...answers];
  const send = async (command: { constructor: { name: string }; input: Record<string, unknown> }) => {
    sent.push({ command: command.constructor.name.replace(/^_|Command$/g, ''), input: command.input });
    const answer = left.shift() ?? {};
    if (answer instanceof Error) throw answer;
    return answer;
  };
  const call: Call = (action, use) => {
    actions.push(action);
    return use(undefined);
  };
  return { client: { send } as unknown as GlueClient & S3Client, call, sent, actions };
}

function named(name: string): Error {
  return Object.assign(new Error(name), { name });
}

describe('Glue', () => {
  it('hands over the partitions page by page, to the end', async () => {
    const { client, call, sent } = clientOf([
      { Partitions: [{ Values: ['1'] }], NextToken: 'a' },
      { Partitions: [], NextToken: 'b' },
      { Partitions: [{ Values: ['2'] }] },
    ]);
    const pages: number[] = [];
    for await (const page of openGlue(client, call).partitions('db', 't')) pages.push(page.length);
    expect(pages).toEqual([1, 0, 1]);
    expect(sent.map(({ input }) => input.NextToken)).toEqual([undefined, 'a', 'b']);
  });

  it('gathers all tables and all crawlers', async () => {
    const { client, call, actions } = clientOf([
      { TableList: [{ Name: 'a' }], NextToken: 'x' },
      { TableList: [{ Name: 'b' }] },
      { Crawlers: [{ Name: 'c' }], NextToken: 'y' },
      { Crawlers: [{ Name: 'd' }] },
    ]);
    const glue = openGlue(client, call);
    expect((await glue.tables('db')).map(({ Name }) => Name)).toEqual(['a', 'b']);
    expect((await glue.crawlers()).map(({ Name }) => Name)).toEqual(['c', 'd']);
    expect(actions).toEqual(['glue:GetTables', 'glue:GetTables', 'glue:GetCrawlers', 'glue:GetCrawlers']);
  });

  it('knows the answers that decide what is done next from failures', async () => {
    const missing = named('EntityNotFoundException');
    const { client, call } = clientOf([
      ...[missing, missing, missing],
      ...[named('AlreadyExistsException'), named('CrawlerRunningException'), {}],
      named('InternalServiceException'),
    ]);
    const glue = openGlue(client, call);
    expect([await glue.table('db', 't'), await glue.database('db'), await glue.crawler('c')]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
    await glue.createDatabase('db');
    expect([await glue.startCrawler('c'), await glue.startCrawler('c')]).toEqual([false, true]);
    await expect(glue.table('db', 't')).rejects.toThrow('InternalServiceException');
  });

  it('changes partitions by their values', async () => {
    const detail = { ErrorCode: 'x' };
    const { client, call, sent } = clientOf([{ Errors: [{ PartitionValueList: ['1'], ErrorDetail: detail }] }]);
    const errors = await openGlue(client, call).updatePartitions('db', 't', [{ Values: ['1'] }]);
    expect(errors).toEqual([{ PartitionValues: ['1'], ErrorDetail: detail }]);
    expect(sent[0]?.input.Entries).toEqual([{ PartitionValueList: ['1'], PartitionInput: { Values: ['1'] } }]);
  });
});

describe('S3', () => {
  it('finds the folders of every page', async () => {
    const { client, call, sent, actions } = clientOf([
      { CommonPrefixes: [{ Prefix: 'a/2024/' }], NextContinuationToken: 'x' },
      { CommonPrefixes: [{ Prefix: 'a/2025/' }], Contents: [{ Key: 'a/b' }] },
    ]);
    expect(await openBucket(client, call, 'logs').folders('a/')).toEqual(['2024', '2025']);
    expect(sent.map(({ input }) => [input.Bucket, input.Prefix, input.Delimiter, input.ContinuationToken])).toEqual([
      ['logs', 'a/', '/', undefined],
      ['logs', 'a/', '/', 'x'],
    ]);
    expect(actions).toEqual(['s3:ListBucket', 's3:ListBucket']);
  });

  it('lists a page after a key', async () => {
    const LastModified = new Date(0);
    const { client, call, sent } = clientOf([{ Contents: [{ Key: 'a/c', Size: 5, LastModified }], IsTruncated: true }]);
    const page = await openBucket(client, call, 'logs').page('a/', 'a/b');
    expect(page).toEqual({ objects: [{ key: 'a/c', size: 5, modified: LastModified }], more: true });
    expect(sent[0]?.input).toMatchObject({ Prefix: 'a/', StartAfter: 'a/b' });
  });

  it('reads only a part of an object', async () => {
    const Body = { transformToByteArray: async () => new Uint8Array([1]) };
    const { client, call, sent } = clientOf([{ Body }, { Body }]);
    const bucket = openBucket(client, call, 'logs');
    expect(await bucket.read('k', { first: 10 })).toEqual(new Uint8Array([1]));
    await bucket.read('k', { last: 8 });
    expect(sent.map(({ input }) => input.Range)).toEqual(['bytes=0-9', 'bytes=-8']);
  });

  it('names a bucket that is not there', async () => {
    const { client, call } = clientOf([named('NoSuchBucket')]);
    await expect(openBucket(client, call, 'logs').folders('')).rejects.toMatchObject({
      exitCode: 1,
      message: 'there is no bucket logs',
    });
  });

  it('makes so many calls at a time and no more', async () => {
    let [now, most] = [0, 0];
    const send = async () => {
      most = Math.max(most, ++now);
      await new Promise((resolve) => setTimeout(resolve, 1));
      now--;
      return {};
    };
    const bucket = openBucket({ send } as unknown as S3Client, (_, use) => use(undefined), 'logs');
    await Promise.all(Array.from({ length: 100 }, (_, i) => bucket.folders(`${i}/`)));
    expect(most).toBe(24);
  });
});
