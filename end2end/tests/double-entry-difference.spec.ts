import { at, CODE, freeze, type, untilWritten } from '../job';
import { expect, picture, sound, test } from '../world';

test('two people type the same scripts, what differs is shown and settled by a third', async ({ world }) => {
  await untilWritten(world);
  await at(world, 'recorder1', '/desk/{}/marks/written/enter/first', async (page) => {
    // A figure above the full mark and one with a comma are told in their boxes; nothing of the page is taken.
    await type(page, 'written', ['100.5', '7,5', '70', '65']);
    const alert = page.getByRole('alert');
    await expect(alert).toContainText('100');
    await expect(alert).toContainText('逗号');
    await expect(page.locator('#r1i0')).toHaveValue('7,5');
    await sound(page);
    await page.locator('#r0i0').fill('80');
    await page.locator('#r1i0').fill('70');
    await page.getByRole('button', { name: '存这一批' }).click();
    await expect(alert).toHaveCount(0);
  });
  await at(world, 'recorder2', '/desk/{}/marks/written/enter/second', async (page) => {
    await expect(page.locator('main')).not.toContainText('80.00');
    await type(page, 'written', ['80', '77', '70', '缺考']);
    await expect(page.getByRole('alert')).toHaveCount(0);
  });
  // The recorders cannot settle, and the first to type sees no comparison to copy from.
  const recorder = await world.as('recorder1');
  await recorder.goto(`/desk/${CODE}/marks/written/compare`);
  await expect(recorder.getByRole('button', { name: /裁定/ })).toHaveCount(0);

  await at(world, 'checker', '/desk/{}/marks/written/compare', async (page) => {
    await expect(page.locator('.diffs tbody tr')).toHaveCount(2);
    await picture(page, 'double-entry');
    for (const choice of ['first', 'second']) {
      await page.locator('.diffs tbody tr:not(.settled) a').first().click();
      await page.locator('#ruling .btn').click();
      await expect(page.getByRole('alert'), 'nothing is chosen yet').toBeVisible();
      await sound(page);
      await page.locator(`input[name=choice][value=${choice}]`).check();
      await page.locator('#reason').fill('原卷是这样');
      await page.locator('#ruling .btn').click();
      await expect(page.getByRole('alert')).toHaveCount(0);
    }
    await expect(page.locator('.diffs tr.settled')).toHaveCount(2);
  });
  await freeze(world, 'written');
  await at(world, 'checker', '/desk/{}/marks/written/compare', async (page) => {
    await expect(page.locator('main')).toContainText('成绩已经冻结');
  });
});
