/** All commands, in the order in which help lists them. What a command is stands in its own file, loaded when it is asked for. */
import { purposes } from '../purpose.ts';
import type { Listed } from './listed.ts';
import { questions } from './questions.ts';

const listed: readonly Listed[] = [
  ...questions,
  {
    name: 'summary',
    arguments: '[day-or-path] [paths...]',
    summary: 'a day or any window on one page: totals, trend, rejects, talkers, ports, quality',
    purpose: 'On one page',
    load: async () => (await import('./summary.ts')).summary,
  },
  {
    name: 'ip',
    arguments: '<address> [paths...]',
    summary: 'an address or CIDR block on one page: peers, ports, rejects, interfaces, hours',
    purpose: 'On one page',
    load: async () => (await import('./ip.ts')).ip,
  },
  {
    name: 'dashboard',
    arguments: '[paths...]',
    summary: 'a page for the browser, in one file: look, click to filter, print, pass on',
    purpose: 'On one page',
    load: async () => (await import('./dashboard.ts')).dashboard,
  },
  {
    name: 'day',
    arguments: '<day> [paths...]',
    summary: 'the whole log of one day (UTC), in the order of time',
    purpose: 'Records as logged',
    load: async () => (await import('./day.ts')).day,
  },
  {
    name: 'search',
    arguments: '[paths...]',
    summary: 'the flows that pass the filters, one row each, in the order of time',
    purpose: 'Records as logged',
    load: async () => (await import('./search.ts')).search,
  },
  {
    name: 'sql',
    arguments: '[select] [paths...]',
    summary: 'any SELECT over the relation flow',
    purpose: 'Records as logged',
    load: async () => (await import('./sql.ts')).sql,
  },
  {
    name: 'inspect',
    arguments: '[paths...]',
    summary: 'formats, records, NODATA, SKIPDATA, bad lines with the reason, other files',
    purpose: 'What the logs hold',
    load: async () => (await import('./inspect.ts')).inspect,
  },
  {
    name: 'setup',
    arguments: '',
    summary: 'table, partitions and views for the logs at --location, proved with one question',
    purpose: 'Data lake (Athena)',
    load: async () => (await import('./setup.ts')).setup,
  },
  {
    name: 'setup-table',
    arguments: '',
    summary: 'make the Glue table for the logs at --location, and prove that it reads them',
    purpose: 'Data lake (Athena)',
    load: async () => (await import('./setup-table.ts')).setupTable,
  },
  {
    name: 'setup-partitions',
    arguments: '',
    summary: 'register the partitions that S3 has and the Glue table lacks',
    purpose: 'Data lake (Athena)',
    load: async () => (await import('./setup-partitions.ts')).setupPartitions,
  },
  {
    name: 'setup-views',
    arguments: '',
    summary: 'make the Athena views of dashboards: vpc_reject_traffic, vpc_accept_traffic, …',
    purpose: 'Data lake (Athena)',
    load: async () => (await import('./setup-views.ts')).setupViews,
  },
  {
    name: 'crawl',
    arguments: '[crawler]',
    summary: 'run the Glue crawler, wait for it, and prove that its tables can be read',
    purpose: 'Data lake (Athena)',
    load: async () => (await import('./crawl.ts')).crawl,
  },
  {
    name: 'doctor',
    arguments: '',
    summary: 'why are there no rows, wrong rows or such costs? each fault with its fix',
    purpose: 'Data lake (Athena)',
    load: async () => (await import('./doctor.ts')).doctor,
  },
  {
    name: 'iam-policy',
    arguments: '[commands...]',
    summary: 'the least IAM policy that commands need on AWS, as JSON',
    purpose: 'Data lake (Athena)',
    load: async () => (await import('./iam-policy.ts')).iamPolicy,
  },
  {
    name: 'fields',
    arguments: '[paths...]',
    summary: 'fields: type, since which version, meaning; with paths, how many files have each',
    purpose: 'What the logs hold',
    load: async () => (await import('./fields.ts')).fields,
  },
  {
    name: 'config',
    arguments: '',
    summary: 'the settings in force, and where each value comes from',
    purpose: 'About flowlogs',
    load: async () => (await import('./config.ts')).config,
  },
  {
    name: 'completion',
    arguments: '<shell>',
    summary: 'a script that lets bash, zsh or fish complete command lines of flowlogs',
    purpose: 'About flowlogs',
    load: async () => (await import('./completion.ts')).completion(commands),
  },
];

/** By what people want, and below a heading in the order above. */
export const commands: readonly Listed[] = purposes.flatMap((purpose) =>
  listed.filter((one) => one.purpose === purpose),
);
