import { at, CODE, untilTotals } from '../job';
import { expect, picture, scriptless, sound, test, PASSWORD } from '../world';

for (const javaScript of [true, false]) test(`a list is sealed, approved by one, published by another, looked up by anybody, and certificates follow (scripts ${javaScript ? 'on' : 'off'})`, async ({ world }) => {
  world.javaScript = javaScript;
  const applications = await untilTotals(world);
  await at(world, 'exam', '/desk/{}/publish', async (page) => {
    await page.locator('#seal button').click();
    await expect(page.getByRole('alert')).toHaveCount(0);
  });
  // Before the approval the red button is off; who approves does not publish.
  await at(world, 'publisher', '/desk/{}/publish', async (page) => {
    await expect(page.locator('.btn--seal')).toBeDisabled();
  });
  await at(world, 'approver', '/desk/{}/publish', async (page) => {
    if (javaScript) await picture(page, 'publish');
    await page.getByRole('button', { name: '审核无误，签字' }).click();
    await expect(page.locator('.btn--seal')).toHaveCount(0);
  });
  await at(world, 'publisher', '/desk/{}/publish', async (page) => {
    await page.locator('#copied').fill('公布第1版4人');
    await page.locator('.btn--seal').click();
    await expect(page.getByRole('alert')).toBeVisible();
    await expect(page.locator('#copied')).toHaveValue('公布第1版4人');
    await sound(page);
    const sentence = (await page.locator('label[for=copied]').innerText()).split(/[：:]/).pop()!.trim();
    await page.locator('#copied').fill(sentence);
    await page.locator('.btn--seal').click();
    await expect(page.locator('main')).toContainText('第1版已经公布');
  });

  const reader = await world.visitor({ javaScript: false, width: 390 });
  await reader.goto(`/campaigns/${CODE}/results`);
  await scriptless(reader);
  await expect(reader.locator('.roll tbody tr').first()).toContainText('进入体检');
  const text = await reader.locator('main').innerText();
  expect(text, 'names are masked').toMatch(/[＊*]/);
  const ticket = text.match(/\d{11}/)![0];
  await reader.locator('main form input').first().fill(ticket);
  await reader.getByRole('button', { name: '查找' }).click();
  await expect(reader.locator('main')).toContainText(ticket);
  const english = await world.visitor({ language: 'en' });
  await english.goto(`/campaigns/${CODE}/results`);
  await sound(english);
  const sealed = await reader.request.get(`/campaigns/${CODE}/results/1/sealed.json`);
  expect(sealed.ok()).toBe(true);
  expect(await sealed.text(), 'no identity number, no phone').not.toMatch(/990001\d{11}|100\d{8}/);

  // Everybody sees their own marks, rank and why.
  for (const [n, application] of applications.entries()) {
    const page = await world.visitor();
    await world.signIn(page, `applicant${n + 1}@example.com`, PASSWORD);
    await page.goto(`${application}/result`);
    await sound(page);
    await expect(page.locator('.calc').first()).toBeVisible();
    await page.context().close();
  }

  await at(world, 'certificates', '/desk/{}/certificates', async (page) => {
    await page.getByRole('button', { name: /^给这1人签发/ }).click();
    await expect(page.locator('.grid tbody tr')).toHaveCount(1);
  });
});
