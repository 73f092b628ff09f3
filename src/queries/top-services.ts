import type { RankingQuery } from '../query.ts';
import { sql } from '../sql.ts';
import { rankingQuestion } from './ranking.ts';

export const topServices: RankingQuery = {
  name: 'top-services',
  summary: 'the AWS services at either end that move most bytes: S3, DYNAMODB, AMAZON, …',
  details:
    'Flows with no AWS service at either end are left out, and shares are of the others. What serves what by port is flowlogs services.',
  examples: [
    'flowlogs top-services logs/',
    'flowlogs top-services --by pkt_dst_aws_service,srcaddr --direction egress logs/',
  ],
  defaults: { by: ['pkt_src_aws_service', 'pkt_dst_aws_service'], sort: 'bytes', limit: 10 },
  ask: (ranking) =>
    rankingQuestion(ranking, {
      where: {
        test: sql`(pkt_src_aws_service IS NOT NULL OR pkt_dst_aws_service IS NOT NULL)`,
        fields: ['pkt_src_aws_service', 'pkt_dst_aws_service'],
      },
    }),
};
