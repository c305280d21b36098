// A whole recruitment with one post and four people, driven through its pages: each story takes it as far as it needs.
import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { fillIn, submit } from './people';
import { expect, PASSWORD, sound, type World } from './world';

export const CODE = 'xiaogu-2026';
export const POST = 'XG-01';
export const PEOPLE = ['applicant1', 'applicant2', 'applicant3', 'applicant4'];

const START = Date.now();
const day = (n: number) => new Date(START + n * 86_400_000);

/** As rules write a moment: Shanghai's local time to the minute. */
const moment = (n: number) => new Date(day(n).getTime() + 8 * 3600_000).toISOString().slice(0, 16);

/** Ganjingzi's rules with one street, one place, two in the interview for each place, nothing asked; and their dates. */
function rules(): string {
  const notice = JSON.parse(readFileSync('../app/domain/tests/notices/O03-demo.json', 'utf8'));
  const { bonus: _, ...kept } = notice;
  const held = (stage: { code: string }, n: number) => ({ ...stage, times: { sittings: [{ code: stage.code, at: moment(n) }] } });
  const [written, interview] = notice.stages;
  written.cut.quota = { per_place: '2' };
  written.cut.clause = { zh: '按招聘人数1∶2确定面试人选，末位同分的一并进入', en: '1:2 for the interview, ties on the last place all enter' };
  return JSON.stringify({
    ...kept,
    id: CODE,
    title: { zh: '小谷街道公开招聘社区工作者公告', en: 'Xiaogu Street recruits community workers' },
    facts: [],
    eligibility: [],
    exclusions: [],
    posts: [{ ...notice.posts[0], code: POST, places: 1 }],
    stated_places: 1,
    applying: {
      ...notice.applying,
      windows: [{ opens: moment(-1), closes: moment(2), online: true }],
      correction: { until: moment(3), while: 'not_accepted' },
      appeal: { until: moment(3) },
      ticket: { from: moment(5) },
    },
    stages: [held(written, 6), held(interview, 14)],
    publication: [
      { of: { list: 'interview' }, what: { zh: '面试人员名单', en: 'Who is interviewed' }, days: 7, kind: 'working', at: moment(12).slice(0, 10) },
      ...notice.publication.map((rule: object) => ({ ...rule, at: moment(20).slice(0, 10) })),
    ],
  });
}

const looked = new Set<string>();

/** Looks closely at each page once: the stories pass some of them several times. */
async function soundOnce(page: Page) {
  const seen = `${new URL(page.url()).pathname} ${await page.title()}`;
  if (!looked.has(seen) && await sound(page)) looked.add(seen);
}

/** Goes to a page as a member of staff, looks at it closely, does something there. */
export async function at(world: World, word: string, path: string, act: (page: Page) => Promise<void>) {
  const page = await world.as(word);
  await page.goto(path.replace('{}', CODE));
  await soundOnce(page);
  await act(page);
  await soundOnce(page);
  await page.context().close();
}

const button = (name: string | RegExp) => async (page: Page) => {
  await page.getByRole('button', { name }).first().click();
  await expect(page.getByRole('alert')).toHaveCount(0);
};

export async function announce(world: World) {
  await at(world, 'organiser', '/desk/campaigns/new', async (page) => {
    await page.locator('#code').fill(CODE);
    await page.locator('#area').selectOption('990000/210211');
    await page.locator('#title').fill('小谷街道公开招聘社区工作者公告');
    await page.locator('#organiser').fill('小谷街道办事处');
    await page.locator('#announcement').fill('## 岗位\n\n一个岗位，招1人。');
    await page.locator('.savebar button').click();
    await expect(page).toHaveURL(new RegExp(`/desk/${CODE}/rules$`));
    await page.goto(`/desk/${CODE}/rules/all`);
    await page.locator('textarea').first().fill(rules());
    await page.getByRole('button', { name: /^保存/ }).first().click();
    await expect(page.getByRole('alert')).toHaveCount(0);
    await page.goto(`/desk/${CODE}/rules`);
    await page.getByRole('button', { name: '交给第二个人复核' }).click();
  });
  await at(world, 'organiser2', '/desk/{}/check', button('复核无误，发布公告'));
}

