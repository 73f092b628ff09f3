/** The ports of servers that flows go to: what an address serves, or what it asks of others. */
import type { Question } from '../query.ts';
import { sql } from '../sql.ts';
import { rankingQuestion } from './ranking.ts';
import { servicePorts, servingSide } from './service.ts';

/** Whom a row counts: those who ask, or those who are asked. */
export interface Counted {
  readonly column: 'clients' | 'servers';
  readonly of: 'srcaddr' | 'dstaddr';
}

/** Of flows from a client to a server that were not rejected; most flows first. Replies are not among them. */
export function askedPorts({ column, of }: Counted, limit: number): Question {
  const ranked = rankingQuestion(
    { by: ['dstport', 'protocol'], sort: 'flows', limit },
    {
      where: {
        test: sql`${servingSide} = 'dst' AND coalesce(action, '') <> 'REJECT'`,
        fields: ['srcport', 'dstport', 'protocol'],
      },
      distinct: { column, of },
    },
  );
  // They help where they are recorded.
  return { ...ranked, reads: [...new Set([...ranked.reads, ...servicePorts, 'action'])] };
}
