import { expect, sound, test } from '../world';

/** One page of each duty, and who may not pass. */
const DOORS: [string, string[]][] = [
  ['/desk/tj-2026/review', ['exam', 'recorder1', 'publisher', 'admin']],
  ['/desk/campaigns/new', ['street', 'exam', 'approver']],
  ['/desk/sn-2026/seats', ['recorder1', 'organiser', 'publisher']],
  ['/desk/sn-2026/marks/interview/enter/first', ['checker', 'exam', 'street']],
  ['/desk/sn-2026/shortlist', ['organiser', 'recorder2', 'publisher']],
  ['/desk/gjz-2026/certificates', ['publisher', 'exam', 'district']],
  ['/desk/accounts', ['organiser', 'inspector']],
  ['/desk/audit', ['admin', 'recorder1']],
];

test('staff are told kindly that a page is not theirs, whatever their duty', async ({ world }) => {
  const wrong = new Map<string, string[]>();
  for (const [path, words] of DOORS) for (const word of words) wrong.set(word, [...(wrong.get(word) ?? []), path]);
  for (const [word, paths] of wrong) {
    const page = await world.as(word);
    for (const path of paths) {
      const response = await page.goto(path);
      expect(response!.status(), `${word} at ${path}`).toBe(403);
      await expect(page.getByRole('heading', { level: 1 })).toHaveText('这一页不归你办理');
    }
    await sound(page);
    await page.context().close();
  }
});

test('an applicant enters no desk and nobody else\'s application; a stranger is asked to sign in and comes back', async ({ world }) => {
  const page = await world.as('applicant5');
  for (const path of ['/desk', '/desk/tj-2026/review', '/desk/accounts']) {
    expect((await page.goto(path))!.status()).toBe(403);
  }
  await sound(page);
  const reviewer = await world.as('street');
  await reviewer.goto('/desk/tj-2026/review?view=all');
  const href = (await reviewer.locator('.grid tbody a').first().getAttribute('href'))!;
  const id = href.split('/').pop()!;
  for (const path of [`/applications/${id}`, `/applications/${id}/check`, `/applications/${id}/photo`, `/applications/${id}/result`, '/applications/not-an-id']) {
    const status = (await page.goto(path))!.status();
    // The one whose it is may be this very applicant in a demonstration: then it opens.
    expect([404]).toContain(status);
  }
  await reviewer.goto(href);
  const photo = (await reviewer.locator('figure.photo img').getAttribute('src'))!;
  expect((await reviewer.request.get(photo)).status()).toBe(200);
  expect((await page.request.get(photo)).status(), 'a stranger does not learn whether a file exists').toBe(404);

  const stranger = await world.visitor();
  await stranger.goto(`/applications/${id}`);
  await expect(stranger).toHaveURL(/sign-in/);
  expect((await stranger.request.get(photo)).url()).toContain('sign-in');
  await stranger.locator('#login').fill('applicant5@example.com');
  await stranger.locator('#password').fill('xuanxian-demo-2026');
  await stranger.locator('main form button').first().click();
  await expect(stranger).toHaveURL(new RegExp(`/applications/${id}$`));
});

test('a form without the sign of our own pages changes nothing', async ({ world }) => {
  const page = await world.as('street');
  for (const headers of [{}, { origin: 'https://elsewhere.example' }, { 'sec-fetch-site': 'cross-site' }]) {
    const answer = await page.request.post('/desk/tj-2026/review/decide', { form: { verdict: 'pass' }, headers });
    expect(answer.status()).toBe(403);
    expect(await answer.text()).toContain('不是从本平台的页面发出的');
  }
});
