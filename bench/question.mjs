/**
 * The question that everybody is asked: the ten (srcaddr, dstaddr, dstport) with most rejected flows between 02:00 and
 * 22:00 of the day, with their packets and bytes; ties in the order of the three fields.
 */

/** 2024-08-08T02:00:00Z and T22:00:00Z, epoch seconds. */
const from = 1723082400;
const to = 1723154400;

export const flowlogs = (...paths) =>
  `top-rejects --by srcaddr,dstaddr,dstport --since ${from} --until ${to} --csv`.split(' ').concat(paths);

export const awk = `$13 == "REJECT" && $11 >= ${from} && $11 < ${to} { k = $4 " " $5 " " $7; flows[k]++; packets[k] += $9; bytes[k] += $10 }
END { for (k in flows) printf "%s %.0f %.0f %.0f\\n", k, flows[k], packets[k], bytes[k] }`;

export const sort = 'sort -k4,4nr -k1,1 -k2,2 -k3,3n | head -10';

export const sql = `SELECT srcaddr, dstaddr, dstport, count(*) AS flows, sum(packets) AS packets, sum(bytes) AS bytes
FROM logs
WHERE action = 'REJECT' AND "start" >= ${from} AND "start" < ${to}
GROUP BY ALL
ORDER BY flows DESC, srcaddr, dstaddr, dstport
LIMIT 10`;

/** The six columns of an answer, whatever separates them and whatever else it has; its header left out. */
export const rows = (output) =>
  output
    .trim()
    .split('\n')
    .map((line) => line.split(/[ ,]/).slice(0, 6).join(' '))
    .filter((line) => !line.startsWith('srcaddr'));
