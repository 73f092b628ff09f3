/** A real browser, this machine's own or one from npm: headless Chromium with an empty profile, and nothing that would go online by itself. */
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type BrowserContext, chromium, type Page } from 'playwright-core';
import { packagedChromium } from './chromium.ts';

const places = [
  process.env.CHROMIUM_PATH,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** Undefined where none is to be had: tests that need it are skipped, and stderr says why. */
export const browserPath =
  places.find((place) => place !== undefined && place !== '' && existsSync(place)) ?? (await packaged());

async function packaged(): Promise<string | undefined> {
  try {
    return await packagedChromium();
  } catch (error) {
    process.stderr.write(
      `Tests in a browser are skipped: no Chromium is here (CHROMIUM_PATH names one), and ${error}\n`,
    );
    return undefined;
  }
}

const quiet = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export interface Opened {
  readonly page: Page;
  /** What went wrong or went out since the page was opened: errors, messages, violations of the policy, requests. */
  readonly trouble: string[];
}

export interface Look {
  readonly hash?: string;
  readonly scheme?: 'light' | 'dark';
  readonly width?: number;
}

export class Browser {
  readonly #context: BrowserContext;
  readonly #profile: string;

  private constructor(context: BrowserContext, profile: string) {
    this.#context = context;
    this.#profile = profile;
  }

  static async start(): Promise<Browser> {
    const profile = mkdtempSync(join(tmpdir(), 'chromium-'));
    // Chromium does not always remove its own temporary files: here they go with the profile.
    const env = { ...process.env, TMPDIR: profile };
    const options = { headless: true, args: quiet, env, ...(browserPath ? { executablePath: browserPath } : {}) };
    return new Browser(await chromium.launchPersistentContext(profile, options), profile);
  }

  /** Opens a file and waits until it has drawn itself. */
  async open(file: string, { hash = '', scheme = 'light', width = 1280 }: Look = {}): Promise<Opened> {
    const page = await this.#context.newPage();
    const trouble: string[] = [];
    const url = pathToFileURL(file).href;
    page.on('console', (message) => trouble.push(`console ${message.type()}: ${message.text()}`));
    page.on('pageerror', (error) => trouble.push(`error: ${error.message}`));
    page.on('dialog', (dialog) => {
      trouble.push(`dialog: ${dialog.message()}`);
      void dialog.dismiss();
    });
    page.on('request', (request) => {
      const asked = request.url().split('#')[0] ?? '';
      if (asked !== url && !asked.startsWith('data:')) trouble.push(`request: ${asked}`);
    });
    await page.setViewportSize({ width, height: 900 });
    await page.emulateMedia({ colorScheme: scheme });
    await page.goto(url + hash);
    await page.waitForSelector('html[data-ready=yes]', { timeout: 15_000 });
    return { page, trouble };
  }

  async close(): Promise<void> {
    await this.#context.close();
    rmSync(this.#profile, { recursive: true, force: true });
  }
}