export async function apply(world: World): Promise<string[]> {
  const applications = [];
  for (const person of PEOPLE) {
    const page = await world.visitor();
    await world.signIn(page, `${person}@example.com`, PASSWORD);
    const application = await fillIn(page, CODE, POST, [], async () => {});
    await submit(page, application);
    applications.push(application);
    await page.context().close();
  }
  return applications;
}

/** The street passes all four at once, the district accepts them. */
export async function review(world: World) {
  for (const word of ['street', 'district']) {
    await at(world, word, '/desk/{}/review', async (page) => {
      for (const box of await page.getByRole('checkbox').all()) await box.check();
      await page.getByRole('button', { name: '对选中的人作决定' }).click();
      await page.getByRole('button', { name: '确定：4人' }).click();
      await expect(page.getByRole('status').first()).toContainText('已对4人作出决定');
    });
  }
}

export async function seat(world: World) {
  await world.clock(day(4));
  await at(world, 'exam', '/desk/{}/seats', button(/排座|排定/));
}

type Kind = 'written' | 'interview';

/** The number on the n-th sheet: scripts are numbered through, lots by room. */
const sheet = (kind: Kind, n: number) => (kind === 'written' ? `A-${String(n + 1).padStart(4, '0')}` : `1-${String(n + 1).padStart(2, '0')}`);

/** Types one figure, or one list of figures, for each sheet. */
export async function type(page: Page, kind: Kind, figures: (string | string[])[]) {
  for (const [line, figure] of figures.entries()) {
    await page.locator(`#r${line}`).fill(sheet(kind, line));
    for (const [item, value] of [figure].flat().entries()) await page.locator(`#r${line}i${item}`).fill(value);
  }
  await page.getByRole('button', { name: '存这一批' }).click();
}

export async function enter(world: World, kind: Kind, first: (string | string[])[], second: (string | string[])[]) {
  for (const [word, pass, figures] of [['recorder1', 'first', first], ['recorder2', 'second', second]] as const) {
    await at(world, word, `/desk/{}/marks/${kind}/enter/${pass}`, async (page) => {
      await type(page, kind, [...figures]);
      await expect(page.getByRole('alert')).toHaveCount(0);
    });
  }
}

/** Two people sign that the figures are final. */
export async function freeze(world: World, kind: Kind) {
  for (const word of ['checker', 'exam']) await at(world, word, `/desk/{}/marks/${kind}/compare`, button(/签字|冻结/));
}

/** From nothing to written marks that nobody has typed yet. */
export async function untilWritten(world: World): Promise<string[]> {
  await announce(world);
  const applications = await apply(world);
  await review(world);
  await seat(world);
  await world.clock(day(7));
  return applications;
}

/** Written marks 80, 70, 70, 65: for one place two go on, and the second place is shared. */
export async function untilShortlist(world: World): Promise<string[]> {
  const applications = await untilWritten(world);
  const marks = ['80', '70', '70', '65'];
  await enter(world, 'written', marks, marks);
  await freeze(world, 'written');
  await world.clock(day(12.1));
  return applications;
}

export async function untilTotals(world: World): Promise<string[]> {
  const applications = await untilShortlist(world);
  await at(world, 'exam', '/desk/{}/shortlist', button(/确定/));
  await at(world, 'exam', '/desk/{}/lots', button(/抽签/));
  await world.clock(day(15));
  const judges = (from: number) => [0, 1, 2, 3, 4, 5, 6].map((n) => String(from + n));
  const marks = [judges(80), judges(75), judges(70)];
  await enter(world, 'interview', marks, marks);
  await freeze(world, 'interview');
  await world.clock(day(20.1));
  await at(world, 'exam', '/desk/{}/totals', button(/计算|确定/));
  return applications;
}
