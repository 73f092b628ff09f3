/** All commands, in the order in which help lists them. What a command is stands in its own file, loaded when it is asked for. */
import { rankings } from '../queries/index.ts';
import type { Command } from './command.ts';

/** Under which heading the list of commands shows it. */
type Purpose = 'Rankings' | 'Records' | 'Looking at logs' | 'Data lake' | 'About flowlogs';

/** A command as the list shows it. */
export interface Listed {
  readonly name: string;
  /** As commander writes them: `[paths...]`. */
  readonly arguments: string;
  readonly summary: string;
  readonly purpose: Purpose;
  load(): Promise<Command>;
}

export const commands: readonly Listed[] = [
  ...rankings.map(
    (query): Listed => ({
      name: query.name,
      arguments: '[paths...]',
      summary: query.summary,
      purpose: 'Rankings',
      load: async () => (await import('./ask.ts')).rankingCommand(query),
    }),
  ),
  {
    name: 'day',
    arguments: '<day> [paths...]',
    summary: 'the whole log of one day (UTC), in the order of time',
    purpose: 'Records',
    load: async () => (await import('./day.ts')).day,
  },
  {
    name: 'search',
    arguments: '[paths...]',
    summary: 'the flows that pass the filters, one row each, in the order of time',
    purpose: 'Records',
    load: async () => (await import('./search.ts')).search,
  },
  {
    name: 'sql',
    arguments: '[select] [paths...]',
    summary: 'any SELECT over the relation flow',
    purpose: 'Records',
    load: async () => (await import('./sql.ts')).sql,
  },
  {
    name: 'inspect',
    arguments: '[paths...]',
    summary: 'what is there: formats, records, NODATA, SKIPDATA, bad lines with the reason, other files',
    purpose: 'Looking at logs',
    load: async () => (await import('./inspect.ts')).inspect,
  },
  {
    name: 'setup',
    arguments: '',
    summary: 'table, partitions and views for the flow logs at --location, proved with one question',
    purpose: 'Data lake',
    load: async () => (await import('./setup.ts')).setup,
  },
  {
    name: 'setup-table',
    arguments: '',
    summary: 'make the Glue table that fits the flow logs at --location, and prove that it reads them',
    purpose: 'Data lake',
    load: async () => (await import('./setup-table.ts')).setupTable,
  },
  {
    name: 'setup-partitions',
    arguments: '',
    summary: 'register the partitions that S3 has and the Glue table lacks',
    purpose: 'Data lake',
    load: async () => (await import('./setup-partitions.ts')).setupPartitions,
  },
  {
    name: 'setup-views',
    arguments: '',
    summary: 'make the Athena views that dashboards read: vpc_reject_traffic, vpc_accept_traffic and others',
    purpose: 'Data lake',
    load: async () => (await import('./setup-views.ts')).setupViews,
  },
  {
    name: 'crawl',
    arguments: '[crawler]',
    summary: 'run the Glue crawler, wait for it, and prove that its tables can be read',
    purpose: 'Data lake',
    load: async () => (await import('./crawl.ts')).crawl,
  },
  {
    name: 'doctor',
    arguments: '',
    summary: 'why are there no rows, wrong rows, or such costs: looks at the whole set-up, with a fix for each fault',
    purpose: 'Data lake',
    load: async () => (await import('./doctor.ts')).doctor,
  },
  {
    name: 'iam-policy',
    arguments: '[commands...]',
    summary: 'the least IAM policy that commands need on AWS, as JSON',
    purpose: 'Data lake',
    load: async () => (await import('./iam-policy.ts')).iamPolicy,
  },
  {
    name: 'fields',
    arguments: '[paths...]',
    summary: 'the fields of flow logs: type, since which version, meaning; with paths, how many files have each',
    purpose: 'Looking at logs',
    load: async () => (await import('./fields.ts')).fields,
  },
  {
    name: 'config',
    arguments: '',
    summary: 'the settings in force, and where each value comes from',
    purpose: 'About flowlogs',
    load: async () => (await import('./config.ts')).config,
  },
];
