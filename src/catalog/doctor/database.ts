import { type Check, fault, ok } from './check.ts';

export const database: Check = {
  name: 'database',
  needs: [],
  run: async ({ glue, database: name, region }) =>
    (await glue.database(name))
      ? [ok(`${name} is in the Glue Data Catalog of ${region}`)]
      : [
          fault(
            `there is no database ${name} in the Glue Data Catalog of ${region}`,
            'check --region and --database, or make it with flowlogs setup',
          ),
        ],
};
