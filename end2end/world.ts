// given / when / then for the stories: a server of one's own, people who sign in, pages that are looked at closely.
import AxeBuilder from '@axe-core/playwright';
import { test as base, expect, type Browser, type BrowserContext, type Page } from '@playwright/test';
import { spawn, type ChildProcess } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { binary } from './prepare';

export { expect };
export const PASSWORD = 'xuanxian-demo-2026';

async function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });
}

export interface Server { url: string; stop(): Promise<void> }

/** A server on a free port, over the data of that folder; gives it when it is ready. */
export async function serve(folder: string, environment: Record<string, string> = {}): Promise<Server> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const server: ChildProcess = spawn(binary, ['serve'], {
    env: {
      ...process.env, XUANXIAN_DATA: folder, XUANXIAN_DEMONSTRATION: 'true', XUANXIAN_LISTEN: `127.0.0.1:${port}`, XUANXIAN_BASE_URL: url, RUST_LOG: 'warn',
      ...environment,
    },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const ended = new Promise<void>((resolve) => server.once('exit', () => resolve()));
  const stop = async () => {
    server.kill('SIGTERM');
    await ended;
  };
  for (let i = 0; ; i++) {
    const ready = await fetch(`${url}/readyz`).then((r) => r.ok, () => false);
    if (ready) return { url, stop };
    if (i > 200 || server.exitCode !== null) {
      await stop();
      throw new Error('the server does not start');
    }
    await new Promise((r) => setTimeout(r, 100));
  }
}

/** Contexts without scripts: nothing can look inside their pages. */
const withoutScripts = new WeakSet<BrowserContext>();

export class World {
  /** Whether the browsers of this story run scripts, where nothing else is said. */
  javaScript = true;

  constructor(readonly url: string, readonly folder: string, private readonly browser: Browser) {}

  /** A browser of somebody who has signed in. */
  async as(word: string, options: { javaScript?: boolean; width?: number; language?: 'zh-CN' | 'en' } = {}): Promise<Page> {
    const page = await this.visitor(options);
    await this.signIn(page, `${word}@example.com`, PASSWORD);
    return page;
  }

  async visitor(options: { javaScript?: boolean; width?: number; language?: 'zh-CN' | 'en'; dark?: boolean; elder?: boolean } = {}): Promise<Page> {
    const javaScript = options.javaScript ?? this.javaScript;
    const context: BrowserContext = await this.browser.newContext({
      baseURL: this.url,
      locale: options.language ?? 'zh-CN',
      timezoneId: 'Asia/Shanghai',
      javaScriptEnabled: javaScript,
      viewport: { width: options.width ?? 1280, height: 900 },
    });
    if (!javaScript) withoutScripts.add(context);
    const cookie = (name: string, value: string) => context.addCookies([{ name, value, url: this.url }]);
    if (options.dark) await cookie('theme', 'dark');
    if (options.elder) await cookie('view', 'elder');
    return context.newPage();
  }

  async signIn(page: Page, login: string, password: string) {
    await page.goto('/sign-in');
    await page.locator('#login').fill(login);
    await page.locator('#password').fill(password);
    await page.locator('main form button').first().click();
    await expect(page).not.toHaveURL(/sign-in/);
  }

  /** Sets the clock of the demonstration: days (and hours) from the moment it shows now. */
  async clock(to: Date) {
    const page = await this.as('exam');
    await page.goto('/desk/clock');
    const local = new Date(to.getTime() + 8 * 3600_000).toISOString();
    await page.locator('#to').fill(local.slice(0, 4));
    await page.locator('#to_m').fill(String(Number(local.slice(5, 7))));
    await page.locator('#to_d').fill(String(Number(local.slice(8, 10))));
    await page.locator('#to_t').fill(local.slice(11, 16));
    await page.locator('main form button').click();
    await expect(page).toHaveURL(/\/desk$/);
    await page.context().close();
  }

  /** Mail that the demonstration wrote as files, newest last. */
  mails(): string[] {
    const folder = join(this.folder, 'mail');
    return readdirSync(folder).map((name) => readFileSync(join(folder, name), 'utf8'));
  }
}

export const test = base.extend<{ world: World }>({
  world: async ({ browser }, use) => {
    const folder = mkdtempSync(join(tmpdir(), 'xuanxian-story-'));
    cpSync(process.env.STORY_SEED!, folder, { recursive: true });
    const server = await serve(folder);
    await use(new World(server.url, folder, browser));
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  },
});

/** No accessibility finding, no sideways scroll: asked of every page and after every error. False: could not look. */
export async function sound(page: Page): Promise<boolean> {
  if (withoutScripts.has(page.context())) return false;
  const found = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
    .analyze();
  const lines = found.violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.html.slice(0, 160)).join(' | ')}`);
  expect(lines, page.url()).toEqual([]);
  const sideways = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect(sideways, `${page.url()} scrolls sideways`).toBeLessThanOrEqual(0);
  return true;
}

/** Public pages carry no script at all. */
export async function scriptless(page: Page) {
  expect(await page.locator('script').count(), page.url()).toBe(0);
}

/** A picture for the README, at both widths: what one sees first. */
export async function picture(page: Page, name: string) {
  const folder = process.env.PICTURES ?? 'results/pictures';
  mkdirSync(folder, { recursive: true });
  for (const [width, height, suffix] of [[1280, 960, 'desktop'], [390, 844, 'phone']] as const) {
    await page.setViewportSize({ width, height });
    await page.screenshot({ path: join(folder, `${name}-${suffix}.jpg`), type: 'jpeg', quality: 84 });
  }
  await page.setViewportSize({ width: 1280, height: 900 });
}
