/** The formats of `--output`. A new one is a file beside this and a line here. */
import { csv } from './csv.ts';
import type { Format } from './format.ts';
import { json, ndjson } from './json.ts';
import { markdown } from './markdown.ts';
import { table } from './table.ts';
import { tsv } from './tsv.ts';

export const formats = { table, csv, tsv, json, ndjson, markdown } satisfies Record<string, Format>;
