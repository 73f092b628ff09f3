/** When it plays: two days, of each half hour one window of a minute; the incidents are on the second. */
import { customers, mails, pages, queries, updates } from './everyday.mjs';
import { at, fetching, newClient, pagesToday, scan, theft } from './incidents.mjs';
import { app1, app2, hosts } from './network.mjs';

const halfHours = Array.from({ length: 96 }, (_, i) => at(-24) + i * 1800);

function recordsOf(window, today) {
  const everyday = [...customers(window), ...queries(window), ...mails(window), ...updates(window)];
  if (!today) return [...everyday, ...pages(window, app1), ...pages(window, app2)];
  const incidents = [scan, theft, fetching, newClient].flatMap((incident) => incident(window));
  return [...everyday, ...pagesToday(window), ...incidents];
}

/** An interface without traffic says so. */
function silences(window, records) {
  const active = new Set(records.map(({ host }) => host));
  return hosts.filter((host) => !active.has(host)).map((host) => ({ host, ...window(host), status: 'NODATA' }));
}

/** The files, each with the records of one window in the order of their end. */
export function files() {
  return halfHours.map((begin) => {
    const window = ({ offset }) => ({ start: begin + offset, end: begin + offset + 59 });
    const records = recordsOf(window, begin >= at(0));
    const all = [...records, ...silences(window, records)];
    return { begin, version: 5, records: all.toSorted((a, b) => a.end - b.end || a.host.offset - b.host.offset) };
  });
}
