import { columnName } from '../../column-name.ts';
import { fieldNamed } from '../../flow.ts';
import { classOf, flowColumns } from '../columns.ts';
import { type DataFormat, dataFormat } from '../data-format.ts';
import { type CatalogTable, catalogTable } from '../table.ts';
import { type Check, fault, ok, type Said, warning } from './check.ts';

const fix = 'flowlogs setup-table --replace, with --location, makes the columns fit';

/** The table's columns against what the objects say of themselves. */
export const columns: Check = {
  name: 'columns',
  needs: ['data'],
  run: async (patient) => {
    const discovery = await patient.discovery();
    const found = await patient.readTable();
    const table = catalogTable({ ...found, Name: found?.Name }, patient.database);
    const { format, notes } = dataFormat(discovery.bucket, discovery.samples.samples);
    const faults = table.format === 'text' ? textFaults(table, format) : typedFaults(table, format);
    const all = [...faults, ...typeFaults(table), ...notes.map((note) => warning(note.replace(/\.$/, ''), fix))];
    return all.length > 0 ? all : [ok(`they are those of the objects (${fieldsOf(format).length} fields)`)];
  },
};

function fieldsOf(format: DataFormat): readonly string[] {
  return format.is === 'text' ? format.fields : format.columns.map(({ name }) => columnName(name));
}

/** Text is read by position: a column that stands elsewhere has the values of another field. */
function textFaults(table: CatalogTable, format: DataFormat): readonly Said[] {
  if (format.is === 'parquet') return [fault('the table reads text, and the objects are Parquet', fix)];
  const names = table.columns.map(({ name }) => columnName(name));
  const at = names.findIndex((name, i) => format.fields[i] !== undefined && name !== format.fields[i]);
  const found: Said[] = [];
  if (at >= 0) {
    found.push(
      fault(
        `column ${at + 1} is called ${names[at]}, and the objects have ${format.fields[at]} there: values are shifted`,
        fix,
      ),
    );
  }
  if (names.length < format.fields.length) {
    found.push(
      warning(`the objects have more fields than the table: ${format.fields.slice(names.length).join(', ')}`, fix),
    );
  }
  const skips = table.parameters['skip.header.line.count'] === '1';
  if (format.header && !skips) {
    found.push(
      warning('the header line of every object is read as a record (flowlogs drops it, other queries do not)', fix),
    );
  }
  if (!format.header && skips)
    found.push(fault('the first record of every object without a header line is skipped', fix));
  return found;
}

function typedFaults(table: CatalogTable, format: DataFormat): readonly Said[] {
  if (format.is === 'text') return [fault('the table reads Parquet or the like, and the objects are text', fix)];
  const there = flowColumns(table);
  const lacking = fieldsOf(format).filter((name) => !there.has(name));
  return lacking.length > 0
    ? [warning(`the objects have columns that the table lacks: ${lacking.join(', ')}`, fix)]
    : [];
}

/** Numbers that do not fit their column are NULL, without an error: sums come out too small. */
function typeFaults(table: CatalogTable): readonly Said[] {
  const narrow = [...flowColumns(table)].filter(
    ([name, column]) => fieldNamed(name)?.type === 'bigint' && classOf(column) === 'whole' && column.type !== 'bigint',
  );
  return narrow.map(([name, column]) =>
    fault(`column ${column.name} is ${column.type}: a larger number of ${name} becomes NULL, and sums too small`, fix),
  );
}
