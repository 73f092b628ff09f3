/** The questions that rank: one file each, one line each here. */
import type { RankingQuery } from '../query.ts';
import { top } from './top.ts';
import { topAccepts } from './top-accepts.ts';
import { topRejects } from './top-rejects.ts';

export const rankings: readonly RankingQuery[] = [topRejects, topAccepts, top];
