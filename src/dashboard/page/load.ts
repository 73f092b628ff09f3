/** The data that stand in the page. */
import { type CellColumns, contractVersion, type DashboardData } from '../contract.ts';

/** Throws Error if the page and its data do not fit, or the browser cannot read them. */
export function readData(text: string | null): DashboardData {
  const data = JSON.parse(text ?? 'null');
  if (data?.version !== contractVersion) throw new Error('The data in this page are not of its version.');
  return data;
}

export async function unpackCells({ cells }: DashboardData): Promise<CellColumns> {
  if (typeof DecompressionStream === 'undefined')
    throw new Error('This browser is too old to unpack the data of the page.');
  const bytes = Uint8Array.from(atob(cells), (character) => character.charCodeAt(0));
  const unpacked = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'));
  return JSON.parse(await new Response(unpacked).text());
}
