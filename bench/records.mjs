/**
 * Invented flow logs in the shape of real ones: records come in batches that share an interface and a window, as request
 * and answer in pairs; some 10 % are rejected scans whose sources hardly repeat, which is the hard case for grouping;
 * 0.65 % NODATA and SKIPDATA, 1.5 % IPv6.
 */
import { mix } from './random.mjs';

const interfaces = 400;
const account = '111122223333';
const scannedPorts = [
  23, 22, 445, 3389, 8080, 80, 443, 5060, 1433, 6379, 3306, 8443, 2323, 5555, 81, 8088, 123, 53, 161, 1900, 11211, 5900,
  21, 25, 9200, 27017, 5432, 2375, 8545, 4443,
];
const servicePorts = [443, 443, 443, 80, 5432, 3306, 6379, 53, 53, 123, 8080, 9092, 2049, 22, 389, 8443, 5007, 9200];
const tcpFlags = [2, 3, 18, 19, 0, 1, 4, 6];

const v2Fields =
  'version account-id interface-id srcaddr dstaddr srcport dstport protocol packets bytes start end action log-status';
const v5Fields = `${v2Fields} vpc-id subnet-id instance-id tcp-flags type pkt-srcaddr pkt-dstaddr region az-id sublocation-type sublocation-id pkt-src-aws-service pkt-dst-aws-service flow-direction traffic-path`;

const hex = (number, digits) => number.toString(16).padStart(digits, '0');
const low32 = (number) => Number(number & 0xffffffffn);

/** Remembers what `make` gave for a number: the same few addresses are written again and again. */
function remembered(make) {
  const known = new Map();
  return (id) => {
    let text = known.get(id);
    if (text === undefined) {
      text = make(id);
      known.set(id, text);
    }
    return text;
  };
}

const privateAddress = remembered((i) => {
  const h = low32(mix(BigInt(i * 7 + 1)));
  return `10.${20 + (i % 3)}.${h % 24}.${4 + ((h >>> 8) % 250)}`;
});

const publicAddress = remembered((id) => {
  const a = low32(mix(BigInt(id + 0x9e37)));
  const first = a >>> 24;
  const octet = first < 11 || first === 127 || first >= 224 ? 45 + (first % 150) : first;
  return `${octet}.${(a >>> 16) & 255}.${(a >>> 8) & 255}.${a & 255}`;
});

const address6 = remembered((id) => {
  const h = mix(BigInt(id + 77));
  const part = (shift, bits) => ((h >> shift) & bits).toString(16);
  return `2600:1f18:${part(0n, 0xfffn)}:${part(12n, 0xffn)}00:${part(20n, 0xffffn)}:${part(36n, 0xfffn)}:${part(48n, 0xffffn)}:${(id & 255).toString(16)}`;
});

const interfaceId = remembered((e) => `eni-0${hex(mix(BigInt(e + 12345)), 16)}`);
const placement = remembered(
  (e) => `vpc-0abcdef${hex(e % 3, 8)} subnet-0${hex(mix(BigInt(e % 9)) >> 4n, 15)} i-0${hex(mix(BigInt(e + 5)), 16)}`,
);

/** A connection attempt that the security group turned away. */
function rejectedScan(random, e) {
  const source = random.below(10) < 6 ? random.rank(2000) : 2000 + random.below(300000);
  let srcport = random.below(3) ? 1024 + random.below(64000) : 40000 + (source % 20000);
  let dstport = random.below(100) < 75 ? scannedPorts[random.rank(30)] : 1 + random.below(65000);
  const protocol = random.below(12) === 0 ? 17 : random.below(50) === 0 ? 1 : 6;
  if (protocol === 1) srcport = dstport = 0;
  const packets = random.below(8) ? 1 : 1 + random.below(4);
  const bytes = packets * (random.below(3) ? 40 : random.below(2) ? 44 : 60);
  const six = random.below(100) === 0;
  const [src, dst] = six ? [address6(source), address6(e)] : [publicAddress(source), privateAddress(e)];
  return { src, dst, srcport, dstport, protocol, packets, bytes, action: 'REJECT', six, ingress: true, aws: false };
}

