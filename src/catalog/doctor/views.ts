import type { Table } from '@aws-sdk/client-glue';
import { identifier, sql } from '../../sql.ts';
import { isView, sameSelect, storedSelect, type WantedView } from '../views.ts';
import { type Check, fault, ok, type Patient, type Said, warning } from './check.ts';

/** Views asked about at most. */
const mostAsked = 50;

/** The views that flowlogs makes, and every other view that names the table. EXPLAIN reads nothing and costs nothing. */
export const views: Check = {
  name: 'views',
  needs: ['table', 'athena'],
  run: async (patient) => {
    const table = await patient.readTable();
    if (table === undefined) return [];
    const wanted = patient.views(table).filter((view) => view.sql !== undefined);
    const there = (await patient.glue.tables(patient.database)).filter(isView);
    const known = wanted.flatMap((view) => wantedFindings(view, there, patient.table));
    const concerned = there.filter((view) => isConcerned(view, wanted, patient)).slice(0, mostAsked);
    const broken = (await Promise.all(concerned.map((view) => brokenFinding(view.Name ?? '', patient)))).flat();
    const all = [...broken, ...known];
    return all.length > 0 ? all : [ok(`${concerned.length} are up to date`)];
  },
};

function wantedFindings({ name, sql: select }: WantedView, there: readonly Table[], table: string): readonly Said[] {
  const found = there.find((view) => view.Name === name);
  if (found === undefined) return [warning(`${name} is not there`, 'flowlogs setup-views')];
  const stored = storedSelect(found);
  if (stored !== undefined && select && sameSelect(stored, select.text)) return [];
  if (stored !== undefined && !stored.toLowerCase().includes(table)) {
    return [
      warning(`${name} reads another table`, 'flowlogs setup-views --prefix <text> makes views of this one beside it'),
    ];
  }
  return [warning(`${name} is not the view that this version makes`, 'flowlogs setup-views; or keep it as it is')];
}

function isConcerned(view: Table, wanted: readonly WantedView[], { table }: Patient): boolean {
  return wanted.some(({ name }) => name === view.Name) || (storedSelect(view)?.toLowerCase().includes(table) ?? false);
}

async function brokenFinding(name: string, { database, whyRefused }: Patient): Promise<readonly Said[]> {
  const why = await whyRefused(sql`EXPLAIN SELECT * FROM ${identifier(database)}.${identifier(name)}`);
  if (why === undefined) return [];
  return [
    fault(`${name}: ${why}`, 'flowlogs setup-views makes its own views anew; others need CREATE OR REPLACE VIEW again'),
  ];
}
