/** A page for a ticket: headings and tables of GitHub Flavored Markdown. */
import { visible } from './escape.ts';
import type { FormatOptions } from './format.ts';
import { escaped, markdown } from './markdown.ts';
import { type PageFormat, rowsOfSection, type Section, textOf } from './page.ts';
import { fitted } from './page-columns.ts';

/** Characters of a row that is still read at ease. */
const width = 110;

export const pageMarkdown: PageFormat = async function* (page, options) {
  yield `# ${said(page.title)}\n${page.lines.map((line) => `\n${said(line)}\n`).join('')}`;
  for (const section of page.sections) yield `\n## ${section.title}\n\n${await sectionText(section, options)}`;
};

async function sectionText(section: Section, options: FormatOptions): Promise<string> {
  const { rows, remark, more } = section;
  if (rows === undefined || rows.length === 0) return `${said(remark ?? 'none')}\n`;
  const notes = [...(remark === undefined ? [] : [said(remark)]), ...(more === undefined ? [] : [`More: \`${more}\``])];
  return `${await drawing(section, options)}${notes.map((note) => `\n${note}\n`).join('')}`;
}

/** Text that a name or a value may be in. */
function said(text: string): string {
  return escaped(visible(text));
}

/** The lines of a picture stay as they are. */
async function drawing(section: Section, options: FormatOptions): Promise<string> {
  if (section.drawn === undefined || !section.isPicture) {
    return textOf(markdown(rowsOfSection(fitted(section, width, options.bytes)), options));
  }
  const lines = await textOf(section.drawn(rowsOfSection(section), { ...options, color: false, width: usualWidth }));
  return `\`\`\`text\n${lines}\`\`\`\n`;
}

/** Columns of a picture. */
const usualWidth = 80;
