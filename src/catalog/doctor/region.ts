import { type Check, ok } from './check.ts';

/** Which Region is looked at: a catalog of another one has other tables. */
export const region: Check = {
  name: 'region',
  needs: [],
  run: async (patient) => [ok(`${patient.region}, as ${patient.regionFrom} says`)],
};
