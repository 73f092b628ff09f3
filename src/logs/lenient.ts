/** The tolerant path: takes one line at a time, already split, whatever it is: header, record or neither. */
import { documentedFields, fits, headerFields, resembles } from './header.ts';
import type { Kernel } from './kernel.ts';
import type { Container } from './plan.ts';
import type { Report } from './report.ts';

export class Lenient {
  /** Reads the records of the layout that holds at this point of the file. */
  kernel: Kernel | undefined;
  readonly #report: Report;
  readonly #container: Container;
  readonly #format: readonly string[] | undefined;
  readonly #lead: readonly string[];
  #fields: readonly string[] = [];
  #declared = false;

  /** `lead`: fields in front of each line that are not the flow log's own; `take` expects their values there. */
  constructor(report: Report, container: Container, format?: readonly string[], lead: readonly string[] = []) {
    this.#report = report;
    this.#container = container;
    this.#format = format;
    this.#lead = lead;
  }

  /** `line` is counted by the caller; `note` is added to the reason if the line is bad. */
  take(cells: readonly string[], line: number, note = ''): void {
    const own = this.#lead.length === 0 ? cells : cells.slice(this.#lead.length);
    const header = headerFields(own);
    if (header) {
      this.#report.headers += 1;
      this.use(header, true);
      return;
    }
    if (!this.#declared && own.length !== this.#fields.length) this.#infer(own);
    const problem = this.kernel ? this.#record(this.kernel, own, cells) : this.#puzzle(own);
    if (problem !== undefined) this.#report.bad(line, `${problem}${note}`);
  }

  /** From here on records have these fields. `declared`: something named them, so that no record can say otherwise. */
  use(fields: readonly string[], declared: boolean): void {
    this.#fields = fields;
    this.#declared = declared;
    this.kernel = this.#report.kernel(this.#container, fields, this.#lead);
  }

  #infer(own: readonly string[]): void {
    const format = this.#format;
    const fields = format && fits(format, own) ? format : documentedFields(own);
    if (fields) this.use(fields, false);
  }

  #record(kernel: Kernel, own: readonly string[], cells: readonly string[]): string | undefined {
    if (own.length !== this.#fields.length) return `has ${own.length} fields instead of ${this.#fields.length}`;
    return kernel.record(cells.map((cell) => (cell === '-' || cell === '' ? null : cell)));
  }

  #puzzle(own: readonly string[]): string {
    if (resembles(own)) this.#report.puzzle ??= { container: this.#container, cells: own };
    return `comes before any header line, and its ${own.length} fields are in no documented order`;
  }
}
