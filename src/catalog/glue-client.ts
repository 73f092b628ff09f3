/** AWS Glue, paged and in batches. Loads the SDK: to be imported when it is needed. */
import {
  BatchCreatePartitionCommand,
  BatchUpdatePartitionCommand,
  CreateDatabaseCommand,
  CreateTableCommand,
  DeleteTableCommand,
  GetCrawlerCommand,
  GetCrawlersCommand,
  GetDatabaseCommand,
  GetPartitionsCommand,
  GetTableCommand,
  GetTablesCommand,
  type GlueClient,
  type PartitionInput,
  StartCrawlerCommand,
  type TableInput,
  UpdateTableCommand,
} from '@aws-sdk/client-glue';
import type { Call, Glue } from './glue.ts';
import { allPages, at, unless, unlessMissing } from './glue-answers.ts';

export function openGlue(client: GlueClient, call: Call): Glue {
  return {
    ...databases(client, call),
    ...tables(client, call),
    ...partitions(client, call),
    ...crawlers(client, call),
  };
}

function databases(client: GlueClient, call: Call) {
  return {
    database: async (Name: string) => {
      const command = new GetDatabaseCommand({ Name });
      return (await unlessMissing(call('glue:GetDatabase', (signal) => client.send(command, at(signal)))))?.Database;
    },
    createDatabase: async (Name: string) => {
      const command = new CreateDatabaseCommand({ DatabaseInput: { Name, Description: 'VPC flow logs' } });
      await unless(
        'AlreadyExistsException',
        call('glue:CreateDatabase', (signal) => client.send(command, at(signal))),
      );
    },
  };
}

function tables(client: GlueClient, call: Call) {
  return {
    table: async (DatabaseName: string, Name: string) => {
      const command = new GetTableCommand({ DatabaseName, Name });
      return (await unlessMissing(call('glue:GetTable', (signal) => client.send(command, at(signal)))))?.Table;
    },
    tables: (DatabaseName: string) =>
      allPages((NextToken) => {
        const command = new GetTablesCommand({ DatabaseName, NextToken });
        return call('glue:GetTables', async (signal) => {
          const answer = await client.send(command, at(signal));
          return { items: answer.TableList ?? [], next: answer.NextToken };
        });
      }),
    createTable: async (DatabaseName: string, TableInput: TableInput) => {
      await call('glue:CreateTable', (signal) =>
        client.send(new CreateTableCommand({ DatabaseName, TableInput }), at(signal)),
      );
    },
    updateTable: async (DatabaseName: string, TableInput: TableInput) => {
      await call('glue:UpdateTable', (signal) =>
        client.send(new UpdateTableCommand({ DatabaseName, TableInput }), at(signal)),
      );
    },
    deleteTable: async (DatabaseName: string, Name: string) => {
      await call('glue:DeleteTable', (signal) =>
        client.send(new DeleteTableCommand({ DatabaseName, Name }), at(signal)),
      );
    },
  };
}

function partitions(client: GlueClient, call: Call) {
  return {
    partitions: async function* (DatabaseName: string, TableName: string) {
      let NextToken: string | undefined;
      do {
        const command = new GetPartitionsCommand({ DatabaseName, TableName, NextToken });
        const answer = await call('glue:GetPartitions', (signal) => client.send(command, at(signal)));
        yield answer.Partitions ?? [];
        NextToken = answer.NextToken;
      } while (NextToken);
    },
    createPartitions: async (DatabaseName: string, TableName: string, inputs: readonly PartitionInput[]) => {
      const command = new BatchCreatePartitionCommand({ DatabaseName, TableName, PartitionInputList: [...inputs] });
      const answer = await call('glue:BatchCreatePartition', (signal) => client.send(command, at(signal)));
      return answer.Errors ?? [];
    },
    updatePartitions: async (DatabaseName: string, TableName: string, inputs: readonly PartitionInput[]) => {
      const Entries = inputs.map((PartitionInput) => ({
        PartitionValueList: PartitionInput.Values ?? [],
        PartitionInput,
      }));
      const command = new BatchUpdatePartitionCommand({ DatabaseName, TableName, Entries });
      const answer = await call('glue:BatchUpdatePartition', (signal) => client.send(command, at(signal)));
      return (answer.Errors ?? []).map(({ PartitionValueList, ErrorDetail }) => ({
        PartitionValues: PartitionValueList,
        ErrorDetail,
      }));
    },
  };
}

function crawlers(client: GlueClient, call: Call) {
  return {
    crawler: async (Name: string) => {
      const command = new GetCrawlerCommand({ Name });
      return (await unlessMissing(call('glue:GetCrawler', (signal) => client.send(command, at(signal)))))?.Crawler;
    },
    crawlers: () =>
      allPages((NextToken) =>
        call('glue:GetCrawlers', async (signal) => {
          const answer = await client.send(new GetCrawlersCommand({ NextToken }), at(signal));
          return { items: answer.Crawlers ?? [], next: answer.NextToken };
        }),
      ),
    startCrawler: async (Name: string) => {
      const started = call('glue:StartCrawler', (signal) => client.send(new StartCrawlerCommand({ Name }), at(signal)));
      return (await unless('CrawlerRunningException', started)) !== undefined;
    },
  };
}
