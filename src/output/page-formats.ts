/** The formats of `--output` for pages. */
import { csv } from './csv.ts';
import type { formats } from './formats.ts';
import type { PageFormat } from './page.ts';
import { pageJson, pageNdjson } from './page-json.ts';
import { pageMarkdown } from './page-markdown.ts';
import { oneTable } from './page-rows.ts';
import { pageTable } from './page-table.ts';
import { tsv } from './tsv.ts';

export const pageFormats = {
  table: pageTable,
  csv: (page, options) => csv(oneTable(page), options),
  tsv: (page, options) => tsv(oneTable(page), options),
  json: pageJson,
  ndjson: pageNdjson,
  markdown: pageMarkdown,
} satisfies Record<keyof typeof formats, PageFormat>;
