import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium, type Locator, type Page } from 'playwright-core';

const packageFile = new URL('../../node_modules/@sparticuz/chromium/package.json', import.meta.url);
/** Set while the package is loaded and unpacked, so that it also brings the libraries which the browser needs. */
const whileUnpacking = { AWS_LAMBDA_JS_RUNTIME: 'nodejs22.x' };
/** What the package sets for itself on loading; put back, since the tests start other programs too. */
const touched = ['AWS_LAMBDA_JS_RUNTIME', 'TMPDIR', 'LD_LIBRARY_PATH', 'FONTCONFIG_PATH', 'HOME'] as const;

/** A Chromium without a window that talks to nobody but the pages under test. */
export async function startBrowser(): Promise<Browser> {
  const home = await unpackOnce();
  return chromium.launch({
    executablePath: join(home, 'chromium'),
    args: [
      '--no-sandbox',
      '--no-zygote',
      '--disable-gpu',
      '--disable-quic',
      '--disable-sync',
      '--no-pings',
      '--font-render-hinting=none',
    ],
    env: { ...process.env, LD_LIBRARY_PATH: join(home, 'al2023', 'lib'), FONTCONFIG_FILE: join(home, 'fonts.conf') },
  });
}

/** The folder of the unpacked browser. Test files that start at once each unpack for themselves; the first to be done is used. */
async function unpackOnce(): Promise<string> {
  const { version } = JSON.parse(await readFile(packageFile, 'utf8')) as { version: string };
  const home = join(tmpdir(), `studyloop-chromium-${version}`);
  if (existsSync(join(home, 'chromium'))) return home;
  const fresh = await mkdtemp(join(tmpdir(), 'studyloop-unpacking-'));
  await unpackInto(fresh);
  await writeFile(join(fresh, 'fonts.conf'), fontsConf);
  const isFirst = await rename(fresh, home).then(
    () => true,
    () => false,
  );
  if (!isFirst) await rm(fresh, { recursive: true });
  return home;
}

async function unpackInto(folder: string): Promise<void> {
  const before = touched.map((name) => [name, process.env[name]] as const);
  Object.assign(process.env, whileUnpacking, { TMPDIR: folder });
  try {
    const { default: packed } = await import('@sparticuz/chromium');
    await packed.executablePath();
  } finally {
    for (const [name, value] of before) {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
  }
}

const fontsConf = `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir prefix="relative">fonts</dir><dir>/usr/share/fonts</dir><cachedir prefix="xdg">fontconfig</cachedir></fontconfig>
`;

/** A tab of the web chat, used as a person does: by what they read on it. */
export class Tab {
  readonly page: Page;
  readonly #url: string;
  #home = '';

  constructor(page: Page, url: string) {
    this.page = page;
    this.#url = url;
  }

  /** Comes in by typing a name; stands in the direct line then. */
  async comeIn(name: string): Promise<this> {
    await this.page.goto(this.#url);
    await this.page.getByLabel('What may I call you?').fill(name);
    await this.page.getByRole('button', { name: 'Come in' }).click();
    await this.page.waitForURL('**/direct');
    this.#home = new URL(this.page.url()).pathname.replace('/direct', '');
    return this.ready();
  }

  /** Goes to a room by its name in the list; without one, to the direct line. */
  async goTo(room = 'Studyloop'): Promise<this> {
    const places = this.page.getByRole('navigation', { name: 'Places' });
    if (!(await places.isVisible())) await this.page.getByRole('button', { name: 'Places' }).click();
    await places.getByRole('link', { name: room }).click();
    await this.page.getByRole('heading', { level: 1, name: room }).waitFor();
    return this.ready();
  }

  /** Waits until the page is alive: its stream is open. */
  async ready(): Promise<this> {
    await this.page.locator('body[data-live]').waitFor();
    return this;
  }

  get line(): Locator {
    return this.page.locator('#line');
  }

  get dialog(): Locator {
    return this.page.getByRole('dialog');
  }

  get messages(): Locator {
    return this.page.locator('#messages > li');
  }

  /** Types a line, sends it with Enter and waits for the answer. */
  async say(line: string): Promise<void> {
    if ((await this.dialog.count()) > 0) throw new Error(`A form lies over the line: ${await this.dialog.innerText()}`);
    await this.line.fill(line);
    await this.page.keyboard.press('Escape');
    await this.#acts(() => this.line.press('Enter'));
  }

  /** Presses the newest button of this name, in the open dialog when there is one, and waits for the answer. */
  async press(label: string | RegExp): Promise<void> {
    const button = await this.button(label);
    await this.#acts(() => button.click());
  }

  async button(label: string | RegExp): Promise<Locator> {
    const within = (await this.dialog.count()) > 0 ? this.dialog : this.messages;
    return within.getByRole('button', { name: label, exact: typeof label === 'string' }).last();
  }

  /** Picks from the newest picker of this label. */
  async pick(label: string, choice: string): Promise<void> {
    const select = this.page.getByLabel(label, { exact: true }).last();
    await select.selectOption({ label: choice });
    await this.#acts(() =>
      this.page
        .getByRole('button', { name: `Choose: ${label}` })
        .last()
        .click(),
    );
  }

  /** Fills in the open form by the labels of its fields; a file is given as a path. */
  async fill(values: Readonly<Record<string, string>>): Promise<void> {
    for (const [label, value] of Object.entries(values)) await this.#fillField(label, value);
  }

  async #fillField(label: string, value: string): Promise<void> {
    const name = new RegExp(`^${label.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}( optional)?$`);
    const radios = this.dialog.getByRole('radiogroup', { name });
    if ((await radios.count()) > 0) return radios.getByRole('radio', { name: value, exact: true }).check();
    const field = this.dialog.getByLabel(name);
    const kind = await field.evaluate((it) => (it as unknown as { type: string }).type);
    if (kind === 'select-one') await field.selectOption({ label: value });
    else if (kind === 'file') await field.setInputFiles(value);
    else await field.fill(value);
  }

  /** Waits until this can be read in the messages or in the open dialog. */
  async sees(text: string | RegExp): Promise<void> {
    await this.page.locator('#messages, dialog[open]').getByText(text).last().waitFor();
  }

  /** The texts of all messages on the page, oldest first. */
  async texts(): Promise<readonly string[]> {
    return this.messages.allInnerTexts();
  }

  async #acts(act: () => Promise<unknown>): Promise<void> {
    const answered = this.page.waitForResponse((response) => response.url().endsWith(`${this.#home}/acts`));
    await act();
    await (await answered).finished();
    await this.page.locator('[aria-busy="true"]').waitFor({ state: 'detached' });
  }
}
