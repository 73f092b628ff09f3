/** Questions about one action: the filter for it, and `--action` beside it. */
import { UsageError } from '../errors.ts';
import type { Condition } from '../filter.ts';
import type { FlowsRequest } from './requests.ts';

/** A question as far as its action goes. */
interface OfAction {
  readonly name: string;
  readonly action?: 'ACCEPT' | 'REJECT';
}

/** What the question is about already need not be asked for; its contrary cannot be. Throws UsageError. */
export function withoutAction({ name, action }: OfAction, conditions: readonly Condition[]): readonly Condition[] {
  if (action === undefined) return conditions;
  const asked = conditions.filter(({ option }) => option === '--action');
  if (asked.some((condition) => condition.is === 'text' && condition.values.includes(action) === condition.not)) {
    throw new UsageError(
      `${name} is about flows with action ${action}, and --action asks for others`,
      'leave out --action, or use flowlogs top --by',
    );
  }
  return conditions.filter((condition) => !asked.includes(condition));
}

/** Lets the reader leave out at once the flows that the text of the question would not count. */
export function actionOf({ name, action }: OfAction): readonly Condition[] {
  return action === undefined ? [] : [{ is: 'text', option: name, on: ['action'], not: false, values: [action] }];
}

/** The request with the question's own action among its conditions. */
export function withAction<R extends { readonly flows: FlowsRequest }>(query: OfAction, request: R): R {
  const { flows } = request;
  return { ...request, flows: { ...flows, conditions: [...flows.conditions, ...actionOf(query)] } };
}
