import { exitCodes } from '../../errors.ts';
import type { Page } from './topic.ts';

export const exitCodesPage: Page = {
  title: 'Exit codes of flowlogs',
  parts: [{ terms: Object.entries(exitCodes) }],
};
