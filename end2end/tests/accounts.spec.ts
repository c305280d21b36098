import { idNumber, mailed } from '../people';
import { expect, sound, test, PASSWORD } from '../world';

for (const javaScript of [true, false]) {
  test(`somebody registers, is told every slip beside its field, and confirms the address ${javaScript ? '' : '(without scripts)'}`, async ({ world }) => {
    const page = await world.visitor({ javaScript, width: 390 });
    await page.goto('/register');
    await sound(page);
    await page.getByLabel('姓名').fill('张某某');
    await page.getByLabel('身份证号').fill('110105194912310021');
    await page.getByLabel('手机号').fill('1380000');
    await page.getByLabel('邮箱').fill('zhang');
    await page.locator('#password').fill('12345678');
    await page.getByRole('button', { name: '注册' }).click();
    await expect(page).toHaveTitle(/^有误：/);
    const summary = page.getByRole('alert');
    for (const told of ['身份证号有一位可能打错了', '手机号应该是11位', '邮箱应该像', '至少10个字', '请选一项']) await expect(summary).toContainText(told);
    await expect(page.getByLabel('姓名')).toHaveValue('张某某');
    await expect(page.locator('#password'), 'a password is never written back').toHaveValue('');
    await sound(page);

    await page.getByLabel('身份证号').fill(idNumber('1990-03-06', 7));
    await page.getByLabel('手机号').fill('100 9999 0007');
    await page.getByLabel('邮箱').fill('zhang@example.com');
    await page.locator('#password').fill('teapot-viaduct-7-otter');
    await page.getByLabel(/我同意/).check();
    await page.getByRole('button', { name: '注册' }).click();
    await expect(page).not.toHaveURL(/register/);

    await page.goto(await mailed(world, 'zhang@example.com'));
    await page.getByRole('button', { name: '确认这个邮箱' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('邮箱已确认');
    await sound(page);
    await page.goBack();
    await page.getByRole('button', { name: '确认这个邮箱' }).click();
    await expect(page.getByRole('alert')).toContainText('已经用过或过期');
  });
}

test('a forgotten password is replaced by a mailed link, in English', async ({ world }) => {
  const page = await world.visitor({ language: 'en' });
  await page.goto('/sign-in');
  await page.getByRole('link', { name: 'Forgot password' }).click();
  await page.locator('#login').fill('applicant3@example.com');
  await page.getByRole('button', { name: 'Send me a link' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Please look at your mail');
  await page.goto(await mailed(world, 'applicant3@example.com', 'reset-password'));
  await page.locator('#password').fill('short');
  await page.getByRole('button', { name: 'Save password' }).click();
  await expect(page.getByRole('alert')).toContainText('At least 10 characters');
  await sound(page);
  await page.locator('#password').fill('teapot-viaduct-7-otter');
  await page.getByRole('button', { name: 'Save password' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('The password is set');
  await world.signIn(page, 'applicant3@example.com', 'teapot-viaduct-7-otter');
});

test('after five wrong passwords even the right one must wait', async ({ world }) => {
  const page = await world.visitor();
  for (let i = 0; i < 6; i++) {
    await page.goto('/sign-in');
    await page.locator('#login').fill('applicant4@example.com');
    await page.locator('#password').fill(i < 5 ? 'wrong password' : PASSWORD);
    await page.locator('main form button').first().click();
    await expect(page.getByRole('alert')).toContainText(i < 5 ? '账号或密码不对' : '试的次数太多了');
  }
  await sound(page);
});

test('an administrator invites staff, and separated duties stay separated', async ({ world }) => {
  const admin = await world.as('admin');
  await admin.goto('/desk/accounts');
  await sound(admin);
  const invite = async (role: string) => {
    await admin.locator('#name').fill('马新人');
    await admin.locator('#email').fill('ma@example.com');
    await admin.locator('#role').selectOption(role);
    await admin.locator('#area').selectOption('990000/210211');
    await admin.getByRole('button', { name: '发出邀请' }).click();
  };
  await invite('organiser');
  await expect(admin.getByRole('row', { name: /马新人/ })).toContainText('等对方设置密码');
  await invite('exam_centre');
  await expect(admin.getByRole('alert')).toContainText('定规则的人不能运行规则');
  await sound(admin);

  const page = await world.visitor();
  await page.goto(await mailed(world, 'ma@example.com'));
  await page.locator('#password').fill('teapot-viaduct-7-otter');
  await page.getByRole('button', { name: '保存密码' }).click();
  await world.signIn(page, 'ma@example.com', 'teapot-viaduct-7-otter');
  await expect(page).toHaveURL(/\/desk$/);
  await page.goto('/desk/accounts');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('这一页不归你办理');
  await sound(page);
});

test('the inspector reads an unbroken trail', async ({ world }) => {
  const inspector = await world.as('inspector');
  await inspector.goto('/desk/audit');
  await expect(inspector.getByText(/首尾相连，没有断开/)).toBeVisible();
  await sound(inspector);
});
