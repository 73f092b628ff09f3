import { configurable } from '../config.ts';
import { allOptions } from '../options/index.ts';
import type { Value } from '../result.ts';
import { command, type Given } from './command.ts';
import { withDestination, writeRows } from './deliver.ts';
import { type OutputRequest, outputRequest } from './output-request.ts';
import { rowsOf } from './rows.ts';

interface ConfigRequest {
  readonly settings: readonly { readonly key: string; readonly value: Value; readonly from: string }[];
  readonly output: OutputRequest;
}

export const config = command({
  details: [
    'A setting is an option, or FLOWLOGS_ and its name in the environment (FLOWLOGS_MAX_BAD), or a key of a JSON file ("maxBad"); the first that says something counts.',
    'The file is that of --config or FLOWLOGS_CONFIG, else ./flowlogs.json, else $XDG_CONFIG_HOME/flowlogs/config.json (~/.config if not set).',
  ].join('\n\n'),
  examples: ['flowlogs config', 'flowlogs config --json'],
  filters: false,
  options: allOptions,
  request: (given): ConfigRequest => ({
    settings: configurable(allOptions).map((key) => ({
      key,
      value: shownValue(key, given),
      from: given.origins.get(key) ?? 'default',
    })),
    output: outputRequest(given),
  }),
  run: ({ settings, output }, context) =>
    withDestination(output, context, async (destination) => {
      const columns = ['setting', 'value', 'from'].map((name) => ({ name, kind: 'text' as const }));
      const rows = settings.map(({ key, value, from }) => [key, value, from]);
      await writeRows(rowsOf(columns, rows), output, context, destination);
      return 0 as const;
    }),
});

/** Texts as they were given: `90s`, not its milliseconds. */
function shownValue(key: string, { texts, values }: Given<typeof allOptions>): Value {
  const known: Readonly<Record<string, unknown>> = values;
  const value = known[key];
  if (typeof value === 'number' || typeof value === 'boolean')
    return texts.has('timeout') && key === 'timeout' ? (texts.get(key) ?? null) : value;
  return texts.get(key) ?? (typeof value === 'string' ? value : null);
}
