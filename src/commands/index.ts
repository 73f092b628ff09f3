/** All commands, in the order in which help lists them. */
import { rankings } from '../queries/index.ts';
import { rankingCommand } from './ask.ts';
import type { Command } from './command.ts';
import { config } from './config.ts';
import { crawl } from './crawl.ts';
import { day } from './day.ts';
import { doctor } from './doctor.ts';
import { fields } from './fields.ts';
import { iamPolicy } from './iam-policy.ts';
import { inspect } from './inspect.ts';
import { search } from './search.ts';
import { setup } from './setup.ts';
import { setupPartitions } from './setup-partitions.ts';
import { setupTable } from './setup-table.ts';
import { setupViews } from './setup-views.ts';
import { sql } from './sql.ts';

export const commands: readonly Command[] = [
  ...rankings.map(rankingCommand),
  day,
  search,
  sql,
  inspect,
  setup,
  setupTable,
  setupPartitions,
  setupViews,
  crawl,
  doctor,
  iamPolicy,
  fields,
  config,
];
