import { describe, expect, test } from 'vitest';
import { openPages } from './page-harness.ts';

const pages = openPages();

describe('by keyboard alone', () => {
  test('from the name to a first answer, with a command that completes itself', async () => {
    const context = await pages.open();
    const page = await context.newPage();
    await page.goto(pages.chat.url);
    await page.locator('#name:focus').waitFor(); // the browser gives the focus a moment after the page is there
    await page.keyboard.type('Keya');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/as/keya/direct');
    await page.keyboard.press('Tab');
    expect(await page.evaluate('document.activeElement.textContent')).toBe('Skip to what you want to say');
    await page.keyboard.press('Enter');
    await page.locator('#line:focus').waitFor();
    await page.keyboard.type('/cou');
    const list = page.getByRole('listbox', { name: 'Suggestions' });
    await list.getByRole('option', { name: '/study counter' }).waitFor();
    await page.keyboard.press('Enter');
    expect(await page.locator('#line').inputValue()).toBe('/study counter ');
    expect(await page.locator('#hint').innerText()).toContain('from: Start at (0 to 999)');
    await page.keyboard.type('12');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Count 12' }).waitFor();
    await expect.poll(() => page.locator('#line').inputValue()).toBe('');
  });

  test('the root alone is said as it is, and what only begins it is completed', async () => {
    await pages.open();
    const ada = await pages.tab('Ada');
    await ada.line.pressSequentially('/study');
    await ada.page.getByRole('option').first().waitFor();
    await ada.page.keyboard.press('Enter');
    await ada.sees('Help is here');
    expect(pages.chat.bot.done.at(-1)).toMatchObject({ kind: 'say', root: 'study', name: '', options: {} });
    await expect.poll(() => ada.line.inputValue()).toBe('');
    await ada.line.pressSequentially('/stu');
    await ada.page.keyboard.press('Enter');
    expect(await ada.line.inputValue()).toMatch(/^\/study \S+ $/);
  });

  test('the list names its active option, moves round, closes on Escape, and Tab takes the first', async () => {
    await pages.open();
    const ada = await pages.tab('Ada');
    const active = () => ada.line.getAttribute('aria-activedescendant');
    await ada.line.pressSequentially('/');
    const options = ada.page.getByRole('option');
    expect(await options.count()).toBe(pages.chat.bot.catalog.commands.length);
    expect(await active()).toBeNull();
    await ada.page.keyboard.press('ArrowDown');
    expect(await active()).toBe(await options.first().getAttribute('id'));
    expect(await options.first().getAttribute('aria-selected')).toBe('true');
    await ada.page.keyboard.press('ArrowUp');
    expect(await active()).toBe(await options.last().getAttribute('id'));
    await ada.page.keyboard.press('Escape');
    expect(await options.count()).toBe(0);
    expect(await active()).toBeNull();
    await ada.line.fill('/whi');
    await ada.page.keyboard.press('Tab');
    expect(await ada.line.inputValue()).toBe('/study whisper ');
    expect(await ada.page.evaluate('document.activeElement.id')).toBe('line');
  });

  test('a list that comes after Escape stays away', async () => {
    await pages.open();
    const ada = await pages.tab('Ada');
    const asked = Promise.withResolvers<() => Promise<void>>();
    await ada.page.route('**/suggestions?*', (route) => {
      if (route.request().url().includes('typed=gra'))
        asked.resolve(() => route.fulfill({ json: [{ value: 'late', label: 'Late' }] }).catch(() => {}));
      else void route.continue();
    });
    await ada.line.fill('/study topic gra');
    const answer = await asked.promise;
    await ada.page.keyboard.press('Escape');
    await answer();
    await ada.page.evaluate("fetch('/healthz').then((it) => it.text())");
    expect(await ada.page.getByRole('option').count()).toBe(0);
  });

  test('options are offered one after the other, by the bot and by their choices', async () => {
    await pages.open();
    const ada = await pages.tab('Ada');
    await ada.line.pressSequentially('/study topic gra');
    await ada.page.getByRole('option', { name: 'Graph theory' }).waitFor();
    await ada.page.keyboard.press('ArrowDown');
    await ada.page.keyboard.press('Enter');
    expect(await ada.line.inputValue()).toBe('/study topic subject:"Graph theory" ');
    expect(await ada.page.locator('#hint strong').innerText()).toBe('pace: Pace optional');
    await ada.page.getByRole('option', { name: 'Brisk' }).waitFor();
    await ada.page.keyboard.press('Tab');
    expect(await ada.line.inputValue()).toBe('/study topic subject:"Graph theory" pace:"Slow" ');
    await ada.page.keyboard.press('Enter');
    await ada.sees('Subject topic-1');
    await ada.sees('Pace slow');
  });

  test('a card that changes under the hand keeps the focus, and is read out', async () => {
    await pages.open();
    const ada = await pages.tab('Ada');
    await ada.say('/study counter 5');
    await ada.say('/study whisper and below it');
    await (await ada.button('Add one')).focus();
    await ada.page.keyboard.press('Enter');
    await ada.sees('Count 6');
    const focused = ada.page.locator('li.message:focus');
    expect(await focused.innerText()).toContain('Count 6');
    await ada.page.locator('#announcer').getByText('Studyloop: Count 6').waitFor({ state: 'attached' });
    await ada.page.keyboard.press('Tab');
    expect(await ada.page.evaluate('document.activeElement.textContent')).toBe('Add one');
  });
});

