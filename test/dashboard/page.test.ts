/** The page in a real browser: what it shows, what clicks and keys do, and that nothing in a log can make it do otherwise. */
import { rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import axe from 'axe-core';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answered } from '../commands/typing.ts';
import { Browser, browserPath, type Look, type Opened } from './browser.ts';
import { day, hostile, logOf } from './logs.ts';

let browser: Browser;
let log: string;
let report: string;

async function withPage(look: Look, use: (opened: Opened) => Promise<void>, file = report): Promise<void> {
  const opened = await browser.open(file, look);
  try {
    await use(opened);
    expect(opened.trouble).toEqual([]);
  } finally {
    await opened.page.close();
  }
}

/** The numbers of the cards, as a program writes them. */
async function totals(page: Page): Promise<Record<string, string>> {
  const cards = await page
    .locator('#totals .card')
    .evaluateAll((all) =>
      all.map((card) => ['name', 'value'].map((part) => card.querySelector(`.${part}`)?.textContent ?? '')),
    );
  return Object.fromEntries(cards.map(([name = '', value = '']) => [name, value.replaceAll(',', '')]));
}

/** What the program says under the filters of a command line that the page shows. */
async function said(command: string): Promise<{ flows: number; accepted: number; rejected: number; packets: bigint }> {
  const words = [...command.matchAll(/'((?:[^']|'\\'')*)'|(\S+)/g)].map(
    ([, quoted, plain]) => quoted?.replaceAll("'\\''", "'") ?? plain ?? '',
  );
  const { out } = await answered([...words.slice(1), '--csv', '--no-header', log]);
  const rows = out
    .split('\n')
    .filter(Boolean)
    .map((row) => row.split(','));
  const flows = (action: string) => Number(rows.find(([name]) => name === action)?.[1] ?? 0);
  return {
    flows: rows.reduce((sum, row) => sum + Number(row[1]), 0),
    accepted: flows('ACCEPT'),
    rejected: flows('REJECT'),
    packets: rows.reduce((sum, row) => sum + BigInt(row[2] ?? 0), 0n),
  };
}

async function agrees(page: Page): Promise<void> {
  const shown = await totals(page);
  const { flows, accepted, rejected, packets } = await said((await page.locator('#command').textContent()) ?? '');
  expect(shown).toMatchObject({
    Flows: String(flows),
    Accepted: String(accepted),
    Rejected: String(rejected),
    Packets: String(packets),
  });
}

const rowsIn = (page: Page, part: string) =>
  page
    .locator(`#${part} tbody tr`)
    .evaluateAll((rows) => rows.map((row) => [...row.querySelectorAll('th,td')].map((cell) => cell.textContent ?? '')));

