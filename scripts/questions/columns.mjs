/** What the columns of answers mean that are no fields of flow logs. */
export const columns = {
  flows: 'records, each what one interface saw in one aggregation window',
  packets: 'packets, added up',
  bytes: 'bytes, added up',
  first_seen: 'when the first packet of the first record came, UTC',
  last_seen: 'when the last packet of the last record came, UTC',
  share: 'the part that the row has of the measure by which rows are ranked, of all flows that the question is about',
  cumulative_share: 'the share of this row and of all above it',
  dstports: 'how many destination ports there are; none for protocols without ports',
  time: 'the start of the bin, UTC',
  accepted: 'flows with action ACCEPT; empty where no action is recorded',
  rejected: 'flows with action REJECT; empty where no action is recorded',
  accepted_bytes: 'bytes of accepted flows',
  rejected_bytes: 'bytes of rejected flows',
};
