import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { surveyFiles } from '../../src/logs/survey.ts';
import { header, logFile, record, temporaryFolder, textOf } from './reading.ts';

const folder = temporaryFolder();

async function survey(content: string | Buffer, format?: readonly string[]) {
  const path = join(folder, 'file');
  writeFileSync(path, content);
  const [found] = await surveyFiles([logFile(path)], format);
  return found && [found.container, found.fields?.length ?? null];
}

const message = (line: string) => JSON.stringify({ message: line });
const random = Buffer.from(Array.from({ length: 6000 }, (_, i) => (i * 7919 * 31) % 251))
  .toString('latin1')
  .replaceAll('\n', ' ');

test('the start of a file tells its container and its fields', async () => {
  const many = Array.from({ length: 20_000 }, (_, i) => record((i * 7919) % 10_000));
  expect(await survey(textOf(header, ...many))).toEqual(['text', 14]);
  expect(await survey(gzipSync(textOf(header, ...many)))).toEqual(['text', 14]);
  expect(await survey(gzipSync(gzipSync(textOf(...many))))).toEqual(['text', 14]);
  expect(await survey(record(1))).toEqual(['text', 14]);
  expect(await survey(textOf('srcaddr dstaddr x-1', 'a b c', 'srcaddr bytes', 'a 1'))).toEqual(['text', 4]);
  expect(await survey(textOf(header).replaceAll(' ', ','))).toEqual(['csv', 14]);
  expect(await survey(`2024-08-08T01:00:00Z ${record(1)}\n`)).toEqual(['cloudwatch-export', 14]);
  expect(await survey(gzipSync(many.map(message).join('')))).toEqual(['json-message', 14]);
  expect(await survey('{"srcaddr":"a","dstaddr":"b","bytes":1}')).toEqual(['json-record', 3]);
  expect(await survey('PAR1....')).toEqual(['parquet', null]);
});

test('fields that nobody can tell are null, unless --format names them', async () => {
  const text = '7 eni-1 10.0.0.1 10.0.0.2\n';
  expect(await survey(text)).toEqual(['text', null]);
  expect(await survey(text, ['bytes', 'interface_id', 'srcaddr', 'dstaddr'])).toEqual(['text', 4]);
});

test('what is no flow log, is empty or cannot be read has no container', async () => {
  for (const content of [
    '',
    'hello world\n',
    '{"a":1}',
    gzipSync('PAR1 PAR1'),
    gzipSync(''),
    Buffer.from([0x1f, 0x8b, 1, 2, 3]),
  ]) {
    expect(await survey(content)).toEqual([null, null]);
  }
  const missing = { name: 'x', path: '/nowhere/x', size: 5, named: true };
  expect(await surveyFiles([missing])).toEqual([{ file: missing, container: null, fields: null }]);
});

test('a header that begins far behind is looked for', async () => {
  expect(await survey(textOf(`note ${random}`, header, record(1)))).toEqual(['text', 14]);
});
