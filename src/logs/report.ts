/** Gathers what is to be said of one file. */
import type { Problem } from '../result.ts';
import { Damage } from './damage.ts';
import type { Collector, Kernel } from './kernel.ts';
import type { Container, FileReport, LogFile } from './plan.ts';
import { sums } from './sums.ts';

/** So many bad lines of a file are listed; all are counted. */
const listed = 20;
/** So many lines that are nothing say that the file is none. */
const enough = 100;
/** More layouts than this are no flow log's, but an attack on memory. */
const mostLayouts = 1000;

interface Part {
  readonly container: Container;
  readonly fields: readonly string[];
  readonly kernel: Kernel;
}

export class Report {
  lines = 0;
  headers = 0;
  badLines = 0;
  /** The first line that looks like a record whose fields nobody can tell. */
  puzzle: { readonly container: Container; readonly cells: readonly string[] } | undefined;
  readonly file: LogFile;
  readonly #collector: Collector;
  readonly #parts = new Map<string, Part>();
  readonly #problems: Problem[] = [];
  readonly #bad: Problem[] = [];
  #other = false;
  #damaged = false;

  constructor(file: LogFile, collector: Collector) {
    this.file = file;
    this.#collector = collector;
  }

  /** Whether the fields of anything in it are known. */
  get recognised(): boolean {
    return this.#parts.size > 0;
  }

  /** Whether it need not be read on: so far nothing in it was of a flow log, and nobody asked for this very file. */
  get hopeless(): boolean {
    return !this.file.named && !this.recognised && !this.puzzle && this.badLines >= enough;
  }

  /** The kernel for a layout of this file. `lead` are fields before those of the flow log that only the container has. */
  kernel(container: Container, fields: readonly string[], lead: readonly string[] = []): Kernel {
    const key = `${container} ${fields.join(' ')}`;
    const known = this.#parts.get(key);
    if (known) return known.kernel;
    if (this.#parts.size === mostLayouts) throw new Damage(`has more than ${mostLayouts} layouts of fields`, true);
    const kernel = this.#collector.kernel([...lead, ...fields]);
    this.#parts.set(key, { container, fields, kernel });
    return kernel;
  }

  /** A format that another reader reads. */
  elsewhere(container: Container): FileReport {
    return { ...this.finish(), formats: [{ container, fields: [], records: 0 }] };
  }

  bad(line: number, problem: string): void {
    this.badLines += 1;
    if (this.#bad.length < listed) this.#bad.push({ file: this.file.name, line, problem });
  }

  warn(problem: string, line: number | null = null, hint?: string): void {
    this.#problems.push({ file: this.file.name, line, problem, ...(hint === undefined ? {} : { hint }) });
  }

  damaged(problem: string, hint?: string): void {
    this.#damaged = true;
    this.warn(problem, null, hint);
  }

  /** The file is no flow log: of one that the user named every line is bad, one found in a folder does no harm. */
  other(what: string): void {
    this.#other = true;
    if (!this.file.named) {
      this.lines = 0;
      this.badLines = 0;
    }
    this.#bad.length = 0;
    this.warn(`is not a flow log: ${what}`, this.lines > 0 ? 1 : null);
  }

  /** A flow log of which nobody can say which fields it has. One problem says it for all its lines. */
  untold(fields: number, format: readonly string[] | undefined): void {
    const why = format
      ? `its records have ${fields} fields, which do not fit the ${format.length} of --format`
      : `its records have ${fields} fields in no documented order`;
    this.#bad.length = 0;
    this.damaged(
      `has no header line, and ${why}`,
      'name the fields in their order: --format "<field list>", as in --format "version interface-id srcaddr …"',
    );
  }

  finish(): FileReport {
    const parts = [...this.#parts.values()].map(({ container, fields, kernel }) => ({
      ...{ container, fields, tally: kernel.tally, records: kernel.tally.records },
    }));
    return {
      file: this.file.name,
      formats: parts.map(({ container, fields, records }) => ({ container, fields, records })),
      other: this.#other,
      damaged: this.#damaged,
      lines: this.lines,
      headers: this.headers,
      badLines: this.badLines,
      ...sums(parts),
      problems: [...this.#problems, ...this.#listBad()],
    };
  }

  #listBad(): Problem[] {
    const more = this.badLines - this.#bad.length;
    if (this.#bad.length === 0 || more === 0) return this.#bad;
    return [...this.#bad, { file: this.file.name, line: null, problem: `and ${more} more bad lines` }];
  }
}
