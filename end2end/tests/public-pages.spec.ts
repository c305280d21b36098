import { expect, scriptless, sound, test } from '../world';

const PAGES = ['/', '/campaigns', '/campaigns/tj-2026', '/campaigns/gjz-2026', '/sign-in', '/register', '/forgot-password', '/help', '/help/rules', '/help/rules/hour', '/help/rules/reference', '/accessibility', '/privacy', '/verify', '/results', '/certificates', '/no-such-page'];

const VIEWS = { desktop: {}, phone: { width: 390 }, narrow: { width: 320 }, dark: { dark: true }, 'larger view': { elder: true, width: 390 }, 'larger view, dark': { elder: true, dark: true }, English: { language: 'en' as const } };

for (const [name, view] of Object.entries(VIEWS)) {
  test(`every public page is sound and without a script: ${name}`, async ({ world }) => {
    const page = await world.visitor(view);
    for (const path of PAGES) {
      await page.goto(path);
      await expect(page.locator('h1')).toHaveCount(1);
      await sound(page);
      await scriptless(page);
    }
  });
}

test('language, colours and the larger view are links that are remembered', async ({ world }) => {
  const page = await world.visitor({ javaScript: false });
  await page.goto('/campaigns/tj-2026');
  await page.getByRole('link', { name: 'English' }).click();
  await expect(page).toHaveURL(/\/campaigns\/tj-2026$/);
  await expect(page.getByRole('heading', { name: 'Can I apply?' })).toBeVisible();
  await page.getByRole('link', { name: 'Larger view' }).click();
  await expect(page.locator('html')).toHaveAttribute('data-view', 'elder');
  await page.goto('/help');
  await expect(page.locator('html')).toHaveAttribute('data-view', 'elder');
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
});

test('a visitor learns whether they can apply, and why, before registering', async ({ world }) => {
  for (const javaScript of [true, false]) {
    const page = await world.visitor({ javaScript });
    await page.goto('/campaigns/tj-2026');
    const fill = async (year: string) => {
      await page.locator('#birth_date').fill(year);
      await page.locator('#birth_date_m').fill('6');
      await page.locator('#birth_date_d').fill('30');
      await page.locator('#sex').selectOption('female');
      await page.locator('#education').selectOption('bachelor');
      await page.locator('#study_form').selectOption('full_time');
      await page.locator('#graduated_on').fill('2020');
      await page.locator('#graduated_on_m').fill('6');
      await page.locator('#graduated_on_d').fill('30');
      await page.locator('#has_degree').check();
      await page.locator('#residence').selectOption('120000');
      await page.getByRole('button', { name: '看结果' }).click();
    };
    await fill('1998');
    await expect(page.locator('.verdict__line')).toContainText('32个岗位里，你可以报16个');
    await sound(page);
    await fill('1980');
    await expect(page.locator('.verdict__line')).toContainText('你可以报0个');
    await expect(page.locator('.verdict .no').first()).toContainText('1980年6月30日');
    await fill('19x0');
    await expect(page.getByRole('alert')).toContainText('请把年、月、日都填上');
    await expect(page.locator('#birth_date')).toHaveValue('19x0');
    await sound(page);
    const { pathname, search } = new URL(page.url());
    expect(pathname + search, 'no birth date in an address').not.toContain('19');
    await page.context().close();
  }
});
