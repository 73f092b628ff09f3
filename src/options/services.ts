/** The options of `services`. */
import { choice, option } from '../option.ts';
import { limitOption } from './ranking.ts';

const sortKeys = ['bytes', 'packets', 'flows', 'clients'] as const;

export type ServiceSort = (typeof sortKeys)[number];

export const serviceOptions = {
  sort: option<ServiceSort>({
    flags: '--sort <measure>',
    summary: 'what decides the rank: bytes, packets, flows or clients; bytes if not said',
    heading: 'Question',
    choices: sortKeys,
    fallback: 'bytes',
    parse: choice(sortKeys),
  }),
  limit: limitOption(10),
};
