import type { Page } from '@playwright/test';
import { expect, sound, test, type World } from '../world';

const RULES = '/desk/qs-2026/rules';

/** A draft that begins as a copy of the demonstration's rules. */
async function drafted(author: Page) {
  await author.getByRole('link', { name: '起草一次招聘' }).click();
  await author.locator('#title').fill('2026年青松区公开招聘社区工作者公告');
  await author.locator('#code').fill('qs-2026');
  await author.locator('#announcement').fill('## 第1条　岗位\n\n见岗位表。');
  await author.locator('#area').selectOption('990000/210211');
  await author.locator('#pattern').selectOption('gjz-2026');
  await author.getByRole('button', { name: '保存，去填规则' }).click();
  await expect(author).toHaveURL(/\/desk\/qs-2026\/rules$/);
}

/** A requirement with a group inside, written by buttons and boxes alone. */
async function writesARequirement(page: Page) {
  await page.goto(`${RULES}/eligibility`);
  await sound(page);
  const before = await page.locator('input[name="requirements"]').inputValue();
  const number = before.split(' ').length;
  await page.getByRole('button', { name: '加一条报考条件' }).click();
  await expect(page).toHaveURL(new RegExp(`#requirements-${number}$`));
  const own = page.locator(`#requirements-${number}`);
  await own.locator(`#requirements-${number}-title`).fill('年龄上限');
  await own.locator(`#requirements-${number}-when-0-new`).selectOption({ label: '出生日期（日期范围）' });
  await own.getByRole('button', { name: '加这个条件' }).click();
  await own.getByLabel('从', { exact: true }).fill('去年春天');
  await own.getByRole('button', { name: '加一组（符合其一）' }).first().click();
  await sound(page);

  // What cannot be read stays as it was typed, and is told beside its field when it is to be saved.
  await expect(own.getByLabel('从', { exact: true })).toHaveValue('去年春天');
  await page.getByRole('button', { name: '保存', exact: true }).click();
  await expect(page.getByRole('alert')).toBeVisible();
  await expect(own.locator('.field--error')).toHaveCount(1);
  await sound(page);
  await own.getByLabel('从', { exact: true }).fill('1985-03');

  // Into the group one condition; then it moves up and down.
  const group = own.locator('.branch .branch').filter({ has: page.locator('[id$="-mode"]') });
  await group.locator('select[id$="-new"]').selectOption({ index: 3 });
  await group.getByRole('button', { name: '加这个条件' }).click();
  await expect(own.locator('.branch .branch .branch')).toHaveCount(1);
  await own.getByRole('button', { name: /^下移\s*出生日期/ }).click();
  await expect(own.locator('.branch .branch .branch')).toHaveCount(2);
  await own.getByRole('button', { name: /^上移\s*出生日期/ }).click();
  await expect(own.locator('.branch .branch .branch')).toHaveCount(1);
  await page.getByRole('button', { name: '保存', exact: true }).click();
  await expect(page.getByRole('alert')).toHaveCount(0);
  await expect(page.locator(`#requirements-${number}-title`)).toHaveValue('年龄上限');
}

const SHOW = '显示这一种的内容';

