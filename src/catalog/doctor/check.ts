/** What a check of `flowlogs doctor` is: it looks at one thing and says what it found, and how to mend it. */
import type { Table } from '@aws-sdk/client-glue';
import type { Sql } from '../../sql.ts';
import type { Bucket } from '../bucket.ts';
import type { Discovery } from '../discover.ts';
import type { Glue } from '../glue.ts';
import type { WantedView } from '../views.ts';
import type { WorkGroup } from '../work-group.ts';

type Verdict = 'ok' | 'warning' | 'fault' | 'skipped';

export interface Finding {
  readonly check: string;
  readonly verdict: Verdict;
  /** What is so (without a full stop). */
  readonly message: string;
  /** What to do about it; null where nothing is to be done. */
  readonly fix: string | null;
}

/** The set-up that is looked at. What is asked for twice is fetched once. */
export interface Patient {
  readonly region: string;
  /** Who said so: `--region`. */
  readonly regionFrom: string;
  readonly database: string;
  readonly table: string;
  readonly workGroup: string;
  /** `--output-location`, if it was given. */
  readonly outputLocation: string | undefined;
  readonly now: Date;
  readonly glue: Glue;
  bucket(name: string): Bucket;
  /** Runs a statement on Athena to its end. */
  run(statement: Sql): Promise<void>;
  /** Why Athena refuses a statement or fails at it; undefined if it does not. */
  whyRefused(statement: Sql): Promise<string | undefined>;
  /** Whose the credentials are, as far as they tell. */
  identity(): Promise<string>;
  readWorkGroup(): Promise<WorkGroup>;
  readTable(): Promise<Table | undefined>;
  /** What lies where the table says. Throws AnswerError if nothing does. */
  discovery(): Promise<Discovery>;
  /** The views over the table that flowlogs makes. */
  views(table: Table): readonly WantedView[];
  /** US dollars for a scan. */
  price(bytes: bigint): number;
}

/** `athena`: it takes questions. `data`: what lies at the table's location, for tables that are no views. */
export type Need = 'athena' | 'table' | 'data';

export interface Check {
  readonly name: string;
  /** What it needs; without it the check is skipped. */
  readonly needs: readonly Need[];
  run(patient: Patient): Promise<readonly Said[]>;
}

/** A finding without the name of its check. */
export type Said = Omit<Finding, 'check'>;

export function ok(message: string): Said {
  return { verdict: 'ok', message, fix: null };
}

export function warning(message: string, fix: string): Said {
  return { verdict: 'warning', message, fix };
}

export function fault(message: string, fix: string): Said {
  return { verdict: 'fault', message, fix };
}
