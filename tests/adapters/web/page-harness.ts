import type { Browser, BrowserContext, BrowserContextOptions } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect } from 'vitest';
import { startBrowser, Tab } from '../../support/browser.ts';
import { type StartedWeb, startWeb } from './harness.ts';

/** A chat, and browsers of people who look at it. */
export interface Pages {
  readonly chat: StartedWeb;
  /** A browser of somebody's. */
  open(options?: BrowserContextOptions): Promise<BrowserContext>;
  /** A tab of the browser that was opened last, in which someone has come in. */
  tab(name: string): Promise<Tab>;
  /** A page of that browser that nobody has come in to yet. */
  blank(): Promise<Tab>;
  /** How many of the requests done hold this text. */
  done(what: string): number;
}

/** For the tests of one file. Whatever a page complains about fails the test that it was open in. */
export function openPages(): Pages {
  let browser: Browser;
  let chat: StartedWeb;
  let context: BrowserContext;
  const complaints: string[] = [];
  beforeAll(async () => {
    [browser, chat] = await Promise.all([startBrowser(), startWeb()]);
  });
  afterAll(async () => {
    await browser?.close();
    await chat?.stop();
  });
  afterEach(async () => {
    await context?.close();
    expect(complaints.splice(0)).toEqual([]);
  });

  async function blank(): Promise<Tab> {
    const page = await context.newPage();
    page.on('pageerror', (error) => complaints.push(String(error)));
    page.on('console', (message) => {
      if (/Content Security Policy|Uncaught/.test(message.text())) complaints.push(message.text());
    });
    return new Tab(page, chat.url);
  }

  const usual = { viewport: { width: 1180, height: 800 }, locale: 'en-GB', timezoneId: 'Europe/Berlin' };
  return {
    get chat() {
      return chat;
    },
    async open(options = {}) {
      context = await browser.newContext({ ...usual, ...options });
      return context;
    },
    blank,
    tab: async (name) => (await blank()).comeIn(name),
    done: (what) => chat.bot.done.filter((it) => JSON.stringify(it).includes(what)).length,
  };
}
