import { fillIn, mailed, register, submit, portrait, PASSPHRASE, type Person } from '../people';
import { expect, picture, sound, test } from '../world';

const TASKS = ['education', 'residence', 'declaration'];

for (const { javaScript, language, serial } of [
  { javaScript: true, language: 'zh-CN' as const, serial: 21 },
  { javaScript: false, language: 'en' as const, serial: 23 },
]) {
  test(`somebody applies on a phone and is accepted (${language}${javaScript ? '' : ', without scripts'})`, async ({ world }) => {
    const person: Person = { name: '林小满', email: `lin${serial}@example.com`, born: '1999-03-06', serial };
    const page = await world.visitor({ width: 390, javaScript, language });
    await register(page, person);
    await page.goto(await mailed(world, person.email));
    await page.locator('main form button').first().click();
    const application = await fillIn(page, 'tj-2026', 'TJ04-1', TASKS);
    const number = await submit(page, application);
    expect(number).toMatch(/^TJ26-\d{5}$/);
    await sound(page);

    // The same form a second time: it was received, and that is the answer.
    const again = await page.request.post(`${application}/submit`, { form: { revision: '1', declared: 'yes' }, headers: { origin: world.url } });
    expect(again.url()).toMatch(/submitted$/);

    for (const word of ['street', 'district']) {
      const reviewer = await world.as(word, { javaScript });
      await reviewer.goto(`/desk/tj-2026/review?q=${number}`);
      await reviewer.getByRole('row', { name: new RegExp(number) }).getByRole('checkbox').check();
      await reviewer.getByRole('button', { name: '对选中的人作决定' }).click();
      await expect(reviewer.locator('.decide')).toContainText('林小满');
      await sound(reviewer);
      await reviewer.getByRole('button', { name: '确定：1人' }).click();
      await expect(reviewer.getByRole('status').first()).toContainText('已对1人作出决定');
      await sound(reviewer);
    }

    await page.goto(application);
    await expect(page.locator('.tag').first()).toHaveText(language === 'en' ? 'accepted' : '审查通过');
    await sound(page);
    await page.goto('/inbox');
    await expect(page.locator('.inbox li').first()).toContainText(language === 'en' ? /accepted/i : '通过');
    await sound(page);
    await expect.poll(() => world.mails().filter((mail) => mail.includes(`<${person.email}>`)).length, 'confirm, submitted, accepted').toBe(3);
  });
}

test('what cannot be an answer is told beside its field, is kept, and changes nothing', async ({ world }) => {
  const page = await world.visitor();
  await register(page, { name: '白露', email: 'bai@example.com', born: '1999-03-06', serial: 25 });
  await page.goto('/campaigns/tj-2026/apply');
  await page.locator('main form button').click();
  await expect(page).toHaveURL(/\/applications\/[0-9a-f-]+$/);
  const application = new URL(page.url()).pathname;
  const alert = page.getByRole('alert');

  await page.goto(`${application}/contact`);
  await page.locator('#address').fill('三');
  await page.locator('main form button').first().click();
  await expect(alert).toContainText('至少5个字');
  await expect(page.locator('#address')).toHaveValue('三');
  await sound(page);

  // Files: nothing chosen, not what the name says, no picture, too large.
  const files = [
    { file: null, told: '请先选一个文件' },
    { file: { name: 'me.jpg', mimeType: 'image/jpeg', buffer: Buffer.from('no picture at all') }, told: '打不开' },
    { file: { name: 'me.jpg', mimeType: 'image/jpeg', buffer: Buffer.from('%PDF-1.7 …') }, told: 'PDF' },
    { file: { name: 'me.jpg', mimeType: 'image/jpeg', buffer: Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), Buffer.alloc(9 * 1024 * 1024)]) }, told: '8 MB' },
  ];
  for (const { file, told } of files) {
    await page.goto(`${application}/photo`);
    if (file) await page.locator('#photo').setInputFiles(file);
    await page.locator('main form button').first().click();
    await expect(alert, told).toContainText(told);
    await sound(page);
  }
  await page.goto(`${application}/photo`);
  await expect(page.locator('.crop image'), 'nothing was kept').toHaveCount(0);

  // A date with a hole in it, and an open question: told at the box that lacks.
  await page.goto(`${application}/education`);
  await page.locator('input[name=education][value=bachelor]').check();
  await page.locator('#graduated_on').fill('2021');
  await page.locator('#graduated_on_d').fill('30');
  await page.locator('button[value=continue]').last().click();
  await expect(alert).toContainText('月份');
  await expect(page.locator('input[name=education][value=bachelor]')).toBeChecked();
  await expect(page.locator('#graduated_on')).toHaveValue('2021');
  await sound(page);
  await picture(page, 'question-error');
  await page.locator('#graduated_on_m').fill('13');
  await page.locator('button[value=continue]').last().click();
  await expect(alert).toContainText('真有的一天');

  // Nothing unfinished is submitted.
  await page.goto(`${application}/check`);
  await expect(page.locator('.submit button')).toHaveCount(0);
  await sound(page);
  const late = await page.request.post(`${application}/submit`, { form: { revision: '0', declared: 'yes' }, headers: { origin: world.url } });
  expect(late.status()).toBe(409);
  const foreign = await page.request.post(`${application}/submit`, { form: { revision: '0', declared: 'yes' }, headers: { origin: 'https://elsewhere.example' } });
  expect(foreign.status()).toBe(403);
});