/** A figure that cannot be read stays as it was typed; a choice calls for boxes; thirty instead of three for each place. */
async function writesWhatAChoiceCallsFor(page: Page) {
  await page.goto(`${RULES}/bonus`);
  await page.getByRole('button', { name: '加一个加分项' }).click();
  const last = (await page.locator('input[name="items"]').inputValue()).split(' ').length - 1;
  const item = page.locator(`#items-${last}`);
  await item.locator(`#items-${last}-name`).fill('社会工作师证书');
  await item.locator(`#items-${last}-points`).fill('3,5');
  await sound(page);
  await page.getByRole('button', { name: '保存', exact: true }).click();
  await expect(page.getByRole('alert')).toBeVisible();
  await expect(item.locator(`#items-${last}-points`)).toHaveValue('3,5');
  await item.locator(`#items-${last}-points`).fill('3.5');
  await page.getByRole('button', { name: '保存', exact: true }).click();
  await expect(page.getByRole('alert')).toHaveCount(0);

  await page.goto(`${RULES}/stages`);
  await page.getByRole('button', { name: '加一个环节' }).click();
  const stage = page.locator('#stages-2');
  await stage.locator('#stages-2-name').fill('技能测试');
  await stage.locator('#stages-2-scoring').selectOption({ label: '考官打分（面试）' });
  await page.getByRole('button', { name: '保存', exact: true }).click();
  await expect(page.getByRole('alert')).toHaveCount(0);
  await expect(page.getByRole('status').first()).toContainText('要填的内容现在显示在下面');
  await sound(page);
  await expect(stage.locator('#stages-2-panel-examiners')).toBeVisible();
  await stage.locator('#stages-2-panel-full').fill('100');
  await page.locator('#stages-0-cut-quota').selectOption({ label: '固定人数' });
  await page.locator('#stages-0-cut-quota_number').fill('30');
  await sound(page);
  await page.getByRole('button', { name: '保存', exact: true }).click();
  await expect(page.getByRole('alert')).toHaveCount(0);
  await expect(page.locator('.desk__head')).toContainText('技能测试');
  await expect(page.locator('#stages-0-cut-quota_number')).toHaveValue('30');
}

/** Days off and a weekend that is worked instead, in their fold. */
async function writesDaysOff(page: Page) {
  await page.goto(`${RULES}/publication`);
  await page.getByText('放假和调休的日子').click();
  await page.locator('#off-0-from').fill('2027-02-30');
  await page.getByRole('button', { name: '保存', exact: true }).click();
  await expect(page.locator('#off-0-from')).toHaveValue('2027-02-30');
  await expect(page.getByRole('alert')).toBeVisible();
  await page.locator('#off-0-from').fill('2027-02-05');
  await page.locator('#off-0-until').fill('2027-02-11');
  await page.locator('#worked-0-day').fill('2027-02-20');
  await page.getByRole('button', { name: '保存', exact: true }).click();
  await expect(page.getByRole('alert')).toHaveCount(0);
  await page.reload();
  await expect(page.locator('#off-0-until')).toHaveValue('2027-02-11');
  await expect(page.locator('#worked-0-day')).toHaveValue('2027-02-20');
  await sound(page);
}

/** Two answers of one code are said at once, and mended by one click; the earlier version is the way back. */
async function mendsByAClick(page: Page) {
  await page.goto(`${RULES}/facts`);
  await page.getByRole('button', { name: '加一个问题' }).click();
  const last = (await page.locator('input[name="facts"]').inputValue()).split(' ').length - 1;
  const own = page.locator(`#facts-${last}`);
  await own.locator(`#facts-${last}-label`).fill('最高职称');
  await own.locator(`#facts-${last}-shape`).selectOption({ label: '单选' });
  await own.getByRole('button', { name: SHOW }).last().click();
  await own.locator(`#facts-${last}-options`).fill('none | 没有\nnone | 高级\n正高级');
  await page.getByRole('button', { name: '先检查，不保存' }).click();
  await sound(page);
  await page.getByRole('button', { name: '第二个“none”改成“none-2”' }).click();
  await expect(page.getByRole('status').first()).toContainText('已按检查结果改好');
  await expect(page.locator(`#facts-${last}-options`)).toHaveValue('none | 没有\nnone-2 | 高级\noption-3 | 正高级');
  await sound(page);
  await page.getByRole('button', { name: /不要这样改/ }).click();
  await expect(page.getByRole('status').first()).toContainText('已经回去了');
  await page.goto(`${RULES}/facts`);
  await expect(page.locator(`#facts-${last}-options`)).toHaveCount(0);
  await page.getByRole('button', { name: '保存', exact: true }).click();
  await expect(page.getByRole('status').first()).toContainText('没有改动');
}

