import { fillIn, register, submit, paper } from '../people';
import { expect, sound, test } from '../world';

const quiet = async () => {};

test('an application comes back with reasons, is corrected, and goes in again under its number', async ({ world }) => {
  const page = await world.visitor({ width: 390 });
  await register(page, { name: '谷雨', email: 'gu@example.com', born: '1998-05-06', serial: 31 });
  const application = await fillIn(page, 'tj-2026', 'TJ04-1', ['education', 'residence', 'declaration'], quiet);
  const number = await submit(page, application);

  const street = await world.as('street');
  const open = async (reviewer: typeof street) => {
    await reviewer.goto(`/desk/tj-2026/review?view=all&q=${number}`);
    await reviewer.getByRole('link', { name: number }).click();
    await expect(reviewer.getByRole('heading', { level: 1 })).toHaveText('谷雨');
  };
  await open(street);
  await sound(street);
  const stale = street.url();

  // A return without a reason says what it lacks, and nothing happens.
  await street.getByText('退回补正', { exact: true }).first().click();
  await street.getByRole('button', { name: '确定' }).click();
  await expect(street.getByRole('alert')).toContainText('请选一项');
  await sound(street);
  await street.getByText('年龄不符合公告（不能补正）').click();
  await street.getByRole('button', { name: '确定' }).click();
  await expect(street.getByRole('alert')).toContainText('不能退回补正');
  await street.getByText('年龄不符合公告（不能补正）').click();
  await street.getByText('材料看不清').click();
  await street.locator('#about').selectOption('education');
  await street.locator('#note').fill('毕业证书拍得太暗');

  // A colleague has the same page open: the second decision is told that it comes late.
  const colleague = await world.as('district');
  await street.getByRole('button', { name: '确定' }).click();
  await expect(street.getByRole('status').first()).toContainText('已对1人作出决定');
  await colleague.goto(stale);
  await expect(colleague.getByRole('heading', { name: '现在不用你作决定' })).toBeVisible();

  await page.goto(application);
  await expect(page.getByText('毕业证书拍得太暗')).toBeVisible();
  await expect(page.getByRole('listitem').filter({ hasText: '学历' }).last()).toContainText('要修改');
  await sound(page);
  await page.goto(`${application}/education`);
  await page.locator('#_paper').setInputFiles(paper('更亮的证书.png'));
  await page.getByRole('button', { name: '上传', exact: true }).click();
  await expect(page.getByText('更亮的证书.png').first()).toBeVisible();
  await sound(page);
  await page.locator('button[value=continue]').last().click();
  await expect(page).not.toHaveURL(/page=education$/);
  expect(await submit(page, application), 'the number stays').toBe(number);

  await street.goto('/desk/tj-2026/review?view=resubmitted');
  await expect(street.getByRole('row', { name: new RegExp(number) })).toBeVisible();
  for (const word of ['street', 'district']) {
    const reviewer = await world.as(word, { javaScript: false });
    await open(reviewer);
    await reviewer.getByRole('button', { name: '确定' }).click();
    await expect(reviewer.getByRole('status').first()).toContainText('已对1人作出决定');
  }
  await page.goto(application);
  await expect(page.locator('.tag').first()).toHaveText('审查通过');
});

test('a rejection is appealed once and decided by somebody else than who rejected', async ({ world }) => {
  const page = await world.visitor({ javaScript: false, language: 'en' });
  await register(page, { name: '芒种', email: 'mang@example.com', born: '1998-05-06', serial: 33 });
  const application = await fillIn(page, 'tj-2026', 'TJ04-1', ['education', 'residence', 'declaration'], quiet);
  const number = await submit(page, application);
  const open = async (word: string) => {
    const reviewer = await world.as(word);
    await reviewer.goto(`/desk/tj-2026/review?view=all&q=${number}`);
    await reviewer.getByRole('link', { name: number }).click();
    return reviewer;
  };
  const street = await open('street');
  await street.getByRole('button', { name: '确定' }).click();
  const district = await open('district');
  await district.getByText('不通过', { exact: true }).first().click();
  await district.getByText('退回或不通过的原因').click();
  await district.getByText('户籍不符合公告').click();
  await district.getByRole('button', { name: '确定' }).click();
  await expect(district.getByRole('status').first()).toContainText('已对1人作出决定');

  await page.goto(`${application}/appeal`);
  await page.locator('#text').fill('no');
  await page.getByRole('button', { name: 'Submit the appeal' }).click();
  await expect(page.getByRole('alert')).toContainText('10');
  await page.locator('#text').fill('My household register shows Tianjin on page two.');
  await page.getByRole('button', { name: 'Submit the appeal' }).click();
  await expect(page.locator('.tag').first()).toContainText('appeal');

  const same = await open('district');
  await expect(same.getByText('申诉要由另一个人决定')).toBeVisible();
  const other = await open('district2');
  await sound(other);
  await other.getByText('改为通过').click();
  await other.getByRole('button', { name: '确定' }).click();
  await expect(other.getByRole('alert')).toContainText('请填这一项');
  await other.locator('#note').fill('户口簿第二页写明了，符合公告');
  await other.getByRole('button', { name: '确定' }).click();
  await page.goto(application);
  await expect(page.locator('.tag').first()).toHaveText('accepted');
});
