/**
 * What each command needs to be allowed, as IAM policies say it.
 *
 * Sources: Service Authorization Reference (Athena, Glue, S3); Athena user guide, "Access to Athena and Amazon S3" and
 * "Configure access to databases and tables in the AWS Glue Data Catalog": Athena reads S3 and Glue with the caller's rights.
 */

type Resource = 'workgroup' | 'catalog' | 'crawlers' | 'logs' | 'log objects' | 'results' | 'result objects';

type Needs = Readonly<Partial<Record<Resource, readonly string[]>>>;

/** One query on Athena over the table, its answer fetched. */
const query: Needs = {
  workgroup: [
    'athena:GetQueryExecution',
    'athena:GetQueryResults',
    'athena:StartQueryExecution',
    'athena:StopQueryExecution',
  ],
  catalog: ['glue:BatchGetPartition', 'glue:GetDatabase', 'glue:GetPartition', 'glue:GetPartitions', 'glue:GetTable'],
  logs: ['s3:GetBucketLocation', 's3:ListBucket'],
  'log objects': ['s3:GetObject'],
  results: ['s3:GetBucketLocation', 's3:ListBucket', 's3:ListBucketMultipartUploads'],
  'result objects': ['s3:AbortMultipartUpload', 's3:GetObject', 's3:ListMultipartUploadParts', 's3:PutObject'],
};

const table: Needs = { catalog: ['glue:CreateDatabase', 'glue:CreateTable', 'glue:DeleteTable', 'glue:UpdateTable'] };

const partitions: Needs = {
  catalog: [
    ...['glue:BatchCreatePartition', 'glue:BatchUpdatePartition', 'glue:CreatePartition', 'glue:UpdatePartition'],
    ...['glue:GetPartitions', 'glue:GetTable'],
  ],
  logs: ['s3:ListBucket'],
};

/** A view is a table of the catalog. */
const views: Needs = { catalog: ['glue:CreateTable', 'glue:DeleteTable', 'glue:UpdateTable'] };

/** By the command's name; `questions` are all commands that ask Athena. */
export const commandNeeds = {
  questions: [query],
  'setup-table': [query, table],
  'setup-partitions': [partitions],
  'setup-views': [query, views],
  setup: [query, table, partitions, views],
  crawl: [
    query,
    { catalog: ['glue:GetTables'], crawlers: ['glue:GetCrawler', 'glue:GetCrawlers', 'glue:StartCrawler'] },
  ],
  doctor: [query, { workgroup: ['athena:GetWorkGroup'], catalog: ['glue:GetTables'], crawlers: ['glue:GetCrawlers'] }],
} satisfies Record<string, readonly Needs[]>;

export type CommandWithNeeds = keyof typeof commandNeeds;

/** What a policy is about; undefined stands for all of them, or for a name that has to be put in. */
export interface PolicyNames {
  readonly region: string | undefined;
  readonly account: string | undefined;
  readonly database: string;
  readonly workGroup: string;
  /** `bucket/prefix/`. */
  readonly logs: string | undefined;
  readonly results: string | undefined;
}

interface Statement {
  readonly Sid: string;
  readonly Effect: 'Allow';
  readonly Action: readonly string[];
  readonly Resource: readonly string[];
}

export interface Policy {
  readonly Version: '2012-10-17';
  readonly Statement: readonly Statement[];
}

/** What stands for a bucket that was not named. */
export const placeholders = { logs: 'FLOW-LOG-BUCKET/', results: 'ATHENA-RESULT-BUCKET/' } as const;

/** The least policy for these commands. */
export function policyFor(commands: readonly CommandWithNeeds[], names: PolicyNames): Policy {
  const needs: readonly Needs[] = commands.flatMap((command) => commandNeeds[command]);
  const arns = arnsOf(names);
  const statements = (Object.keys(arns) as Resource[]).flatMap((resource): Statement[] => {
    const actions = [...new Set(needs.flatMap((each) => each[resource] ?? []))].sort();
    if (actions.length === 0) return [];
    const words = resource.split(' ').map((word) => `${word[0]?.toUpperCase()}${word.slice(1)}`);
    return [{ Sid: words.join(''), Effect: 'Allow', Action: actions, Resource: arns[resource] }];
  });
  return { Version: '2012-10-17', Statement: statements };
}

function arnsOf(names: PolicyNames): Readonly<Record<Resource, readonly string[]>> {
  const { region = '*', account = '*', database, workGroup } = names;
  const partition = region.startsWith('cn-') ? 'aws-cn' : region.startsWith('us-gov-') ? 'aws-us-gov' : 'aws';
  const at = (service: string, what: string) => `arn:${partition}:${service}:${region}:${account}:${what}`;
  const [logs, results] = [names.logs ?? placeholders.logs, names.results ?? placeholders.results];
  const bucket = (place: string) => [`arn:${partition}:s3:::${place.split('/')[0]}`];
  const objects = (place: string) => [`arn:${partition}:s3:::${place}*`];
  return {
    workgroup: [at('athena', `workgroup/${workGroup}`)],
    catalog: [at('glue', 'catalog'), at('glue', `database/${database}`), at('glue', `table/${database}/*`)],
    // GetCrawlers lists all of them, and knows no narrower resource.
    crawlers: [at('glue', 'crawler/*')],
    logs: bucket(logs),
    'log objects': objects(logs),
    results: bucket(results),
    'result objects': objects(results),
  };
}
