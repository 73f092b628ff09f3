/** Options of which only one may be given. */
import { UsageError } from '../errors.ts';

/** The mode of the option that was given, by option; `usual` if none was. Throws UsageError on two. */
export function exclusive<M extends string>(
  usual: M,
  options: Readonly<Record<string, { readonly given: boolean; readonly mode: M }>>,
): M {
  const [first, second] = Object.entries(options).filter(([, { given }]) => given);
  if (first && second) throw new UsageError(`${first[0]} and ${second[0]} contradict each other`, 'use one of them');
  return first?.[1].mode ?? usual;
}

/** Whether a command of the set-up shows, compares, makes what lacks, or also changes what differs. */
export type SetupMode = 'plan' | 'check' | 'make' | 'replace';

export function setupMode(values: { dryRun: boolean; check: boolean; replace: boolean }): SetupMode {
  return exclusive<SetupMode>('make', {
    '--dry-run': { given: values.dryRun, mode: 'plan' },
    '--check': { given: values.check, mode: 'check' },
    '--replace': { given: values.replace, mode: 'replace' },
  });
}
