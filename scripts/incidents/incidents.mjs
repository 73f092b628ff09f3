/** The five incidents of the second day, each as the records of one window. The constants are the story. */
import { clientPort, conversation, inside, packets, rejected, tcp, volume } from '../examples/traffic.mjs';
import { pages, throughNat } from './everyday.mjs';
import { app1, app2, batch, database, hosts, outside, personnel, reports, web } from './network.mjs';

/** Epoch seconds of a time of 2025-09-09, the day of the incidents. */
export const at = (hour, minute = 0) => 1757376000 + hour * 3600 + minute * 60;

const between = (start, from, to) => start >= from && start < to;

/** From two to four in the night each host is tried on ten more ports a window; only the web server's 443 answers. */
export function scan(window) {
  const start = window(web).start;
  if (!between(start, at(2), at(4))) return [];
  const step = Math.floor((start - at(2)) / 1800);
  return hosts
    .filter(({ instance }) => instance !== '-')
    .flatMap((host) => [
      ...Array.from({ length: 10 }, (_, i) => attempt(host, window, 20 + step * 10 + i)),
      ...(host === web ? answered(window) : []),
    ]);
}

const attempt = (host, window, dstport) =>
  rejected(host, window, {
    ...{ src: outside.scanner, dst: host.address, srcport: clientPort(), dstport },
    ...{ protocol: tcp, packets: 1, bytes: 44 },
  });

const answered = (window) =>
  conversation(web, window, {
    ...{ src: outside.scanner, dst: web.address, srcport: clientPort(), dstport: 443, path: 8 },
    ...{ packets: 4, bytes: 200, answer: { packets: 3, bytes: 180 } },
  });

/** From three to six one connection carries the files of the personnel office away, 2.5 GB a window. */
export function theft(window) {
  const { start } = window(personnel);
  if (!between(start, at(3), at(6))) return [];
  const flags = start < at(3, 10) ? 3 : 0;
  const sent = { packets: 1_750_000, bytes: 2_500_000_000, answer: { packets: 400_000, bytes: 16_000_000 } };
  const flow = { src: personnel.address, dst: outside.thief, srcport: 51515, dstport: 443, protocol: tcp };
  return [
    packets(personnel, window, { ...flow, packets: sent.packets, bytes: sent.bytes, flags, path: 8 }),
    packets(personnel, window, {
      ...{ ...flow, src: flow.dst, dst: flow.src, srcport: flow.dstport, dstport: flow.srcport },
      ...{ ...sent.answer, flags: flags === 3 ? 19 : 0, incoming: true },
    }),
  ];
}

/** From 09:20 a security group lets the web server no longer reach one of the two application servers. */
export function pagesToday(window) {
  if (window(web).start < at(9, 20)) return [...pages(window, app1), ...pages(window, app2)];
  const tries = [1, 2, 3].flatMap(() => {
    const flow = { src: web.address, dst: app1.address, srcport: clientPort(), dstport: 8080, protocol: tcp };
    const syn = { ...flow, packets: 3, bytes: 180 };
    return [packets(web, window, { ...syn, flags: 2 }), rejected(app1, window, syn)];
  });
  return [...tries, ...pages(window, app2)];
}

/** From ten on the batch host fetches the same packages again and again, through the NAT gateway: 400 MB a window. */
export function fetching(window) {
  if (window(batch).start < at(10)) return [];
  const answer = { packets: 280_000, bytes: 400_000_000 };
  return throughNat(batch, outside.packages, window, { dstport: 443, packets: 90_000, bytes: 4_800_000, answer });
}

/** From two in the afternoon a host that never did asks the database. */
export const newClient = (window) =>
  window(reports).start < at(14)
    ? []
    : inside(reports, database, window, { dstport: 5432, ...volume(6, 140), answer: volume(300, 1200) });
