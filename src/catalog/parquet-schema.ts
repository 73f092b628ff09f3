/**
 * The columns of a Parquet file, from its footer alone.
 *
 * Source: Apache Parquet format, "File format" and parquet.thrift (FileMetaData, SchemaElement), in Thrift's compact protocol.
 */
import { ThriftReader } from './thrift.ts';

export interface ParquetColumn {
  readonly name: string;
  /** The type that a Glue table has to declare for it. */
  readonly type: string;
}

const magic = 'PAR1';

export function isParquet(head: Uint8Array): boolean {
  return Buffer.from(head.subarray(0, 4)).toString('latin1') === magic;
}

/** Of parquet.thrift's enum Type, by number. Times of INT96 are timestamps, byte arrays are text in flow logs. */
const glueTypes = ['boolean', 'int', 'bigint', 'timestamp', 'float', 'double', 'string', 'string'];

/**
 * The columns, from the last bytes of a file; if those do not reach back far enough, the number of bytes that do.
 * A footer that makes no sense gives a number larger than any file.
 */
export function parquetColumns(tail: Uint8Array): readonly ParquetColumn[] | number {
  const bytes = Buffer.from(tail.buffer, tail.byteOffset, tail.byteLength);
  if (bytes.length < 12 || bytes.toString('latin1', bytes.length - 4) !== magic) return Number.POSITIVE_INFINITY;
  const needed = bytes.readUInt32LE(bytes.length - 8) + 8;
  if (needed > bytes.length) return needed;
  try {
    return leaves(schemaOf(bytes.subarray(bytes.length - needed, bytes.length - 8)));
  } catch (error) {
    if (error instanceof RangeError) return Number.POSITIVE_INFINITY;
    throw error;
  }
}

interface SchemaElement {
  type?: number;
  name: string;
  children: number;
}

/** FileMetaData's field 2. */
function schemaOf(footer: Buffer): SchemaElement[] {
  const reader = new ThriftReader(footer);
  const elements: SchemaElement[] = [];
  reader.struct((field, type) => {
    if (field !== 2) reader.skip(type);
    else reader.list(() => void elements.push(elementOf(reader)));
  });
  return elements;
}

/** SchemaElement: 1 is the type, 4 the name, 5 the number of children. */
function elementOf(reader: ThriftReader): SchemaElement {
  const element: SchemaElement = { name: '', children: 0 };
  reader.struct((field, type) => {
    if (field === 1) element.type = reader.integer();
    else if (field === 4) element.name = reader.text();
    else if (field === 5) element.children = reader.integer();
    else reader.skip(type);
  });
  return element;
}

/** The first element is the root; a group's columns are no flow-log fields. */
function leaves([root, ...elements]: readonly SchemaElement[]): ParquetColumn[] {
  if (root === undefined) throw new RangeError('no schema');
  return elements.flatMap(({ name, type, children }) =>
    children === 0 && type !== undefined ? [{ name, type: glueTypes[type] ?? 'string' }] : [],
  );
}
