/** The calls of AWS Glue that the catalog makes. */
import type {
  Crawler,
  Database,
  Partition,
  PartitionError,
  PartitionInput,
  Table,
  TableInput,
} from '@aws-sdk/client-glue';

/** Makes a call and lasts through trouble of the moment; `action` is its IAM name. Errors in `expectedErrors` come as they are. */
export type Call = <T>(action: string, send: (signal: AbortSignal | undefined) => Promise<T>) => Promise<T>;

/** Answers that decide what is done next, by the SDK's names. */
export const expectedErrors = [
  'EntityNotFoundException',
  'AlreadyExistsException',
  'CrawlerRunningException',
  'NoSuchBucket',
] as const;

/** Partitions in one BatchCreatePartition (Glue API reference: at most 100). */
export const largestBatch = 100;

export interface Glue {
  database(name: string): Promise<Database | undefined>;
  createDatabase(name: string): Promise<void>;
  table(database: string, name: string): Promise<Table | undefined>;
  tables(database: string): Promise<readonly Table[]>;
  createTable(database: string, input: TableInput): Promise<void>;
  updateTable(database: string, input: TableInput): Promise<void>;
  deleteTable(database: string, name: string): Promise<void>;
  /** Page by page. Of each partition only its values are sure to be there. */
  partitions(database: string, table: string): AsyncIterable<readonly Partition[]>;
  /** Of at most `largestBatch`; what could not be created comes back, what was there already as AlreadyExistsException. */
  createPartitions(
    database: string,
    table: string,
    inputs: readonly PartitionInput[],
  ): Promise<readonly PartitionError[]>;
  /** Of at most `largestBatch`; what could not be changed comes back. */
  updatePartitions(
    database: string,
    table: string,
    inputs: readonly PartitionInput[],
  ): Promise<readonly PartitionError[]>;
  crawler(name: string): Promise<Crawler | undefined>;
  crawlers(): Promise<readonly Crawler[]>;
  /** Whether this call started it; false if it was running already. */
  startCrawler(name: string): Promise<boolean>;
}
