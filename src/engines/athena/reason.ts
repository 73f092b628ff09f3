/** Why a query ended without an answer, and what to do about it. */
import { AnswerError, type FlowlogsError, ScanLimitError } from '../../errors.ts';
import { deniedError } from './failure.ts';

/** A cause, by what Athena's StateChangeReason says, and its remedy. The first that fits counts. */
const remedies: readonly [RegExp, string][] = [
  [
    /ZLIB|GZIP|gzip|incorrect header check/,
    'the object that it names is damaged: move it out of the table, or ask about other days',
  ],
  [/reduce your request rate|Slow ?Down/i, 'S3 is too busy: ask again, or about a shorter window'],
  [
    /^HIVE_PARTITION_SCHEMA_MISMATCH/,
    'make the partitions anew with the types of the table (a crawler: InheritFromTable)',
  ],
  [
    /^HIVE_BAD_DATA|^HIVE_INVALID_METADATA/,
    'a column has another type in the data than in the table: flowlogs doctor compares them',
  ],
  [
    /^HIVE_UNKNOWN_ERROR|^HIVE_UNSUPPORTED_FORMAT/,
    'the data are not what the table says: flowlogs doctor compares them',
  ],
  [/^HIVE_FILESYSTEM_ERROR/, 'a partition points to a place in S3 that is not there: flowlogs doctor names it'],
  [
    /^HIVE_CANNOT_OPEN_SPLIT|^HIVE_CURSOR_ERROR/,
    'the object that it names cannot be read: move it out of the table, or ask about other days',
  ],
  [/^HIVE_EXCEEDED_PARTITION_LIMIT|^HIVE_TOO_MANY/, 'ask about a shorter window'],
  [/^HIVE_METASTORE_ERROR/, 'the table in the Glue Data Catalog is not well defined: flowlogs doctor looks at it'],
  [/VIEW_IS_STALE|^INVALID_VIEW/, 'make the view anew: flowlogs setup-views'],
  [/njected/, 'the table wants a value for that key: give --account-id or --flow-region'],
  [/^(TABLE|SCHEMA|CATALOG)_NOT_FOUND|does not exist/, 'check --database and --table; flowlogs setup makes them'],
  [/^NUMERIC_VALUE_OUT_OF_RANGE/, 'add up wider numbers: sum(CAST(bytes AS decimal(38, 0)))'],
  [/^COLUMN_NOT_FOUND/, 'the fields of flow are listed by flowlogs help sql'],
  [/exhausted resources|EXCEEDED_(LOCAL_)?MEMORY|EXCEEDED_GLOBAL/, 'ask about a shorter window or fewer groups'],
  [/timeout|EXCEEDED_TIME/i, 'ask about a shorter window'],
  [/INTERNAL_ERROR|INSUFFICIENT_RESOURCES|NO_NODES_AVAILABLE|SERVER_/, 'this is trouble inside of Athena: ask again'],
];

const scanLimit = /bytes scanned limit/i;
const denial =
  /access ?denied|permission denied|not authorized|insufficient (permissions|privileges|lake formation)|forbidden|Status Code: 403/i;

/** The error of a query that FAILED. */
export function failedQuery(reason: string, id: string): FlowlogsError {
  if (scanLimit.test(reason)) return overCutoff(reason, id);
  if (denial.test(reason)) return deniedError(reason, deniedAction(reason));
  const remedy = remedies.find(([cause]) => cause.test(reason))?.[1];
  return new AnswerError(`the query failed: ${reason} (${id})`, remedy);
}

/** The error of a query that was CANCELLED, not by us. */
export function cancelledQuery(reason: string, id: string): FlowlogsError {
  if (scanLimit.test(reason)) return overCutoff(reason, id);
  return new AnswerError(`the query was stopped by somebody else: ${reason} (${id})`, 'ask again');
}

function overCutoff(reason: string, id: string): ScanLimitError {
  return new ScanLimitError(
    `the workgroup allows no scan so large: ${reason} (${id}); what was scanned is charged all the same`,
    'ask about a shorter window, or use another --work-group',
  );
}

function deniedAction(reason: string): string {
  if (/writ|put/i.test(reason)) return 's3:PutObject';
  return /glue/i.test(reason) ? 'glue:GetPartitions' : 's3:GetObject';
}
