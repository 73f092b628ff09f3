/** Which cells of a record are what. */
export interface Shape {
  /** How many cells there are. */
  readonly width: number;
  /** Those that say what has the name. */
  readonly keys: readonly number[];
  readonly name: number;
}

/** Without a header line. */
export const plain: Shape = { width: 2, keys: [0], name: 1 };

/** What a header line calls what has a name (`_id` and `-id` left off). */
const keyWords = new Set('address addr cidr ip prefix network id interface instance subnet vpc account'.split(' '));

/** What a header line says; undefined for any other. */
export function shapeOf(cells: readonly string[]): Shape | undefined {
  const words = cells.map((cell) => cell.toLowerCase().replace(/[-_ ]id$/, ''));
  const keys = words.flatMap((word, i) => (keyWords.has(word) ? [i] : []));
  const name = words.indexOf('name');
  if (name < 0 || keys.length === 0) return undefined;
  return words.length === plain.width && name === plain.name ? plain : { width: words.length, keys, name };
}