describe('a form', () => {
  test('that is refused stays with what was typed, and says at each field what it needs', async () => {
    await pages.open();
    const ada = await pages.tab('Ada');
    await ada.say('/study counter 1');
    await ada.press('Fill in');
    await ada.fill({
      'What do you want': 'impossible',
      Plan: 'First this,\nthen that.',
      Minutes: '20',
      'How is it going': 'Well',
    });
    await ada.press('Set it');
    const goal = ada.dialog.getByLabel('What do you want');
    expect(await goal.getAttribute('aria-invalid')).toBe('true');
    const described = (await goal.getAttribute('aria-describedby'))?.split(' ').at(-1);
    expect(await ada.page.locator(`#${described}`).innerText()).toBe('Please want something else.');
    expect(await ada.page.evaluate('document.activeElement.name')).toBe('goal');
    expect(await ada.dialog.getByRole('alert').innerText()).toContain('That cannot be');
    expect(await ada.dialog.getByLabel('Plan').inputValue()).toBe('First this,\nthen that.');
    await ada.fill({ 'What do you want': 'Pass graph theory' });
    expect(await goal.getAttribute('aria-invalid')).toBeNull();
    await ada.press('Set it');
    await expect.poll(() => ada.dialog.count()).toBe(0);
    await ada.sees('Goal: Pass graph theory');
    expect((await ada.texts()).join()).not.toContain('Count 1');
  });

  test('that is left by Escape, or by a reload, is as it was when it is opened again', async () => {
    await pages.open();
    const ada = await pages.tab('Ada');
    await ada.say('/study goal');
    await ada.fill({ 'What do you want': 'Half a thought', 'How is it going': 'Badly' });
    await ada.page.keyboard.press('Escape');
    await expect.poll(() => ada.dialog.count()).toBe(0);
    await ada.page.reload();
    await ada.say('/study goal');
    expect(await ada.dialog.getByLabel('What do you want').inputValue()).toBe('Half a thought');
    expect(await ada.dialog.getByRole('radio', { name: 'Badly' }).isChecked()).toBe(true);
    expect(await ada.dialog.getByLabel('Minutes').inputValue()).toBe('30');
    await ada.dialog.getByRole('button', { name: 'Start afresh' }).click();
    await expect.poll(() => ada.dialog.getByLabel('What do you want').inputValue()).toBe('');
    await ada.fill({ 'What do you want': 'A whole one', 'How is it going': 'Well' });
    await ada.press('Set it');
    await ada.say('/study goal');
    await expect.poll(() => ada.dialog.getByLabel('What do you want').inputValue()).toBe('');
  });

  test('keeps the focus inside while it is open', async () => {
    await pages.open();
    const ada = await pages.tab('Ada');
    await ada.say('/study goal');
    for (let n = 0; n < 12; n++) {
      await ada.page.keyboard.press('Tab');
      expect(
        await ada.page.evaluate(
          "document.activeElement === document.body || document.querySelector('dialog').contains(document.activeElement)",
        ),
      ).toBe(true);
    }
  });
});

describe('one press is one request', () => {
  test('a double click counts once, also when the card has changed between the clicks', async () => {
    await pages.open();
    const ada = await pages.tab('Ada');
    await ada.say('/study counter 200');
    const { x, y, width, height } = (await (await ada.button('Add one')).boundingBox()) ?? {
      x: 0,
      y: 0,
      width: 0,
      height: 0,
    };
    await ada.page.mouse.move(x + width / 2, y + height / 2);
    await ada.page.mouse.down({ clickCount: 1 });
    await ada.page.mouse.up({ clickCount: 1 });
    await ada.sees('Count 201');
    await ada.page.mouse.down({ clickCount: 2 });
    await ada.page.mouse.up({ clickCount: 2 });
    await ada.say('/study whisper and on');
    expect(pages.done('small.add?count=20')).toBe(1);
    await ada.press('Add one');
    await ada.sees('Count 202');
  });

  test('while one is under way, the card shows it and takes no other', async () => {
    await pages.open();
    const ada = await pages.tab('Ada');
    await ada.say('/study counter 300');
    const release = Promise.withResolvers<void>();
    pages.chat.bot.before = () => release.promise;
    const [add, below] = [await ada.button('Add one'), await ada.button('Add below')];
    await add.click();
    expect(await add.getAttribute('aria-disabled')).toBe('true');
    expect(await add.getAttribute('class')).toContain('busy');
    await add.dispatchEvent('click');
    await below.dispatchEvent('click');
    release.resolve();
    pages.chat.bot.before = async () => {};
    await ada.sees('Count 301');
    await ada.say('/study whisper after that');
    const pressed = pages.chat.bot.calls.filter((it) => it.kind === 'press' && it.wire.endsWith('count=300'));
    expect(pressed).toHaveLength(1);
  });

  test('a picker waits for its button', async () => {
    await pages.open();
    const ada = await pages.tab('Ada');
    await ada.say('/study counter 400');
    await ada.pick('Jump to', 'Twenty');
    await ada.sees('Count 20');
  });
});