/** The course is read in cards, each with its way into the form. */
async function readsTheCourse(page: Page) {
  await page.goto(RULES);
  const cards = page.locator('.course > li');
  await expect(cards.first()).toContainText('合格线');
  await sound(page);
  await page.getByText(/按默认规则/).first().click();
  await cards.nth(1).getByRole('link', { name: /^修改/ }).click();
  await expect(page).toHaveURL(/#stages-1$/);
  await page.goto(RULES);
  const stages = await cards.locator('a[href*="#stages-"]').filter({ hasText: /^修改/ }).count();
  await page.getByRole('button', { name: '加一个环节' }).click();
  await expect(page.locator(`#stages-${stages}-name`)).toHaveValue('');
  await expect(page.locator('#stages-0-name')).not.toHaveValue('');
}

async function begin(world: World, options: { javaScript?: boolean; width?: number }) {
  const author = await world.as('organiser', options);
  await drafted(author);
  return author;
}

test('an organiser writes requirements by buttons and boxes, and sees findings while typing', async ({ world }) => {
  const author = await begin(world, {});
  await writesARequirement(author);
  await writesWhatAChoiceCallsFor(author);
  await writesDaysOff(author);
  await mendsByAClick(author);
  await readsTheCourse(author);

  // The findings follow what is typed; nothing is saved.
  await author.goto(`${RULES}/total`);
  const weight = author.locator('#total-parts-0-weight');
  const saved = await weight.inputValue();
  await weight.fill('33%');
  await expect(author.locator('#findings')).toContainText('33%');
  await expect(author.getByText('边填边检查')).toBeVisible();
  await expect(author.locator('#findings')).toContainText('还没有保存');
  await weight.fill('三成');
  await expect(author.locator('#findings')).toContainText('有1处填写还读不出来');
  await sound(author);
  await author.reload();
  await expect(weight).toHaveValue(saved);

  // Every part is a form, and sound; the JSON is only another way.
  for (const part of ['basics', 'areas', 'pools', 'posts', 'facts', 'definitions', 'exclusions', 'applying', 'tracks', 'opening', 'bonus',
    'stages', 'after', 'publication', 'variants', 'decisions', 'examples', 'notes', 'marks']) {
    await author.goto(`${RULES}/${part}`);
    await expect(author.locator('#rule-form')).toBeVisible();
    await sound(author);
  }
});

test('a piece that is added can be filled in at once, and what it lacks is told', async ({ world }) => {
  const author = await begin(world, {});
  const pieces = {
    pools: '加一个类别', applying: '加一段报名时间', tracks: '加一个通道', bonus: '加一个加分项', stages: '加一个环节', total: '加一项比较',
    after: '加一步', publication: '加一项公示', variants: '加一组另外规定', decisions: '加一项决定', examples: '加一个算例',
  };
  for (const [part, button] of Object.entries(pieces)) {
    await author.goto(`${RULES}/${part}`);
    await author.getByRole('button', { name: button }).click();
    await expect(author.locator('.savebar')).toContainText('还没有保存');
    await sound(author);
    await author.getByRole('button', { name: '保存', exact: true }).click();
    if (part !== 'total') await expect(author.getByRole('alert')).toBeVisible();
    await sound(author);
  }
});

test('the same without scripts, and on a telephone', async ({ world }) => {
  const author = await begin(world, { javaScript: false });
  await writesARequirement(author);
  await writesWhatAChoiceCallsFor(author);
  await writesDaysOff(author);
  await mendsByAClick(author);
  await readsTheCourse(author);
  await author.goto(`${RULES}/total`);
  await expect(author.getByText('边填边检查')).toBeHidden();
  const phone = await world.as('organiser', { width: 390 });
  await phone.goto(RULES);
  await sound(phone);
  for (const part of ['eligibility', 'exclusions', 'facts', 'bonus', 'stages', 'total', 'after', 'publication', 'decisions']) {
    await phone.goto(`${RULES}/${part}`);
    await sound(phone);
  }
});
