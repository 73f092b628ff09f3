/** Two scanners on the internet: one loud, one slow. All that they try is rejected. */
import { hosts, outside } from './network.mjs';
import { between } from './random.mjs';
import { rejected, tcp, udp } from './traffic.mjs';

const { web1, web2, spare, nat } = hosts;

/** Sixty ports, each tried on each of four hosts three times in the day: 720 attempts, thirty an hour. */
const scannedPorts = [
  21, 22, 23, 25, 53, 81, 110, 111, 123, 135, 139, 143, 161, 389, 445, 465, 502, 587, 623, 873, 993, 995, 1080, 1433,
  1521, 1723, 1883, 1900, 2049, 2181, 2222, 2323, 2375, 3128, 3306, 3389, 4444, 5000, 5060, 5432, 5555, 5601, 5672,
  5900, 5985, 6379, 6443, 7001, 8000, 8080, 8081, 8443, 8545, 8888, 9000, 9090, 9200, 10250, 11211, 27017,
];
const scannedHosts = [web1, web2, spare, nat];
const udpPorts = new Set([53, 123, 161, 623, 1900]);

/** One port an hour, on three hosts in turn: 24 attempts that no threshold sees. */
const slowlyScannedPorts = [
  21, 22, 23, 25, 110, 135, 139, 143, 445, 993, 1433, 1521, 3306, 3389, 5432, 5900, 6379, 8080, 8443, 9200, 10250,
  11211, 27017, 50000,
];

/** The loud scanner's attempts number `first` to `first + count - 1`: host by host, then port by port, round and round. */
export function scan(window, first, count) {
  return Array.from({ length: count }, (_, i) => {
    const host = scannedHosts[(first + i) % scannedHosts.length];
    const dstport = scannedPorts[Math.floor((first + i) / scannedHosts.length) % scannedPorts.length];
    const target = { src: outside.scanner, dst: host.address, srcport: between(40000, 65000), dstport };
    return rejected(host, window, { ...target, protocol: udpPorts.has(dstport) ? udp : tcp, packets: 1, bytes: 44 });
  });
}

export function slowScan(window, hour) {
  const host = [web1, web2, spare][hour % 3];
  const target = { src: outside.slowScanner, dst: host.address6, srcport: between(40000, 65000) };
  return [
    rejected(host, window, { ...target, dstport: slowlyScannedPorts[hour], protocol: tcp, packets: 1, bytes: 60 }),
  ];
}
