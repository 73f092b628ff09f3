/** The options that say which AWS account, which catalog and which table. */
import { UsageError } from '../errors.ts';
import { option } from '../option.ts';

const asTyped = (text: string) => text;

/** Where the data lake is. */
export const lakeOptions = {
  region: option<string | undefined>({
    flags: '--region <region>',
    summary: 'AWS Region that is asked; else AWS_REGION, else that of the profile. On files: the flows of that Region',
    heading: 'Data lake',
    config: 'string',
    fallback: undefined,
    parse: asTyped,
  }),
  profile: option<string | undefined>({
    flags: '--profile <name>',
    summary: 'AWS profile; else AWS_PROFILE',
    heading: 'Data lake',
    config: 'string',
    fallback: undefined,
    parse: asTyped,
  }),
  database: option<string>({
    flags: '--database <name>',
    summary: 'database of the Glue Data Catalog; vpc_flowlogs_db if not said',
    heading: 'Data lake',
    config: 'string',
    fallback: 'vpc_flowlogs_db',
    parse: catalogName,
  }),
  table: option<string | undefined>({
    flags: '--table <name>',
    summary: 'table with the flow logs; flowlogs_<region> if not said, with _ for -',
    heading: 'Data lake',
    config: 'string',
    fallback: undefined,
    parse: catalogName,
  }),
  workGroup: option<string | undefined>({
    flags: '--work-group <name>',
    summary: 'Athena workgroup; primary if not said',
    heading: 'Data lake',
    config: 'string',
    fallback: undefined,
    parse: asTyped,
  }),
  outputLocation: option<string | undefined>({
    flags: '--output-location <s3-uri>',
    summary: 'where Athena puts results; else where the workgroup says',
    heading: 'Data lake',
    config: 'string',
    fallback: undefined,
    parse: s3Location,
  }),
};

/** Where flow logs lie, for commands that look there. */
export const locationOption = {
  location: option<string | undefined>({
    flags: '--location <s3-uri>',
    summary: 'where the flow logs lie: s3://bucket/prefix/, as in the log destination',
    heading: 'Data lake',
    config: 'string',
    fallback: undefined,
    parse: s3Location,
  }),
};

/** Glue takes any name; Athena reads what has no quote and no slash in it, and knows lower case only. */
function catalogName(text: string, origin: string): string {
  if (/^[^\s"'`/\\]{1,128}$/.test(text)) return text.toLowerCase();
  throw new UsageError(`${origin} ${text} is no name of the Glue Data Catalog`, 'use letters, digits, _ and -');
}

function s3Location(text: string, origin: string): string {
  if (/^s3:\/\/[a-z0-9][a-z0-9.-]{1,61}[a-z0-9](\/.*)?$/s.test(text)) return text;
  throw new UsageError(`${origin} ${text} is not a place in S3`, 'write it as in s3://bucket/prefix/');
}
