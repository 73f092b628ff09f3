/** When the scenes of the story play: every hour of the day, five windows of a minute, one file. */
import { hosts } from './network.mjs';
import { scan, slowScan } from './scanners.mjs';
import * as story from './story.mjs';

const { clock } = story;
const { web1, database, bastion } = hosts;

/** The minute at which an hour's file begins: five past, but for the hours in which the minute matters. */
const minutes = { 0: 0, 9: 10, 14: 0 };
const signInHours = [8, 11, 16, 20];
const outsidePingHours = [0, 3, 6, 9, 12, 15, 18, 21];
const lossAt = [
  { host: database, hours: [14, 15, 16] },
  { host: web1, hours: [14] },
];

/** Attempts of the loud scanner an hour, in two bursts. */
const burst = 15;

/** From this hour on the flow log writes version 5: at noon it was replaced by one with all fields. */
const versionAt = (hour) => (hour < 12 ? 2 : 5);

/** The windows whose records a file has that begins at `begin`: they end in its five minutes. */
function windowsOf(begin) {
  return [0, 1, 2, 3, 4].map((number) => (host) => {
    if (host === bastion) return { start: begin - 540 + host.offset, end: begin + 55 };
    const start = begin - 30 + number * 60 + host.offset;
    return { start, end: start + 59 };
  });
}

const everyMinute = (window, hour) => [
  ...story.users(window, hour),
  ...story.databaseQueries(window),
  ...story.cacheLookups(window),
  ...story.nameLookups(window),
];

function hourOfTheDay(hour) {
  const begin = clock(hour, minutes[hour] ?? 5);
  const windows = windowsOf(begin);
  const [first, second, third, fourth, last] = windows;
  const records = [
    ...windows.flatMap((window) => everyMinute(window, hour)),
    ...story.pings(second),
    ...[second, fourth].flatMap((window) => story.payments(window)),
    ...[second, fourth].flatMap((window, i) => scan(window, (hour * 2 + i) * burst, burst)),
    ...slowScan(third, hour),
    ...story.clocks(third),
    ...story.uploads(last),
    ...(signInHours.includes(hour) ? story.signIn(first) : []),
    ...(outsidePingHours.includes(hour) ? story.outsidePings(fourth) : []),
    ...lossAt.filter(({ hours }) => hours.includes(hour)).map(({ host }) => silent(host, third, 'SKIPDATA')),
  ];
  return { begin, version: versionAt(hour), records: [...records, ...silences(windows, records)] };
}

/** What ended after midnight. The first file has the last minute of the day, the second a sign-in that took all of ten. */
function nextDay() {
  const [last, after] = windowsOf(clock(24, 0));
  const night = [last, after].flatMap((window) => everyMinute(window, 23));
  const records = [...night, ...scan(last, 48 * burst, 5)];
  const [, later] = windowsOf(clock(24, 5));
  return [
    { begin: clock(24, 0), version: 5, records: [...records, ...silences([last, after], records)] },
    { begin: clock(24, 5), version: 5, records: [...story.signIn(later), ...everyMinute(later, 0)] },
  ];
}

const silent = (host, window, status) => ({ host, ...window(host), status });

/** An interface without traffic says so, window by window. */
function silences(windows, records) {
  const active = new Set(records.map(({ host, start }) => `${host.interfaceId} ${start}`));
  return windows.flatMap((window) =>
    Object.values(hosts)
      .map((host) => silent(host, window, 'NODATA'))
      .filter(({ host, start }) => !active.has(`${host.interfaceId} ${start}`)),
  );
}

/** The files of the story: when each begins (epoch seconds), the version of its records, and these in order. */
export function files() {
  const hours = Array.from({ length: 24 }, (_, hour) => hourOfTheDay(hour));
  const order = (a, b) => a.end - b.end || a.host.offset - b.host.offset;
  return [...hours, ...nextDay()].map((file) => ({ ...file, records: file.records.toSorted(order) }));
}
