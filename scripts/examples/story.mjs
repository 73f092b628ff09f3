/**
 * What happens on the invented day, 2025-08-14, scene by scene: each gives the records of one window.
 * The constants are the story; docs/examples.md states what follows from them.
 */
import { hosts, officeUser, officeUser6, outside } from './network.mjs';
import { below, between } from './random.mjs';
import { clientPort, conversation, icmp, icmp6, inside, packets, rejected, tcp, udp, volume } from './traffic.mjs';

const { web1, web2, app, database, cache, nat, bastion } = hosts;
const webTier = [web1, web2];

/** A time of that day, epoch seconds. */
export const clock = (hour, minute) => 1755129600 + hour * 3600 + minute * 60;

/** When a wrong rule closed the port of the cache, and when a release made the web tier ask the database for too much. */
const cacheClosed = clock(9, 10);
const databaseChatty = clock(14, 0);

const usersAt = [1, 1, 1, 1, 1, 1, 1, 2, 5, 8, 8, 8, 5, 8, 8, 8, 8, 5, 3, 2, 2, 1, 1, 1];

export function users(window, hour) {
  return Array.from({ length: usersAt[hour] }, () => {
    const web = webTier[below(2)];
    const user = below(40);
    const six = below(8) === 0;
    const [src, dst] = six ? [officeUser6(user), web.address6] : [officeUser(user), web.address];
    const flow = { src, dst, srcport: clientPort(), dstport: 443, path: 8 };
    return conversation(web, window, { ...flow, ...volume(8, 180), answer: volume(10, 900) });
  }).flat();
}

export function databaseQueries(window) {
  return webTier.flatMap((web) => {
    const chatty = window(web).start >= databaseChatty;
    const answer = () => (chatty ? volume(100, 1400) : volume(12, 400));
    const connections = Array.from({ length: chatty ? 4 : 1 });
    return connections.flatMap(() =>
      inside(web, database, window, { dstport: 5432, ...volume(10, 140), answer: answer() }),
    );
  });
}

/** The cache's own interface turns the packets away; the sender's still lets them out. */
export function cacheLookups(window) {
  if (window(app).start < cacheClosed) {
    return inside(app, cache, window, { dstport: 6379, ...volume(20, 90), answer: volume(20, 300) });
  }
  return [1, 2, 3].flatMap(() => {
    const flow = { src: app.address, dst: cache.address, srcport: clientPort(), dstport: 6379, protocol: tcp };
    const attempt = { ...flow, packets: 3, bytes: 180 };
    return [packets(app, window, { ...attempt, flags: 2 }), rejected(cache, window, attempt)];
  });
}

/** The gateway's records name its own address; only the packet-level fields of version 5 tell who talks to whom. */
export function payments(window) {
  const flow = { srcport: clientPort(), dstport: 443, ...volume(6, 200), answer: volume(6, 700) };
  const there = { src: app.address, dst: outside.payments };
  const [request, answer] = conversation(nat, window, { ...flow, src: app.address, dst: nat.address });
  return [
    ...conversation(app, window, { ...flow, ...there }),
    { ...request, packetDst: outside.payments },
    { ...answer, packetSrc: outside.payments },
    ...conversation(nat, window, { ...flow, ...there, src: nat.address, path: 8 }),
  ];
}

export function uploads(window) {
  const flow = { src: app.address, dst: outside.storage, srcport: clientPort(), dstport: 443, path: 7 };
  const [request, answer] = conversation(app, window, { ...flow, ...volume(40, 1400), answer: volume(20, 60) });
  return [
    { ...request, dstService: 'S3' },
    { ...answer, srcService: 'S3' },
  ];
}

export function nameLookups(window) {
  return webTier.flatMap((web) => {
    const question = {
      src: web.address,
      dst: outside.resolver,
      srcport: clientPort(),
      dstport: 53,
      protocol: udp,
      path: 8,
    };
    const answer = { packets: 1, bytes: between(90, 300) };
    return conversation(web, window, { ...question, packets: 1, bytes: between(60, 80), answer });
  });
}

export function clocks(window) {
  return webTier.flatMap((web) => {
    const question = { src: web.address, dst: outside.clock, srcport: 123, dstport: 123, protocol: udp, path: 8 };
    return conversation(web, window, { ...question, packets: 1, bytes: 76, answer: { packets: 1, bytes: 76 } });
  });
}

export function pings(window) {
  const echo = { srcport: 0, dstport: 0, protocol: icmp, packets: 5, bytes: 420, answer: { packets: 5, bytes: 420 } };
  return [web1, web2, app, database].flatMap((host) => inside(bastion, host, window, echo));
}

export function signIn(window) {
  const flow = { src: outside.administrator, dst: bastion.address, srcport: clientPort(), dstport: 22, path: 8 };
  return conversation(bastion, window, { ...flow, ...volume(200, 120), answer: volume(200, 300) });
}

export function outsidePings(window) {
  const echo = { srcport: 0, dstport: 0, path: 8 };
  const request6 = { src: officeUser6(0), dst: web1.address6, protocol: icmp6, packets: 3, bytes: 312 };
  return [
    rejected(web2, window, { ...echo, src: outside.pinger, dst: web2.address, protocol: icmp, packets: 4, bytes: 336 }),
    ...conversation(web1, window, { ...echo, ...request6, answer: { packets: 3, bytes: 312 } }),
  ];
}
