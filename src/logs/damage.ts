/** A file of which not everything can be read. Thrown after all that could be read has been handed on. */
export class Damage extends Error {
  /** The text itself breaks off, so that its last line is the cut and not a line. */
  readonly cut: boolean;

  constructor(message: string, cut: boolean) {
    super(message);
    this.name = 'Damage';
    this.cut = cut;
  }
}
