/** What people want of a command: the headings of the list of commands, in its order. */
export const purposes = [
  'On one page',
  'Who is refused',
  'Who talks',
  'Where the traffic is',
  'Signs of an attack',
  'What changed',
  'Records as logged',
  'What the logs hold',
  'Data lake (Athena)',
  'About flowlogs',
] as const;

export type Purpose = (typeof purposes)[number];
