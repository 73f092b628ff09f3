/** Protocol numbers and their keywords, from IANA's registry "Assigned Internet Protocol Numbers". */

/**
 * Keywords in lower case; the place is the number. Numbers to which IANA gives a meaning but no keyword
 * (61 "any host internal protocol", 63, 68, 99, 114) have a short form of that meaning.
 */
const keywords = `
  hopopt icmp igmp ggp ipv4 st tcp cbt egp igp
  bbn-rcc-mon nvp-ii pup argus emcon xnet chaos udp mux dcn-meas
  hmp prm xns-idp trunk-1 trunk-2 leaf-1 leaf-2 rdp irtp iso-tp4
  netblt mfe-nsp merit-inp dccp 3pc idpr xtp ddp idpr-cmtp tp++
  il ipv6 sdrp ipv6-route ipv6-frag idrp rsvp gre dsr bna
  esp ah i-nlsp swipe narp min-ipv4 tlsp skip ipv6-icmp ipv6-nonxt
  ipv6-opts any-host-internal cftp any-local-network sat-expak kryptolan rvd ippc any-file-system sat-mon
  visa ipcv cpnx cphb wsn pvp br-sat-mon sun-nd wb-mon wb-expak
  iso-ip vmtp secure-vmtp vines iptm nsfnet-igp dgp tcf eigrp ospfigp
  sprite-rpc larp mtp ax.25 ipip micp scc-sp etherip encap any-encryption
  gmtp ifmp pnni pim aris scps qnx a/n ipcomp snp
  compaq-peer ipx-in-ip vrrp pgm any-0-hop l2tp ddx iatp stp srp
  uti smp sm ptp isis fire crtp crudp sscopmce iplt
  sps pipe sctp fc rsvp-e2e-ignore mobility-header udplite mpls-in-ip manet hip
  shim6 wesp rohc ethernet aggfrag nsh
`
  .trim()
  .split(/\s+/);

/** IANA: 253 and 254 "use for experimentation and testing", 255 "reserved". */
const names = new Map<number, string>([
  ...keywords.entries(),
  [253, 'experiment-1'],
  [254, 'experiment-2'],
  [255, 'reserved'],
]);

const numbers = new Map<string, number>([
  ...Array.from(names, ([number, name]) => [name, number] as const),
  // Other names in common use: those of /etc/protocols, of security groups and of Wireshark.
  ['icmpv6', 58],
  ['icmp6', 58],
  ['ipencap', 4],
  ['ospf', 89],
  ['udp-lite', 136],
  ['mobile', 55],
]);

/** TCP, UDP, DCCP, SCTP and UDP-Lite. */
export const protocolsWithPorts: ReadonlySet<number> = new Set([6, 17, 33, 132, 136]);

/** The keyword of a protocol number, e.g. `tcp` for 6; undefined if IANA has assigned none. */
export function protocolName(number: number): string | undefined {
  return names.get(number);
}

/** The number of a protocol given by keyword in any case (`tcp`, `ICMPv6`) or as a number 0–255; undefined if it is neither. */
export function protocolNumber(text: string): number | undefined {
  if (/^\d{1,3}$/.test(text)) return Number(text) <= 255 ? Number(text) : undefined;
  return numbers.get(text.toLowerCase());
}

/** Whether packets of the protocol carry ports. Flow logs record port 0 for all others, ICMP for one. */
export function hasPorts(number: number): boolean {
  return protocolsWithPorts.has(number);
}
