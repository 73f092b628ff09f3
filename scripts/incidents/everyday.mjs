/** What goes on every day, in one window of a minute. */
import { below, between } from '../examples/random.mjs';
import { clientPort, conversation, inside, packets, tcp, volume } from '../examples/traffic.mjs';
import { app1, app2, batch, customer, database, nat, outside, personnel, web } from './network.mjs';

export function customers(window) {
  return Array.from({ length: between(2, 4) }, () => {
    const flow = { src: customer(below(60)), dst: web.address, srcport: clientPort(), dstport: 443, path: 8 };
    return conversation(web, window, { ...flow, ...volume(8, 180), answer: volume(20, 900) });
  }).flat();
}

export const pages = (window, app) =>
  inside(web, app, window, { dstport: 8080, ...volume(10, 200), answer: volume(15, 700) });

export const queries = (window) =>
  [app1, app2].flatMap((app) =>
    inside(app, database, window, { dstport: 5432, ...volume(10, 140), answer: volume(20, 600) }),
  );

export function mails(window) {
  return throughNat(personnel, outside.mail, window, { dstport: 587, ...volume(5, 300), answer: volume(4, 100) });
}

export const updates = (window) =>
  throughNat(batch, outside.packages, window, { dstport: 443, ...volume(4, 120), answer: volume(6, 900) });

/**
 * A conversation through the NAT gateway, as four records each way see it: at the host, at the gateway from the host, and at
 * the gateway with its own address. Where the gateway is an end of the packets' way but not of the packets, its address
 * stands in srcaddr or dstaddr, and the packets' in the fields of packet level.
 */
export function throughNat(from, to, window, { dstport, packets: count, bytes, answer, flags = 3 }) {
  const [port, outer] = [clientPort(), clientPort()];
  const there = { srcport: port, dstport, protocol: tcp, packets: count, bytes, flags };
  const back = { srcport: dstport, dstport: port, protocol: tcp, ...answer, flags: flags === 3 ? 19 : 0 };
  return [
    packets(from, window, { ...there, src: from.address, dst: to }),
    packets(nat, window, { ...there, src: from.address, dst: nat.address, packetDst: to, incoming: true }),
    packets(nat, window, { ...there, src: nat.address, dst: to, srcport: outer, path: 8 }),
    packets(nat, window, { ...back, src: to, dst: nat.address, dstport: outer, incoming: true }),
    packets(nat, window, { ...back, src: nat.address, dst: from.address, packetSrc: to }),
    packets(from, window, { ...back, src: to, dst: from.address, incoming: true }),
  ];
}
