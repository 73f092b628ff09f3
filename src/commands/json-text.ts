/** Plain data as JSON for people and programs: whole numbers keep all their digits, lists of plain values stay on one line. */
import { jsonString } from '../output/escape.ts';

export function jsonText(value: unknown, indent = ''): string {
  if (typeof value === 'bigint') return String(value);
  if (typeof value !== 'object' || value === null)
    return typeof value === 'string' ? jsonString(value) : JSON.stringify(value);
  const inner = `${indent}  `;
  if (Array.isArray(value)) return list(value, inner, indent);
  const members = Object.entries(value).map(([key, member]) => `${jsonString(key)}: ${jsonText(member, inner)}`);
  return block('{', members, '}', indent);
}

function list(values: readonly unknown[], inner: string, indent: string): string {
  const items = values.map((item) => jsonText(item, inner));
  const plain = values.every((item) => typeof item !== 'object' || item === null);
  return plain ? `[${items.join(', ')}]` : block('[', items, ']', indent);
}

function block(open: string, items: readonly string[], close: string, indent: string): string {
  return `${open}\n${items.map((item) => `${indent}  ${item}`).join(',\n')}\n${indent}${close}`;
}
