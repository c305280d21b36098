import { expect, picture, scriptless, sound, test } from '../world';

test('anybody verifies a certificate by its number; a revoked one says so at once', async ({ world }) => {
  const officer = await world.as('certificates');
  await officer.goto('/desk/gjz-2026/certificates');
  const link = officer.locator('.grid tbody a').first();
  const href = (await link.getAttribute('href'))!;
  const number = href.split('/').pop()!;

  for (const javaScript of [true, false]) {
    const reader = await world.visitor({ width: 390, javaScript });
    await reader.goto('/certificates');
    await reader.locator('main form input').first().fill('123');
    await reader.locator('main form button').first().click();
    await expect(reader.getByRole('alert')).toBeVisible();
    await expect(reader.locator('main form input').first()).toHaveValue('123');
    await sound(reader);
    // Spaces as printed; the answer first.
    await reader.locator('main form input').first().fill(number.replace(/^(\d{6})(\d{4})/, '$1 $2 '));
    await reader.locator('main form button').first().click();
    await expect(reader.getByRole('heading', { level: 1 })).toHaveText('这张证书有效');
    await scriptless(reader);
    await sound(reader);
    // A number that was mistyped by one digit is none.
    const wrong = number.slice(0, -1) + ((Number(number.slice(-1)) + 1) % 10);
    await reader.goto(`/certificates/${wrong}`);
    await expect(reader.getByRole('heading', { level: 1 })).not.toHaveText('这张证书有效');
    await reader.context().close();
  }
  const english = await world.visitor({ language: 'en' });
  await english.goto(`/certificates/${number}`);
  await sound(english);
  const chinese = await world.visitor();
  await chinese.goto(`/certificates/${number}`);
  await picture(chinese, 'certificate');

  await officer.goto(href);
  await officer.locator('input[value=suspend]').check();
  await officer.locator('main form button').first().click();
  await expect(officer.getByRole('alert'), 'a suspension says why').toBeVisible();
  await sound(officer);
  await officer.locator('input[value=suspend]').check();
  await officer.locator('#reason').fill('正在核查学历');
  await officer.locator('main form button').first().click();
  await expect(officer.getByRole('alert')).toHaveCount(0);
  await chinese.reload();
  await expect(chinese.getByRole('heading', { level: 1 })).toContainText('暂停');
  await expect(chinese.locator('main'), 'the reason is not public').not.toContainText('正在核查学历');
  await sound(chinese);
});
