/** What the calls of Glue have in common: signals, answers that are no failures, pages. */
import type { expectedErrors } from './glue.ts';

export function at(signal: AbortSignal | undefined) {
  return signal ? { abortSignal: signal } : {};
}

export async function unless<T>(name: (typeof expectedErrors)[number], answer: Promise<T>): Promise<T | undefined> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof Error && error.name === name) return undefined;
    throw error;
  }
}

export function unlessMissing<T>(answer: Promise<T>): Promise<T | undefined> {
  return unless('EntityNotFoundException', answer);
}

export async function allPages<T>(
  page: (token: string | undefined) => Promise<{ readonly items: readonly T[]; readonly next: string | undefined }>,
): Promise<readonly T[]> {
  const all: T[] = [];
  let token: string | undefined;
  do {
    const { items, next } = await page(token);
    all.push(...items);
    token = next;
  } while (token);
  return all;
}
