// Invented people and what they type: registration, the pages of the Tianjin announcement, files.
import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { expect, sound, type World } from './world';

export const PASSPHRASE = 'teapot-viaduct-7-otter';

/** An identity number of an invented person: area 990001 exists nowhere. */
export function idNumber(born: string, serial: number): string {
  const digits = `990001${born.replaceAll('-', '')}${String(serial).padStart(3, '0')}`;
  const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
  const sum = weights.reduce((total, weight, i) => total + weight * Number(digits[i]), 0);
  return digits + '10X98765432'[sum % 11];
}

export interface Person { name: string; email: string; born: string; serial: number }

export async function register(page: Page, person: Person) {
  await page.goto('/register');
  await page.locator('#name').fill(person.name);
  await page.locator('#id_number').fill(idNumber(person.born, person.serial));
  await page.locator('#mobile').fill(`100 9998 ${String(person.serial).padStart(4, '0')}`);
  await page.locator('#email').fill(person.email);
  await page.locator('#password').fill(PASSPHRASE);
  await page.locator('#consent').check();
  await page.locator('main form button').first().click();
  await expect(page).not.toHaveURL(/register/);
}

/** The link that was mailed to an address; `to` is a part of its path where several were. */
export async function mailed(world: { mails(): string[] }, address: string, to = ''): Promise<string> {
  for (let i = 0; i < 600; i++) {
    const links = world.mails().filter((text) => text.includes(`<${address}>`)).map((text) => decoded(text).match(/https?:\S+token=\S+/)?.[0]);
    const link = links.find((found) => found?.includes(to));
    if (link) return link;
    await new Promise((r) => setTimeout(r, 100));
  }
  throw new Error(`no mail to ${address}`);
}

/** The body of a mail file, whatever its transfer encoding. */
export function decoded(mail: string): string {
  const text = mail.slice(mail.indexOf('\r\n\r\n') + 4);
  if (/base64/i.test(mail)) return Buffer.from(text, 'base64').toString('utf8');
  return Buffer.from(text.replace(/=\r\n/g, '').replace(/=([0-9A-F]{2})/g, (_, hex) => String.fromCharCode(parseInt(hex, 16))), 'latin1').toString('utf8');
}


const seed = (name: string) => readFileSync(`../server/src/seed/${name}`);
export const portrait = () => ({ name: 'me.png', mimeType: 'image/png', buffer: seed('portrait.png') });
/** Another name means another document: what stands behind the picture's end makes it one. */
export const paper = (name = '证书.png') => ({ name, mimeType: 'image/png', buffer: Buffer.concat([seed('paper.png'), Buffer.from(name)]) });

/** The pages of questions of the Tianjin announcement, in their order, with answers of somebody who may apply. */
export const answers: Record<string, (page: Page) => Promise<void>> = {
  education: async (page) => {
    await page.locator('input[name=education][value=bachelor]').check();
    await page.locator('#graduated_on').fill('2021');
    await page.locator('#graduated_on_m').fill('6');
    await page.locator('#graduated_on_d').fill('30');
  },
  study_form: (page) => page.locator('input[name=study_form][value=full_time]').check(),
  has_degree: (page) => page.locator('input[name=has_degree][value=yes]').check(),
  residence: async (page) => void (await page.locator('#residence').selectOption('120000')),
  tianjin_graduate: (page) => page.locator('input[name=tianjin_graduate][value=no]').check(),
  leader_parent_area: async () => {},
  _declarations: (page) => page.locator('input[name=_declarations][value=-none]').check(),
};

/** Presses a button of the form; the enter key's own stays out of it. */
export const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name, exact: typeof name === 'string' }).click();

/** Answers every page of a task, handing in the document where one is asked for, until the task list shows again. */
export async function answerTask(page: Page, application: string, task: string, each: (page: Page) => Promise<unknown> = sound) {
  await page.goto(`${application}/${task}`);
  while (page.url().includes(`/${task}`)) {
    const before = page.url();
    const key = await page.locator('input[name=_page]').inputValue();
    const known = answers[key] ?? answers._declarations;
    await known(page);
    const file = page.locator('#_paper');
    if (await file.count()) await file.setInputFiles(paper());
    await each(page);
    await page.locator('button[name=_then][value=continue]').last().click();
    await expect(page, `stays on ${key}`).not.toHaveURL(before);
  }
}

/** From the announcement to a draft in which everything is done but the check; gives its address. */
export async function fillIn(page: Page, campaign: string, post: string, tasks: string[], each: (page: Page) => Promise<unknown> = sound): Promise<string> {
  await page.goto(`/campaigns/${campaign}/apply`);
  await each(page);
  await page.locator('main form button').click();
  await expect(page).toHaveURL(/\/applications\/[0-9a-f-]+$/);
  const application = new URL(page.url()).pathname;
  await each(page);

  await page.goto(`${application}/contact`);
  await page.locator('#address').fill('云海市青松区柳荫路 9 号');
  await each(page);
  await page.locator('main form button').first().click();
  await expect(page).toHaveURL(new RegExp(`${application}$`));

  await page.goto(`${application}/photo`);
  await page.locator('#photo').setInputFiles(portrait());
  await page.locator('main form button').first().click();
  await expect(page.locator('.crop image')).toHaveCount(1);
  await each(page);

  for (const task of tasks) await answerTask(page, application, task, each);

  await page.goto(`${application}/post`);
  await page.locator(`input[name=post][value="${post}"]`).check();
  await each(page);
  await page.locator('main form button').first().click();
  await expect(page).toHaveURL(new RegExp(`${application}$`));
  return application;
}

export async function submit(page: Page, application: string): Promise<string> {
  await page.goto(`${application}/check`);
  await page.locator('#declared').check();
  await page.locator('.submit button').click();
  await expect(page).toHaveURL(/submitted$/);
  return (await page.locator('main b').first().innerText()).trim();
}
