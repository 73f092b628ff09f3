/** The pieces of traffic that the story is made of, as the records that network interfaces make of them. */
import { below, between } from './random.mjs';

export const [icmp, tcp, udp, icmp6] = [1, 6, 17, 58];

export const clientPort = () => between(32768, 60999);

/** At least `count` packets, of `size` bytes on average. */
export function volume(count, size) {
  const packets = between(count, count * 2);
  return { packets, bytes: packets * size + below(size) };
}

/** One record: what `host` saw in `window` of packets one way. */
export const packets = (host, window, flow) => ({
  host,
  ...window(host),
  action: 'ACCEPT',
  flags: 0,
  path: 1,
  ...flow,
});

/** Packets that a security group turned away at `host`; a TCP connection never gets beyond its SYN. */
export function rejected(host, window, flow) {
  const flags = flow.protocol === tcp ? 2 : 0;
  return packets(host, window, { ...flow, action: 'REJECT', flags, incoming: true });
}

/** A request and its answer (`answer`: packets and bytes), as the interface of `host` sees them. */
export function conversation(host, window, { answer, ...request }) {
  const { src, dst, srcport, dstport, protocol = tcp, path } = request;
  const incoming = dst === host.address || dst === host.address6;
  const [flags, answerFlags] = protocol === tcp ? [3, 19] : [0, 0];
  const back = { src: dst, dst: src, srcport: dstport, dstport: srcport, ...answer, path: path ?? 1 };
  return [
    packets(host, window, { ...request, protocol, flags, incoming }),
    packets(host, window, { ...back, protocol, flags: answerFlags, incoming: !incoming }),
  ];
}

/** Inside the VPC both interfaces record a conversation. */
export function inside(from, to, window, flow) {
  const known = { src: from.address, dst: to.address, srcport: clientPort(), ...flow };
  return [...conversation(from, window, known), ...conversation(to, window, known)];
}
