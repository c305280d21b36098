import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { bucket, type Bucket } from '../bucket';
import { answerTask, decoded, mailed, portrait, register } from '../people';
import { fill } from '../prepare';
import { expect, PASSWORD, serve, test as base, World, type Server } from '../world';

interface Pair { a: Server; b: Server; world: World; uploads: Bucket; sql(statement: string): string }

/** One PostgreSQL database and one bucket under two servers. */
const test = base.extend<{ pair: Pair }>({
  pair: async ({ browser }, use) => {
    const postgres = process.env.TEST_POSTGRES_URL;
    base.skip(!postgres && !process.env.REQUIRE_POSTGRES, 'TEST_POSTGRES_URL is not set');
    if (!postgres) throw new Error('TEST_POSTGRES_URL is not set');
    const psql = (url: string, statement: string) => execFileSync('psql', ['-X', '-v', 'ON_ERROR_STOP=1', '-Atc', statement, url], { encoding: 'utf8' }).trim();
    const name = `two_servers_${process.pid}_${Date.now()}`;
    const database = new URL(postgres);
    database.pathname = `/${name}`;
    const folder = mkdtempSync(join(tmpdir(), 'xuanxian-pair-'));
    const servers: Server[] = [];
    const uploads = await bucket();
    psql(postgres, `CREATE DATABASE ${name}`);
    try {
      const environment = { DATABASE_URL: database.href };
      fill(folder, 20, environment);
      Object.assign(environment, uploads.environment);
      servers.push(await serve(folder, environment));
      // Mail names one site, whichever server sends it.
      servers.push(await serve(folder, { ...environment, XUANXIAN_BASE_URL: servers[0].url }));
      const [a, b] = servers;
      await use({ a, b, world: new World(a.url, folder, browser), uploads, sql: (statement) => psql(database.href, statement) });
    } finally {
      for (const server of servers) await server.stop();
      await uploads.stop();
      psql(postgres, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
      rmSync(folder, { recursive: true, force: true });
    }
  },
});

const send = (page: Page) => page.locator('main form button').first().click();

test('two servers on one database are one platform', async ({ pair: { a, b, world, uploads, sql } }) => {
  const email = 'hanlu@example.com';
  const page = await world.visitor();
  let application = '';

  await test.step('who signs in at one is known at the other', async () => {
    const officer = await world.as('exam');
    await officer.goto(`${b.url}/desk`);
    await expect(officer).toHaveURL(`${b.url}/desk`);
    await register(page, { name: '寒露', email, born: '1998-05-06', serial: 41 });
    await page.goto(await mailed(world, email));
    await page.getByRole('button', { name: '确认这个邮箱' }).click();
    await page.goto(`${b.url}/my`);
    await expect(page).toHaveURL(`${b.url}/my`);
  });

  await test.step('an application begun at one goes on at the other', async () => {
    await page.goto(`${a.url}/campaigns/tj-2026/apply`);
    await send(page);
    await expect(page).toHaveURL(/\/applications\/[0-9a-f-]+$/);
    application = new URL(page.url()).pathname;
    await page.goto(`${b.url}${application}/contact`);
    await page.locator('#address').fill('云海市青松区柳荫路 9 号');
    await send(page);
    await expect(page).toHaveURL(`${b.url}${application}`);
    await page.goto(`${a.url}${application}/contact`);
    await expect(page.locator('#address')).toHaveValue('云海市青松区柳荫路 9 号');
  });

  await test.step('a photo handed in at one is seen at the other', async () => {
    await page.goto(`${a.url}${application}/photo`);
    await page.locator('#photo').setInputFiles(portrait());
    await send(page);
    await expect(page.locator('.crop image')).toHaveCount(1);
    await page.goto(`${b.url}${application}/photo`);
    const address = await page.locator('.crop image').getAttribute('href');
    const picture = await page.request.get(new URL(address!, b.url).href);
    expect(picture.status()).toBe(200);
    expect(picture.headers()['content-type']).toMatch(/^image\//);
    const shown = await picture.body();
    expect([...uploads.kept.values()].some((kept) => kept.equals(shown)), 'the bucket keeps what is shown').toBe(true);
  });

  await test.step('one form sent to both at the same moment is taken once', async () => {
    for (const [server, task] of [[b, 'education'], [a, 'residence'], [b, 'declaration']] as const) {
      await answerTask(page, `${server.url}${application}`, task, async () => {});
    }
    await page.goto(`${a.url}${application}/post`);
    await page.locator('input[name=post][value="TJ04-1"]').check();
    await send(page);
    await expect(page).toHaveURL(`${a.url}${application}`);
    const tabs = [page, await page.context().newPage()];
    for (const [n, server] of [a, b].entries()) {
      await tabs[n].goto(`${server.url}${application}/check`);
      await tabs[n].locator('#declared').check();
    }
    await Promise.all(tabs.map(async (tab) => {
      const answered = tab.waitForResponse((response) => response.request().method() === 'POST');
      await tab.locator('.submit button').click({ noWaitAfter: true });
      expect((await answered).status(), 'the second is told, and nothing breaks').toBeLessThan(500);
    }));
    const id = application.split('/').pop();
    const told = `FROM outbox JOIN accounts ON accounts.id = outbox.account_id WHERE accounts.email = '${email}' AND outbox.content::text LIKE '%submitted%' AND outbox.channel = 'email'`;
    expect(sql(`SELECT stage FROM applications WHERE id = '${id}'`)).toBe('submitted');
    expect(sql(`SELECT count(*) ${told}`)).toBe('1');
  });

  await test.step('both send mail, and every message leaves once', async () => {
    await expect.poll(() => sql("SELECT count(*) FROM outbox WHERE state = 'waiting'"), { timeout: 60_000 }).toBe('0');
    const mails = world.mails();
    const own = mails.filter((mail) => mail.includes(`<${email}>`));
    expect(own.filter((mail) => /token=/.test(decoded(mail)))).toHaveLength(1);
    expect(own).toHaveLength(2);
    const ids = mails.map((mail) => mail.match(/^Message-ID: (.+)$/im)![1]);
    expect(new Set(ids).size).toBe(ids.length);
  });

  await test.step('five wrong passwords, wherever they were typed, lock both', async () => {
    const visitor = await world.visitor();
    for (let i = 0; i < 7; i++) {
      await visitor.goto(`${[a, b][i % 2].url}/sign-in`);
      await visitor.locator('#login').fill('applicant4@example.com');
      await visitor.locator('#password').fill(i < 5 ? 'wrong password' : PASSWORD);
      await send(visitor);
      await expect(visitor.getByRole('alert')).toContainText(i < 5 ? '账号或密码不对' : '试的次数太多了');
    }
  });
});
