import { AccessError } from '../../errors.ts';
import { type Check, ok } from './check.ts';

/** Without them nothing else can be looked at. A refusal of one action is no fault of theirs. */
export const credentials: Check = {
  name: 'credentials',
  needs: [],
  run: async (patient) => {
    const who = await patient.identity();
    try {
      const database = await patient.glue.database(patient.database);
      const account = database?.CatalogId;
      return [ok(`${who}${account === undefined ? '' : `, account ${account}`}`)];
    } catch (error) {
      if (isRefusal(error)) return [ok(who)];
      throw error;
    }
  },
};

/** The credentials are good, but something is not allowed to them. */
function isRefusal(error: unknown): boolean {
  const cause = error instanceof AccessError ? error.cause : undefined;
  return cause instanceof Error && /^AccessDenied|^Unauthorized/.test(cause.name);
}
