import { expect, sound, test } from '../world';

test('one official drafts, another checks and announces, and the public reads it', async ({ world }) => {
  const author = await world.as('organiser');
  await author.getByRole('link', { name: '起草一次招聘' }).click();
  await sound(author);

  // Bad input first: told beside the fields, everything kept.
  await author.locator('#title').fill('2026年青松区公开招聘社区工作者公告');
  await author.locator('#code').fill('Q S');
  await author.locator('#announcement').fill('## 第1条　岗位\n\n见岗位表。');
  await author.getByRole('button', { name: '保存，去填规则' }).click();
  await expect(author.getByRole('alert')).toBeVisible();
  await expect(author.locator('#title')).toHaveValue('2026年青松区公开招聘社区工作者公告');
  await sound(author);

  await author.locator('#code').fill('qs-2026');
  await author.locator('#area').selectOption('990000/210211');
  await author.locator('#pattern').selectOption('gjz-2026');
  await author.getByRole('button', { name: '保存，去填规则' }).click();
  await expect(author).toHaveURL(/\/desk\/qs-2026\/rules$/);
  await sound(author);

  // A line that cannot be read is named by its number, and nothing is changed.
  await author.locator('a[href$="/rules/posts"]').first().click();
  await sound(author);
  const posts = await author.locator('#posts').inputValue();
  await author.locator('#posts').fill(`${posts}\nQS-99\t月亮街道\t社区工作者\t3`);
  await author.getByRole('button', { name: '保存', exact: true }).click();
  await expect(author.getByRole('alert')).toContainText('第13行');
  await author.locator('#posts').fill(posts);
  await author.getByRole('button', { name: '保存', exact: true }).click();
  await expect(author.getByRole('alert')).toHaveCount(0);

  // A pattern brings no dates: until the rules say when people apply, nobody hands them in.
  await author.goto('/desk/qs-2026/rules');
  await expect(author.locator('.decide')).toContainText('没有网上报名的时间');
  await expect(author.getByRole('button', { name: '交给第二个人复核' })).toHaveCount(0);
  await author.goto('/desk/qs-2026/rules/applying');
  await author.getByRole('button', { name: '加一段报名时间' }).click();
  await author.locator('#windows-0-opens').fill('2027-03-01 09:00');
  await author.locator('#windows-0-closes').fill('2027-03-07 17:00');
  await author.getByRole('button', { name: '保存', exact: true }).click();
  await expect(author.getByRole('alert')).toHaveCount(0);
  await sound(author);

  // The form of the stages, the version before, and a trial.
  await author.goto('/desk/qs-2026/rules/stages');
  await sound(author);
  await author.goto('/desk/qs-2026/rules/versions');
  await expect(author.locator('.grid tbody tr')).toHaveCount(2);
  await sound(author);
  await author.goto('/desk/qs-2026/rules/try');
  await author.getByRole('button', { name: '试算' }).click();
  await expect(author.getByRole('alert')).toHaveCount(0);
  await sound(author);

  await author.goto('/desk/qs-2026/rules');
  await author.getByRole('button', { name: '交给第二个人复核' }).click();
  await expect(author.getByRole('listitem').filter({ hasText: '青松区' })).toContainText('等第二人复核');

  // Nobody announces their own draft.
  await author.goto('/desk/qs-2026/check');
  await expect(author.getByRole('button', { name: '复核无误，发布公告' })).toBeDisabled();

  const checker = await world.as('organiser2', { javaScript: false });
  await checker.goto('/desk/qs-2026/check');
  await checker.getByRole('button', { name: '复核无误，发布公告' }).click();
  await expect(checker).toHaveURL(/\/campaigns\/qs-2026$/);

  const reader = await world.visitor({ width: 390 });
  await reader.goto('/campaigns/qs-2026');
  await expect(reader.getByRole('heading', { level: 1 })).toContainText('2026年青松区公开招聘社区工作者公告');
  await sound(reader);
  await author.goto('/desk/qs-2026/edit');
  await expect(author.getByRole('alert')).toContainText('已公告');
});
