import type { Browser, Locator, Page } from 'playwright-core';
import { expect } from 'vitest';

/** A person at the web chat's page: says, presses and fills as one does with keyboard and mouse, and looks at what is there. */
export class Visitor {
  readonly page: Page;
  /** What the page complained of. */
  readonly complaints: string[] = [];

  private constructor(page: Page) {
    this.page = page;
    page.on('pageerror', (error) => this.complaints.push(String(error)));
    page.on('console', (message) => message.type() === 'error' && this.complaints.push(message.text()));
  }

  static async arrives(browser: Browser, url: string, name: string, zone = 'Europe/Berlin'): Promise<Visitor> {
    const page = await browser.newPage({ timezoneId: zone, locale: 'en-GB', viewport: { width: 1100, height: 900 } });
    page.setDefaultTimeout(10_000);
    const visitor = new Visitor(page);
    await page.goto(url);
    await page.getByLabel('What may I call you?').fill(name);
    await page.keyboard.press('Enter');
    await visitor.#line.waitFor();
    return visitor;
  }

  get #line(): Locator {
    return this.page.locator('#line');
  }
  get #log(): Locator {
    return this.page.locator('#messages');
  }
  get messages(): Locator {
    return this.page.locator('#messages > li');
  }
  get dialog(): Locator {
    return this.page.getByRole('dialog');
  }

  /** Types a line and sends it, without taking what is suggested. */
  async says(line: string): Promise<void> {
    await this.#line.fill(line);
    await this.#line.press('Escape');
    await this.#acts(() => this.#line.press('Enter'));
    await expect.poll(() => this.#line.inputValue()).toBe('');
  }

  /** Begins to type, goes down the suggestions to the one that is wanted, and takes and sends it: keys only. */
  async completes(typed: string, command: string): Promise<void> {
    await this.#line.pressSequentially(typed);
    const wanted = this.page.getByRole('option', { name: command });
    await wanted.waitFor();
    for (let tries = 0; (await wanted.getAttribute('aria-selected')) !== 'true'; tries++) {
      expect(tries).toBeLessThan(20);
      await this.#line.press('ArrowDown');
    }
    await this.#line.press('Enter');
    await expect.poll(() => this.#line.inputValue()).toContain(command);
    await this.#line.press('Escape');
    await this.#acts(() => this.#line.press('Enter'));
    await expect.poll(() => this.#line.inputValue()).toBe('');
  }

  /** Clicks the newest button with this label. */
  async presses(label: string | RegExp): Promise<void> {
    await this.#acts(() => this.#button(label).click());
  }

  /** The same by keyboard alone. */
  async pressesByKey(label: string | RegExp): Promise<void> {
    await this.#acts(() => this.#button(label).press('Enter'));
  }

  /** Does something that is sent, and waits for its answer. */
  async #acts(act: () => Promise<void>): Promise<void> {
    const answered = this.page.waitForResponse((response) => response.url().endsWith('/acts'));
    await act();
    await answered;
  }

  #button(label: string | RegExp): Locator {
    return this.#log.getByRole('button', { name: label, exact: typeof label === 'string' }).last();
  }

  /** A field of the open form, by the beginning of its label. */
  field(label: string): Locator {
    return this.dialog.getByLabel(label).and(this.page.locator('input, textarea, select')).first();
  }

  /** Fills fields of the open form by their labels, and sends it. */
  async fills(fields: Readonly<Record<string, string>>, send: string): Promise<void> {
    await this.dialog.waitFor();
    for (const [label, value] of Object.entries(fields)) {
      const field = this.field(label);
      if ((await field.evaluate((it) => it.tagName)) === 'SELECT') await field.selectOption({ label: value });
      else await field.fill(value);
    }
    await this.#acts(() => this.dialog.getByRole('button', { name: send, exact: true }).click());
  }

  /** Waits until the page shows this. */
  async sees(text: string | RegExp): Promise<void> {
    await this.#log.getByText(text).last().waitFor({ state: 'visible' });
  }

  /** Everything that is said on the page, as text. */
  async reads(): Promise<string> {
    return this.#log.innerText();
  }
}
