/** A Glue Data Catalog in memory, as far as the catalog's own calls go. */
import type { Crawler, Partition, PartitionError, PartitionInput, Table, TableInput } from '@aws-sdk/client-glue';
import type { Glue } from '../../src/catalog/glue.ts';

export interface MemoryGlue extends Glue {
  /** What was asked, in order: `createTable db.flowlogs`. */
  readonly calls: string[];
  readonly created: PartitionInput[][];
}

interface State {
  readonly databases?: readonly string[];
  readonly tables?: readonly Table[];
  readonly partitions?: readonly Partition[];
  readonly crawlers?: readonly Crawler[];
  /** What the next calls of GetCrawler answer, in turn; the last one stays. */
  readonly looks?: Crawler[];
  readonly running?: boolean;
  /** Called for each batch of partitions; may throw. */
  errors?(batch: readonly PartitionInput[]): readonly PartitionError[];
  failOnCreate?(input: TableInput): boolean;
}

/** Pages have two partitions each. */
const pageSize = 2;

export function memoryGlue(state: State = {}): MemoryGlue {
  const calls: string[] = [];
  const created: PartitionInput[][] = [];
  const databases = new Set(state.databases ?? ['db']);
  const tables = new Map((state.tables ?? []).map((table) => [table.Name ?? '', table]));
  const partitions = [...(state.partitions ?? [])];
  const looks = [...(state.looks ?? [])];
  const log = (text: string) => void calls.push(text);
  return {
    calls,
    created,
    database: async (name) => (databases.has(name) ? { Name: name } : undefined),
    createDatabase: async (name) => {
      log(`createDatabase ${name}`);
      databases.add(name);
    },
    table: async (_, name) => tables.get(name),
    tables: async () => [...tables.values()],
    createTable: async (database, input) => {
      log(`createTable ${database}.${input.Name}`);
      if (state.failOnCreate?.(input)) throw new Error('no');
      tables.set(input.Name ?? '', { ...input, Name: input.Name });
    },
    updateTable: async (database, input) => {
      log(`updateTable ${database}.${input.Name}`);
      tables.set(input.Name ?? '', { ...input, Name: input.Name });
    },
    deleteTable: async (database, name) => {
      log(`deleteTable ${database}.${name}`);
      tables.delete(name);
    },
    partitions: async function* () {
      for (let at = 0; at < partitions.length; at += pageSize) yield partitions.slice(at, at + pageSize);
    },
    createPartitions: async (_, __, inputs) => {
      created.push([...inputs]);
      const errors = state.errors?.(inputs) ?? [];
      partitions.push(...inputs);
      return errors;
    },
    updatePartitions: async (_, table, inputs) => {
      log(`updatePartitions ${table} ${inputs.map(({ Values }) => Values?.join('/')).join(' ')}`);
      return state.errors?.(inputs) ?? [];
    },
    crawler: async (name) => {
      if (state.looks === undefined) return state.crawlers?.find((one) => one.Name === name);
      return looks.length > 1 ? looks.shift() : looks[0];
    },
    crawlers: async () => state.crawlers ?? [],
    startCrawler: async () => state.running !== true,
  };
}
