/** What the page shows at a moment, and how a part of it asks for something else. */
import type { DashboardData } from '../contract.ts';
import type { Measure } from './amounts.ts';
import type { Cube, Group } from './cube.ts';
import type { Filter } from './filter.ts';

export interface State {
  readonly filter: Filter;
  /** What is ranked and drawn. */
  readonly measure: Measure;
}

export interface View extends State {
  readonly data: DashboardData;
  readonly cube: Cube;
  /** The cells that the filter lets through. */
  readonly cells: Uint32Array;
  readonly total: Group;
  /** The whole log. */
  readonly whole: Group;
  /** Whether any flow has an action. */
  readonly hasAction: boolean;
}

export interface Asks {
  /** Filters by these parts too, or no more if all of them hold already. */
  toggle(parts: Filter): void;
  filter(filter: Filter): void;
  measure(measure: Measure): void;
}

/** A part of the page. Called again and again. */
export type Draw = (view: View) => void;

export function viewOf(data: DashboardData, cube: Cube, whole: Group, state: State): View {
  const cells = cube.matching(state.filter);
  const hasAction = whole.accepted.flows + whole.rejected.flows > 0;
  return { ...state, data, cube, cells, total: cube.total(cells), whole, hasAction };
}

export function isFiltered({ filter }: State): boolean {
  return Object.keys(filter).length > 0;
}
