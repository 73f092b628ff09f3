import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { text as readAll } from 'node:stream/consumers';
import type { Context } from '../context.ts';
import { UsageError } from '../errors.ts';
import { option } from '../option.ts';
import { recordOptions } from '../options/ranking.ts';
import type { Result } from '../result.ts';
import { answer } from './answer.ts';
import { command, type Given } from './command.ts';
import { cutTableRemark } from './cut.ts';
import { previewText } from './preview.ts';
import { answerRequest, type QuestionRequest } from './question.ts';
import { rowLimit } from './records.ts';
import { flowOptions, flowsRequest, sourceRequest } from './requests.ts';

interface SqlRequest extends QuestionRequest {
  /** The text, or the file that holds it (`-` is standard input). */
  readonly query: { readonly text: string } | { readonly file: string };
  readonly limit: number;
}

const options = {
  ...recordOptions,
  file: option<string | undefined>({
    flags: '-f, --file <file>',
    summary: 'read the SQL from a file; - is standard input',
    heading: 'Running',
    fallback: undefined,
    parse: (text) => text,
  }),
  ...flowOptions,
};

export const sql = command({
  details: [
    'With -f, all arguments are paths.',
    'Each row of flow is one record of traffic, with the columns that flowlogs fields lists, flows (1), start_time and end_time. The window and the filters are applied before your SELECT sees it.',
  ].join('\n\n'),
  examples: [
    'flowlogs sql "SELECT dstport, sum(bytes) FROM flow GROUP BY 1 ORDER BY 2 DESC LIMIT 5" logs/',
    'flowlogs sql -f report.sql --since 7d --csv logs/',
  ],
  needs: [],
  filters: true,
  options,
  request: (given): SqlRequest => {
    const answer = answerRequest(given);
    const { query, paths } = queryOf(given);
    return {
      query,
      source: sourceRequest(paths, given),
      flows: flowsRequest(paths, given),
      ...answer,
      limit: rowLimit(given.values.limit, answer.output),
    };
  },
  run: async ({ query, limit, preview, queryExecutionId, ...request }, context) => {
    const text = 'text' in query ? query.text : await readQuery(query.file, context);
    return answer(request, context, async (source) => {
      if (preview !== undefined) {
        return previewText(preview, await source.selectStatement(text, request.flows), source, request.flows);
      }
      const asked =
        queryExecutionId === undefined ? source.engine.select(text, request.flows) : source.fetch(queryExecutionId);
      const { result, all } = firstRows(await asked, limit);
      return { result, remark: (_, rows) => cutTableRemark(rows, all(), 'rows', request.output) };
    });
  },
});

function queryOf({ args, values }: Given<typeof options>): { query: SqlRequest['query']; paths: readonly string[] } {
  if (values.file !== undefined) {
    if (values.file === '-' && args.includes('-')) {
      throw new UsageError('-f - and - both read standard input', 'give the SQL as an argument, or the log as a file');
    }
    return { query: { file: values.file }, paths: args };
  }
  const [text, ...paths] = args;
  if (text === undefined) {
    throw new UsageError('no SQL given', 'flowlogs sql "SELECT … FROM flow" logs/, or -f file.sql logs/');
  }
  const select = /^[\s(]*(select|with|values|from|--|\/\*)/i;
  const other = paths.find((path) => select.test(path) && /\s/.test(path));
  if (!select.test(text) && other !== undefined) {
    throw new UsageError(`${text} stands where the SQL belongs`, 'the SQL comes first, the paths follow');
  }
  return { query: { text }, paths };
}

async function readQuery(file: string, { stdin, cwd }: Context): Promise<string> {
  if (file === '-') return readAll(stdin);
  try {
    return await readFile(resolve(cwd, file), 'utf8');
  } catch (error) {
    throw new UsageError(
      `-f ${file} cannot be read (${(error as NodeJS.ErrnoException).code})`,
      'name a file with SQL',
      error,
    );
  }
}

/** At most `limit` rows (0 is all) are handed on; all are counted. */
function firstRows(result: Result, limit: number): { readonly result: Result; all(): number } {
  let all = 0;
  async function* batches() {
    for await (const batch of result.batches) {
      const room = limit === 0 ? batch.length : Math.max(0, limit - all);
      all += batch.length;
      yield batch.slice(0, room);
    }
  }
  return {
    result: { columns: result.columns, batches: batches(), coverage: () => result.coverage() },
    all: () => all,
  };
}
