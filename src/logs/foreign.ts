/** Files that are often met beside flow logs and are none: what they are, in words for the user. */

const signatures: readonly (readonly [hex: string, what: string])[] = [
  ['28b52ffd', 'it is packed with zstd; unpack it first'],
  ['504b0304', 'it is a ZIP archive; unpack it first'],
  ['425a68', 'it is packed with bzip2; unpack it first'],
  ['fd377a585a00', 'it is packed with xz; unpack it first'],
  ['04224d18', 'it is packed with LZ4; unpack it first'],
  ['fffe', 'it is UTF-16 text; convert it to UTF-8 first'],
  ['feff', 'it is UTF-16 text; convert it to UTF-8 first'],
  ['4f524300', 'it is an ORC file'],
  ['4f626a01', 'it is an Avro file'],
  ['53514c697465', 'it is an SQLite database'],
];

const looks: readonly (readonly [RegExp, string])[] = [
  [/^\s*\{"Records":\s*\[\s*\{"eventVersion"/, 'it is a CloudTrail log'],
  [/^(https?|wss?|h2|grpcs?) \d{4}-\d\d-\d\dT\S+ app\//, 'it is an access log of a load balancer'],
  [/^tls \d/, 'it is an access log of a network load balancer'],
  [/^[\da-f]{64} \S+ \[\d\d\/\w{3}\/\d{4}:/, 'it is an access log of an S3 bucket'],
  [/^#Version: \d/, 'it is an access log of CloudFront'],
];

/** What a file is by its first bytes, if they are those of another well-known kind. */
export function signatureOf(bytes: Buffer): string | undefined {
  const start = bytes.toString('hex', 0, 8);
  return signatures.find(([hex]) => start.startsWith(hex))?.[1];
}

/** What a text is by its first line, if it is one of another well-known kind. */
export function foreignText(line: string): string | undefined {
  return looks.find(([look]) => look.test(line))?.[1];
}
