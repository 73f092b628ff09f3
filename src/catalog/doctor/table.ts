import { catalogTable } from '../table.ts';
import { type Check, fault, ok, warning } from './check.ts';

export const table: Check = {
  name: 'table',
  needs: [],
  run: async (patient) => {
    const found = await patient.readTable();
    if (found === undefined) {
      return [
        fault(
          `there is no table ${patient.table} in ${patient.database}`,
          'name it with --table, or make it with flowlogs setup --location s3://bucket/prefix/',
        ),
      ];
    }
    const { format, columns, partitionKeys, location } = catalogTable({ ...found, Name: found.Name }, patient.database);
    if (format === 'view') return [ok(`${patient.table} is a view; what lies under it is not looked at`)];
    const keys = partitionKeys.map(({ name }) => name).join(', ');
    const text = `${patient.table}: ${format === 'text' ? 'text' : 'Parquet or the like'}, ${columns.length} columns, ${location ?? 'no location'}`;
    return keys === ''
      ? [
          warning(
            `${text}, no partition keys: every question reads everything`,
            'flowlogs setup-table makes a partitioned table beside it: --table <name>',
          ),
        ]
      : [ok(`${text}, partitioned by ${keys}`)];
  },
};