test('a photo that is too dark says so, and a human can be asked', async ({ world }) => {
  const page = await world.visitor({ javaScript: false });
  await register(page, { name: '处暑', email: 'chu@example.com', born: '1999-03-06', serial: 27 });
  await page.goto('/campaigns/tj-2026/apply');
  await page.locator('main form button').click();
  const application = new URL(page.url()).pathname;
  const dark = await darkPortrait(await world.visitor());
  await page.goto(`${application}/photo`);
  await page.locator('#photo').setInputFiles({ ...portrait(), buffer: dark });
  await page.locator('main form button').first().click();
  await expect(page.getByRole('alert')).toContainText('暗');
  await page.getByRole('button', { name: '请工作人员看，就用这一张' }).click();
  await expect(page).toHaveURL(new RegExp(`${application}$`));
  await expect(page.getByRole('listitem').filter({ hasText: '证件照' }).last()).toContainText('已完成');
});

/** A picture of the right size in the dark, drawn by a browser. */
async function darkPortrait(page: import('@playwright/test').Page): Promise<Buffer> {
  await page.setViewportSize({ width: 472, height: 660 });
  await page.setContent('<body style="margin:0;background:#0a0a0c"><div style="margin:150px auto;width:180px;height:230px;border-radius:50%;background:#141416"></div>');
  return page.screenshot({ type: 'png' });
}

test('one second after the deadline nothing is taken, and the page says until when it was', async ({ world }) => {
  const page = await world.visitor();
  await register(page, { name: '霜降', email: 'shuang@example.com', born: '1999-03-06', serial: 29 });
  const application = await fillIn(page, 'tj-2026', 'TJ04-1', TASKS, async () => {});
  await page.goto(`${application}/check`);
  await picture(page, 'check-answers');
  const close = await page.locator('.submit time').getAttribute('datetime');
  await world.clock(new Date(new Date(close!).getTime() + 60_000));
  // Days later the session is over too: one signs in and finds everything as it was.
  await world.signIn(page, 'shuang@example.com', PASSPHRASE);
  await page.goto(`${application}/check`);
  await expect(page.getByRole('alert')).toContainText('17:00');
  await expect(page.locator('.submit')).toHaveCount(0);
  await sound(page);
  await page.goto(application);
  await expect(page.locator('h1')).toBeVisible();
  await page.goto('/my');
  await expect(page.locator('main')).toContainText('这一份没有提交');
  await sound(page);
});
