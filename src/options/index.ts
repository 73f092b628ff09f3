/** All options that have one value, by key: what a configuration file and `flowlogs config` know. */
import type { Options } from '../option.ts';
import { countingOptions } from './counting.ts';
import { lakeOptions, locationOption } from './lake.ts';
import { namesOption } from './names.ts';
import { outputOptions } from './output.ts';
import { rankingOptions } from './ranking.ts';
import { readingOptions } from './reading.ts';
import { runningOptions, showSqlOption } from './running.ts';
import { scanOptions } from './scan.ts';
import { windowOptions } from './window.ts';

export const allOptions = {
  ...windowOptions,
  ...countingOptions,
  ...rankingOptions,
  ...lakeOptions,
  ...locationOption,
  ...scanOptions,
  ...outputOptions,
  ...namesOption,
  ...readingOptions,
  ...runningOptions,
  ...showSqlOption,
} satisfies Options;
