/** What help says of the fields without which a command has no answer. */
import { derivedNamed } from '../derived.ts';
import { type Field, fieldNamed } from '../flow.ts';
import type { Command } from './command.ts';

/** The flow-log version whose fields are those of AWS's default format; all others need a custom one. */
const defaultFormat = 2;

/** Undefined for commands that are about no logs. By AWS's names, with the version that brought them. */
export function neededFields({ needs, options, filters }: Command): string | undefined {
  if (needs === undefined) return undefined;
  const fields = fieldsOf(needs);
  const versions = [...new Set(fields.map(({ since }) => since))].sort((a, b) => a - b);
  const listed = versions.map((version) => `${namesOf(fields, version)} (${versionText(version)})`);
  const asked = [...('by' in options ? ['--by'] : []), ...(filters ? ['filters'] : [])].join(' and ');
  const others = asked === '' ? '' : ` ${fields.length === 0 ? 'Those' : 'And those'} that ${asked} name.`;
  return `Fields needed: ${listed.length === 0 ? 'none of its own' : listed.join('; ')}.${others}`;
}

/** Derived names stand for the fields that they are made of. */
function fieldsOf(names: readonly string[]): readonly Field[] {
  const logged = names.flatMap((name): readonly string[] => derivedNamed(name)?.of ?? [name]);
  return [...new Set(logged)].flatMap((name) => fieldNamed(name) ?? []);
}

/** As AWS writes them: `pkt-srcaddr`. */
function namesOf(fields: readonly Field[], version: number): string {
  const names = fields.filter(({ since }) => since === version).map(({ name }) => name.replaceAll('_', '-'));
  return names.join(', ');
}

function versionText(version: number): string {
  return version === defaultFormat ? `version ${version}, the default format` : `version ${version}, a custom format`;
}
