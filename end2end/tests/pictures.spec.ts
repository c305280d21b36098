import { fillIn, register } from '../people';
import { expect, picture, scriptless, sound, test, PASSWORD, type World } from '../world';

test('pictures of the public pages', async ({ world }) => {
  const page = await world.visitor();
  for (const [path, name] of [['/', 'home'], ['/campaigns/tj-2026', 'announcement'], ['/campaigns/gjz-2026/results', 'published-list']]) {
    await page.goto(path);
    await scriptless(page);
    await picture(page, name);
  }
});

/** Somebody whose result is published. */
async function withResult(world: World) {
  for (let n = 0; n < 50; n++) {
    const page = await world.visitor();
    await world.signIn(page, `applicant${n}@example.com`, PASSWORD);
    await page.goto('/my');
    const link = page.locator('a[href$="/result"]').first();
    if (await link.count()) return { page, path: (await link.getAttribute('href'))! };
    await page.context().close();
  }
  throw new Error('nobody has a result');
}

test('pictures of one\'s own pages, in both languages and views', async ({ world }) => {
  const { page, path } = await withResult(world);
  await page.goto(path);
  await sound(page);
  await picture(page, 'own-result');
  await page.goto(path.replace('result', 'ticket'));
  await sound(page);
  await page.goto('/my');
  await sound(page);
  for (const [name, value] of [['lang', 'en'], ['view', 'elder'], ['theme', 'dark']]) {
    await page.context().addCookies([{ name, value, url: world.url }]);
    for (const own of ['/my', path, path.replace('/result', '')]) {
      await page.goto(own);
      await sound(page);
    }
  }
  const somebody = await world.visitor();
  await register(somebody, { name: '立夏', email: 'lixia@example.com', born: '1999-03-06', serial: 41 });
  const application = await fillIn(somebody, 'tj-2026', 'TJ04-1', ['education', 'residence'], async () => {});
  await somebody.goto(application);
  await picture(somebody, 'task-list');
});

test('the review queue by keys and with pictures of the desk', async ({ world }) => {
  const page = await world.as('street');
  await page.goto('/desk/tj-2026/review');
  const boxes = page.locator('#picks tbody input');
  await expect(boxes.first()).toBeVisible();
  // The keys come to life when the browser has time; then they act in the table only.
  await boxes.first().focus();
  await expect(async () => {
    await page.keyboard.press('j');
    await expect(page.locator('#picks tr[aria-current]')).toHaveCount(1);
  }).toPass();
  await page.keyboard.press('k');
  await page.keyboard.press('Space');
  await page.keyboard.press('j');
  await page.keyboard.press('Space');
  await page.keyboard.press('p');
  await expect(page.locator('.decide h2')).toHaveText('你将对2人作出决定');
  await sound(page);
  await picture(page, 'review-queue');
  await page.locator('#q').focus();
  await page.keyboard.press('j');
  await expect(page.locator('#q'), 'typing is typing').toHaveValue('j');

  const overview = await world.as('exam');
  await overview.goto('/desk/gjz-2026');
  await sound(overview);
  await picture(overview, 'overview');
});
