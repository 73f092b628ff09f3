/** A stand-in for Athena, Glue and S3 on one loopback port: their protocols, with answers that the test writes. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

interface Call {
  /** `StartQueryExecution`, `GetTable`, `ListObjectsV2`. */
  readonly operation: string;
  // biome-ignore lint/suspicious/noExplicitAny: the input of whatever operation the test looks at
  readonly input: Record<string, any>;
}

/** What is answered: a body, an error of the service, a connection that closes, or nothing at all. */
type Answer =
  | object
  | { readonly error: string; readonly message?: string; readonly status?: number }
  | 'close'
  | 'silence';

export interface StandIn {
  readonly calls: readonly Call[];
  /** The answers of an operation, in turn; the last one stays. */
  answer(operation: string, ...answers: readonly Answer[]): void;
  operations(): readonly string[];
  close(): Promise<void>;
}

/** Starts it and points the SDK at it. */
export async function startStandIn(): Promise<StandIn> {
  const calls: Call[] = [];
  const answers = new Map<string, Answer[]>();
  const server = createServer((request, response) => {
    void read(request).then((call) => {
      calls.push(call);
      const queue = answers.get(call.operation) ?? [];
      const answer = queue.length > 1 ? queue.shift() : queue[0];
      respond(response, call, answer ?? { error: 'UnknownOperationException', message: call.operation });
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  process.env.AWS_ENDPOINT_URL = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  process.env.AWS_REGION = 'eu-west-1';
  process.env.AWS_ACCESS_KEY_ID = 'test-key-id';
  process.env.AWS_SECRET_ACCESS_KEY = 'test-secret';
  return {
    calls,
    answer: (operation, ...list) => void answers.set(operation, [...list]),
    operations: () => calls.map(({ operation }) => operation),
    close: () =>
      new Promise((done) => {
        server.closeAllConnections();
        server.close(() => done());
      }),
  };
}

async function read(request: IncomingMessage): Promise<Call> {
  let body = '';
  for await (const chunk of request) body += chunk;
  const target = request.headers['x-amz-target'];
  if (typeof target === 'string') return { operation: target.split('.')[1] ?? '', input: JSON.parse(body || '{}') };
  const url = new URL(request.url ?? '', 'http://x');
  return {
    operation: 'ListObjectsV2',
    input: { bucket: url.pathname.slice(1), ...Object.fromEntries(url.searchParams) },
  };
}

function respond(response: ServerResponse, { operation }: Call, answer: Answer): void {
  if (answer === 'silence') return;
  if (answer === 'close') {
    response.destroy();
    return;
  }
  if ('error' in answer) {
    const { error, message = '', status = 400 } = answer;
    response.writeHead(status, { 'content-type': 'application/x-amz-json-1.1' });
    response.end(JSON.stringify({ __type: error, message }));
  } else if (operation === 'ListObjectsV2') {
    response.writeHead(200, { 'content-type': 'application/xml' });
    response.end(listing(answer as { readonly [key: string]: number }));
  } else {
    response.writeHead(200, { 'content-type': 'application/x-amz-json-1.1' });
    response.end(JSON.stringify(answer));
  }
}

/** S3's answer to a listing: keys with their sizes. */
function listing(objects: { readonly [key: string]: number }): string {
  const contents = Object.entries(objects).map(
    ([key, size]) => `<Contents><Key>${key}</Key><Size>${size}</Size></Contents>`,
  );
  return `<?xml version="1.0"?><ListBucketResult><IsTruncated>false</IsTruncated>${contents.join('')}</ListBucketResult>`;
}

/** Glue's answer for a text table in the columns of version 2, partitioned by year, month and date. */
export const missionTable = {
  Table: {
    Name: 'flowlogs_eu_west_1',
    DatabaseName: 'vpc_flowlogs_db',
    TableType: 'EXTERNAL_TABLE',
    PartitionKeys: ['year', 'month', 'date'].map((Name) => ({ Name, Type: 'string' })),
    Parameters: { 'skip.header.line.count': '1' },
    StorageDescriptor: {
      Location: 's3://logs/AWSLogs/',
      InputFormat: 'org.apache.hadoop.mapred.TextInputFormat',
      SerdeInfo: {
        SerializationLibrary: 'org.apache.hadoop.hive.serde2.lazy.LazySimpleSerDe',
        Parameters: { 'field.delim': ' ' },
      },
      Columns: [
        ['version', 'int'],
        ['account_id', 'string'],
        ['interface_id', 'string'],
        ['srcaddr', 'string'],
        ['dstaddr', 'string'],
        ['srcport', 'int'],
        ['dstport', 'int'],
        ['protocol', 'bigint'],
        ['packets', 'bigint'],
        ['bytes', 'bigint'],
        ['start', 'bigint'],
        ['end', 'bigint'],
        ['action', 'string'],
        ['log_status', 'string'],
      ].map(([Name, Type]) => ({ Name, Type })),
    },
  },
};

export const partitionsAnswer = (...dates: readonly string[]) => ({
  Partitions: dates.map((date) => ({
    Values: date.split('-'),
    StorageDescriptor: { Location: `s3://logs/AWSLogs/${date.replaceAll('-', '/')}` },
  })),
});

/** A page of results; `null` is a missing value. */
export function pageAnswer(
  rows: readonly (readonly (string | null)[])[],
  types: Record<string, string>,
  NextToken?: string,
) {
  return {
    ResultSet: {
      Rows: rows.map((row) => ({ Data: row.map((cell) => (cell === null ? {} : { VarCharValue: cell })) })),
      ResultSetMetadata: { ColumnInfo: Object.entries(types).map(([Name, Type]) => ({ Name, Type })) },
    },
    ...(NextToken ? { NextToken } : {}),
  };
}

export function executionAnswer(State: string, more: object = {}, status: object = {}) {
  return { QueryExecution: { QueryExecutionId: 'id-1', StatementType: 'DML', Status: { State, ...status }, ...more } };
}
