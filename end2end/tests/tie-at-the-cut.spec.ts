import { at, CODE, untilShortlist } from '../job';
import { expect, sound, test, PASSWORD } from '../world';

test('who is level at the cut goes on together, and everybody reads why', async ({ world }) => {
  const applications = await untilShortlist(world);
  await at(world, 'exam', '/desk/{}/shortlist', async (page) => {
    // Two would go on; 80, 70 and 70 do.
    await page.getByRole('button', { name: /确定/ }).first().click();
    await expect(page.locator('#people .tag--pass')).toHaveCount(3);
    await expect(page.locator('#people')).toContainText('70.00');
  });
  const outcomes = [];
  for (const [n, application] of applications.entries()) {
    const page = await world.visitor({ width: 390 });
    await world.signIn(page, `applicant${n + 1}@example.com`, PASSWORD);
    await page.goto(`${application}/result`);
    await sound(page);
    outcomes.push(await page.getByRole('heading', { level: 1 }).innerText());
    await page.context().close();
  }
  expect(outcomes.filter((text) => text.includes('你进入面试'))).toHaveLength(3);
  const again = await world.as('exam');
  await again.goto(`/desk/${CODE}/shortlist`);
  await expect(again.getByRole('button', { name: /确定/ }), 'decided once').toHaveCount(0);
});