describe.skipIf(browserPath === undefined)('the page', { timeout: 60_000 }, () => {
  beforeAll(async () => {
    const { folder, file } = logOf(day, ['this line is no record <b>at all</b>']);
    log = file;
    report = join(folder, 'report.html');
    const { code } = await answered(['dashboard', '--out', report, log]);
    expect(code).toBe(0);
    browser = await Browser.start();
  }, 60_000);
  afterAll(() => browser?.close());
  afterAll(() => rmSync(dirname(report), { recursive: true }));

  it('draws totals, chart and every part, loads nothing, and breaks no policy', () =>
    withPage({}, async ({ page }) => {
      // 40 scans, 60 of the web server, 10 of DNS, 5 ICMP, one for each hostile name.
      const flows = 40 + 60 + 10 + 5 + hostile.length;
      expect(await totals(page)).toMatchObject({ Flows: String(flows), Rejected: '45', Accepted: String(flows - 45) });
      expect(await page.locator('#chart svg path').count()).toBeGreaterThan(40);
      expect((await rowsIn(page, 'refused'))[0]?.slice(0, 4)).toEqual(['203.0.113.77', '10.0.0.2', '–', 'icmp']);
      expect((await rowsIn(page, 'dstaddr'))[0]?.[0]).toBe('10.0.0.1');
      expect((await rowsIn(page, 'port'))[0]?.slice(0, 2)).toEqual(['443 https', 'tcp']);
      expect((await rowsIn(page, 'protocol')).map(([name]) => name)).toEqual(['tcp', 'udp', 'icmp']);
      expect(await page.locator('#quality').textContent()).toContain('Bad lines1');
    }));

  it('shows what a log says as text, whatever it is', () =>
    withPage({}, async ({ page }) => {
      const names = (await rowsIn(page, 'interface_id')).map(([name]) => name);
      for (const name of hostile.filter((one) => !one.includes('\u2028'))) expect(names).toContain(name);
      expect(names).toContain('\\u2028\\u2029\\u202e');
      expect(await page.locator('main img, main script').count()).toBe(0);
    }));

  it('filters by what is clicked, and has the numbers that the commands have', () =>
    withPage({}, async ({ page }) => {
      await page.getByRole('button', { name: 'Rejected', exact: false }).first().click();
      await agrees(page);
      await page.locator('#srcaddr').getByRole('button', { name: '203.0.113.9', exact: true }).click();
      await agrees(page);
      await page.locator('#port').getByRole('button', { name: '22 ssh' }).click();
      await agrees(page);
      expect(await page.locator('#chips li').count()).toBe(4);
      await page.getByRole('button', { name: 'Remove filter Port 22 ssh' }).click();
      await page.locator('#chart').click({ position: { x: 300, y: 60 } });
      expect(await page.locator('#chips').textContent()).toContain('Start');
      await agrees(page);
      await page.getByRole('button', { name: 'Remove all' }).click();
      expect(await page.locator('#chips li').count()).toBe(0);
    }));

  it('filters by a whole row, by any interface, and by a time of the table', () =>
    withPage({}, async ({ page }) => {
      await page.locator('#pair tbody tr').first().locator('.number').first().click();
      expect(await page.locator('#chips li').count()).toBe(3);
      await agrees(page);
      await page.getByRole('button', { name: 'Remove all' }).click();
      for (const name of hostile.filter((one) => !/[\u2028,]/.test(one))) {
        await page.locator('#interface_id').getByRole('button', { name, exact: true }).click();
        await agrees(page);
        await page.locator('#chips button').first().click();
      }
      await page.locator('summary').click();
      await page.locator('#chart-table tbody button').nth(3).click();
      await agrees(page);
    }));

  it('keeps its filters in its address, forward and back', () =>
    withPage({ hash: '#action=reject&srcaddr=203.0.113.9' }, async ({ page }) => {
      expect(await totals(page)).toMatchObject({ Flows: '40' });
      await page.locator('#port').getByRole('button', { name: '22 ssh' }).click();
      expect(page.url()).toContain('dstport=22');
      await page.goBack();
      await expect.poll(() => page.locator('#chips .chip').count()).toBe(2);
      expect(await totals(page)).toMatchObject({ Flows: '40' });
    }));

  it('sorts by the head of a column, which says so', () =>
    withPage({}, async ({ page }) => {
      const head = page.locator('#srcaddr thead th', { hasText: 'Source' });
      await head.getByRole('button').click();
      expect(await head.getAttribute('aria-sort')).toBe('ascending');
      expect((await rowsIn(page, 'srcaddr'))[0]?.[0]).toBe('10.0.0.1');
      await page.locator('#srcaddr thead button', { hasText: 'Bytes' }).click();
      // 10.0.1.6 has the largest i of those with as many: its bytes are most.
      expect((await rowsIn(page, 'srcaddr'))[0]?.[0]).toBe('10.0.1.6');
      expect(await page.locator('#srcaddr [aria-sort]').getAttribute('aria-sort')).toBe('descending');
      await page.locator('#measures input[value=packets]').check();
      expect(await page.locator('#srcaddr [aria-sort]').textContent()).toContain('Packets');
    }));

  it('does all of it by keyboard, keeps the focus, and tells what happened', () =>
    withPage({}, async ({ page }) => {
      const value = page.locator('#srcaddr').getByRole('button', { name: '203.0.113.9', exact: true });
      await value.focus();
      await page.keyboard.press('Enter');
      await page.waitForSelector('#chips button');
      expect(await page.locator('#status').textContent()).toBe('40 flows with Source 203.0.113.9.');
      expect(await page.evaluate('document.activeElement.textContent')).toBe('203.0.113.9');
      expect(await value.getAttribute('aria-pressed')).toBe('true');
      await page.locator('#chips button').focus();
      await page.keyboard.press('Space');
      await expect.poll(() => page.locator('#chips .chip').count()).toBe(0);
      expect(await page.locator('#status').textContent()).toContain('No filter');
      expect(await page.evaluate('document.activeElement.id')).toBe('main');
    }));

  it.each([
    ['light', 1280],
    ['dark', 1280],
    ['light', 390],
    ['dark', 390],
  ] as const)('has nothing that axe-core finds serious: %s, %d pixels wide', (scheme, width) =>
    withPage({ scheme, width, hash: '#action=reject' }, async ({ page }) => {
      await page.locator('summary').click();
      await page.evaluate(axe.source);
      const { violations } = await page.evaluate(() => (globalThis as unknown as { axe: typeof axe }).axe.run());
      const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
      expect(serious.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
      const overflow = await page.evaluate('document.documentElement.scrollWidth - innerWidth');
      expect(overflow).toBeLessThanOrEqual(0);
    }),
  );

  it('changes its theme, and prints on white', () =>
    withPage({ scheme: 'dark' }, async ({ page }) => {
      const ground = () => page.evaluate('getComputedStyle(document.body).backgroundColor');
      const dark = await ground();
      await page.getByRole('button', { name: 'Light theme' }).click();
      expect(await ground()).not.toBe(dark);
      await page.getByRole('button', { name: 'Dark theme' }).click();
      expect(await ground()).toBe(dark);
      await page.emulateMedia({ media: 'print' });
      expect(await ground()).toBe('rgb(255, 255, 255)');
      expect((await page.pdf()).subarray(0, 4).toString()).toBe('%PDF');
    }));
});