/** A request to a service, from or to the interface. */
function request(random, e) {
  const port = servicePorts[random.below(18)];
  const peer = random.below(100);
  let src = privateAddress(e);
  let dst;
  let aws = false;
  if (peer < 55) dst = privateAddress(random.rank(interfaces));
  else if (peer < 80) {
    dst = publicAddress(500000 + random.rank(300));
    aws = random.below(2) === 1;
  } else dst = publicAddress(600000 + random.rank(40000));
  const six = random.below(66) === 0;
  if (six) {
    src = address6(e);
    dst = address6(700000 + random.rank(1000));
  }
  const srcport = 32768 + random.below(28200);
  const packets = 1 + Math.floor(Math.exp(random.unit() * 6) - 0.5);
  const bytes = packets * (40 + random.below(800));
  const flow = { src, dst, srcport, dstport: port, protocol: port === 53 || port === 123 ? 17 : 6, packets, bytes };
  const seen = random.below(2) ? { ...turned(flow), ingress: true } : { ...flow, ingress: false };
  return { ...seen, action: random.below(60) === 0 ? 'REJECT' : 'ACCEPT', six, aws };
}

const turned = (flow) => ({ ...flow, src: flow.dst, dst: flow.src, srcport: flow.dstport, dstport: flow.srcport });

function answer(random, flow) {
  const packets = 1 + Math.floor((flow.packets * (80 + random.below(60))) / 100);
  return { ...turned(flow), ingress: !flow.ingress, packets, bytes: packets * (40 + random.below(1300)) };
}

function v5Part(random, e, flow) {
  const path = flow.ingress ? '-' : random.below(4) ? '1' : '8';
  const flags = flow.protocol === 6 ? tcpFlags[random.rank(8)] : 0;
  return ` ${placement(e)} ${flags} ${flow.six ? 'IPv6' : 'IPv4'} ${flow.src} ${flow.dst} us-east-1 use1-az${1 + (e % 3)} - - ${flow.aws && flow.ingress ? 'S3' : '-'} ${flow.aws && !flow.ingress ? 'DYNAMODB' : '-'} ${flow.ingress ? 'ingress' : 'egress'} ${path}`;
}

/**
 * The text of a log file, in pieces of about half a megabyte: `records` records whose windows start in the five minutes
 * from `base` (epoch seconds) on, in the default format or with all fields of version 5.
 */
export function* logText(random, { base, records, v5 }) {
  const line = (e, start, end, f) =>
    `${v5 ? 5 : 2} ${account} ${interfaceId(e)} ${f.src} ${f.dst} ${f.srcport} ${f.dstport} ${f.protocol} ${f.packets} ${f.bytes} ${start} ${end} ${f.action} OK${v5 ? v5Part(random, e, f) : ''}\n`;
  const silent = (e, start, end, status) =>
    `${v5 ? 5 : 2} ${account} ${interfaceId(e)} - - - - - - - ${start} ${end} - ${status}${v5 ? ` ${placement(e)} - - - - us-east-1 use1-az${1 + (e % 3)} - - - - - -` : ''}\n`;

  let text = `${v5 ? v5Fields : v2Fields}\n`;
  let left = records;
  while (left > 0) {
    const e = random.rank(interfaces);
    const start = base + random.below(240);
    const end = start + (random.below(3) ? 59 - random.below(3) : random.below(58) + 2);
    if (random.unit() < 0.12) {
      text += silent(e, start, end, random.below(20) === 0 ? 'SKIPDATA' : 'NODATA');
      left--;
    } else {
      for (let flows = 1 + random.below(22); flows > 0 && left > 0; flows--) {
        const scan = random.unit() < 0.18;
        const flow = scan ? rejectedScan(random, e) : request(random, e);
        text += line(e, start, end, flow);
        left--;
        if (!scan && left > 0) {
          text += line(e, start, end, answer(random, flow));
          left--;
        }
      }
    }
    if (text.length > 1 << 19) {
      yield text;
      text = '';
    }
  }
  yield text;
}
