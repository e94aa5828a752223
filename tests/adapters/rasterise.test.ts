import { execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { afterEach, expect, test } from 'vitest';
import { openRasteriser, type Rasteriser, rasterise, stopRasterising } from '../../adapters/shared/rasterise.ts';
import { Unavailable } from '../../src/errors.ts';

const approved = (name: string) => readFileSync(new URL(`../charts/approved/${name}.svg`, import.meta.url), 'utf8');
const studyDays = approved('study-days');
const withoutText = (svg: string) => svg.replace(/<text.*?<\/text>/gs, '');

const bounds = { timeLimitMs: 30_000, residentLimitMb: 1000, idleMs: 60_000 };
const opened: Rasteriser[] = [];
afterEach(async () => {
  await Promise.all([...opened.splice(0).map((one) => one.stop()), stopRasterising()]);
});

function open(more: Partial<typeof bounds> = {}): Rasteriser {
  const rasteriser = openRasteriser({ ...bounds, ...more });
  opened.push(rasteriser);
  return rasteriser;
}

/** Width and height in a PNG's first chunk (https://www.w3.org/TR/png-3/#11IHDR). */
function sizeOf(png: Uint8Array): readonly [number, number] {
  const bytes = Buffer.from(png);
  expect(bytes.subarray(1, 4).toString()).toBe('PNG');
  return [bytes.readUInt32BE(16), bytes.readUInt32BE(20)];
}

test.each(['study-days', 'forgetting-curve'])('%s is drawn with its text, twice as wide as it stands', async (name) => {
  const svg = approved(name);
  const height = Number(/ height="(\d+)"/.exec(svg)?.[1]);
  const [whole, bare] = await Promise.all([rasterise(svg, 480), rasterise(withoutText(svg), 480)]);
  expect(sizeOf(whole)).toEqual([960, 2 * height]);
  expect(sizeOf(bare)).toEqual([960, 2 * height]);
  expect(Buffer.from(whole).equals(bare)).toBe(false);
});

function inInter(text: string, weight = 400): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" width="200" height="40"><text y="30" font-family="Inter" font-size="24" font-weight="${weight}">${text}</text></svg>`;
}

async function countDifferent(svgs: readonly string[]): Promise<number> {
  const drawn = await Promise.all(svgs.map((svg) => rasterise(svg, 200)));
  return new Set(drawn.map((png) => Buffer.from(png).toString('base64'))).size;
}

test('each weight of the pictures is a face of its own, also in Greek and Cyrillic', async () => {
  const words = ['Graphs', 'Ελληνικά', 'Привет'];
  const svgs = words.flatMap((text) => [400, 600, 700].map((weight) => inInter(text, weight)));
  expect(await countDifferent([...svgs, inInter('')])).toBe(3 * 3 + 1);
});

const dejaVu = '/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf';

test.skipIf(!existsSync(dejaVu))("letters that Inter has not are lent by the system's fonts", async () => {
  expect(await countDifferent([inInter('ا'), inInter('ب'), inInter('ج')])).toBe(3);
});

test('a broken picture is refused, and the next one is drawn', async () => {
  const [broken, next] = await Promise.allSettled([rasterise('<svg', 480), rasterise(studyDays, 480)]);
  expect(broken).toMatchObject({ status: 'rejected', reason: expect.any(Unavailable) });
  expect(next.status).toBe('fulfilled');
});

test('a picture that crashes its process is refused, and the next one is drawn in another', async () => {
  const { rasterise, running } = open();
  await rasterise(studyDays, 480);
  const first = running()?.pid ?? 0;
  process.kill(first, 'SIGSTOP');
  const crashing = rasterise(studyDays, 480);
  process.kill(first, 'SIGKILL');
  await expect(crashing).rejects.toThrow(Unavailable);
  await rasterise(studyDays, 480);
  expect(running()?.pid).not.toBe(first);
});

test('a picture that takes too long is refused, and the next one is drawn in another process', async () => {
  const { rasterise, running } = open({ timeLimitMs: 5000 });
  await rasterise(studyDays, 480);
  const first = running()?.pid ?? 0;
  process.kill(first, 'SIGSTOP');
  await expect(rasterise(studyDays, 480)).rejects.toMatchObject({
    name: 'Unavailable',
    cause: expect.objectContaining({ message: expect.stringContaining('5000 ms') }),
  });
  await rasterise(studyDays, 480);
  expect(running()?.pid).not.toBe(first);
});

test('two hundred pictures take the memory of a few', async () => {
  const { rasterise, running } = open();
  await rasterise(studyDays, 480);
  const pid = running()?.pid;
  let peakBytes = 0;
  for (let drawn = 0; drawn < 200; drawn += 1) {
    await rasterise(studyDays, 480);
    peakBytes = Math.max(peakBytes, running()?.residentBytes ?? 0);
  }
  expect(running()?.pid).toBe(pid);
  // It is flat at 90 MB; left uncollected it passes 190.
  expect(peakBytes).toBeLessThan(150 * 1024 * 1024);
});

test('a process that has grown too large is replaced', async () => {
  const { rasterise, running } = open({ residentLimitMb: 1 });
  await rasterise(studyDays, 480);
  expect(running()).toBeNull();
  expect(sizeOf(await rasterise(studyDays, 480))[0]).toBe(960);
});

test('stopped, it refuses what waits, and leaves no process', async () => {
  const { rasterise, running, stop } = open();
  await rasterise(studyDays, 480);
  const pid = running()?.pid ?? 0;
  const waiting = [rasterise(studyDays, 480), rasterise(studyDays, 480)].map((one) =>
    expect(one).rejects.toThrow(Unavailable),
  );
  await stop();
  await Promise.all(waiting);
  expect(() => process.kill(pid, 0)).toThrow('ESRCH');
  expect(running()).toBeNull();
});

test('a program that has its picture ends by itself, and so does the process that drew it', async () => {
  const program = `
    import { openRasteriser } from './adapters/shared/rasterise.ts';
    const { rasterise, running } = openRasteriser();
    await rasterise('<svg xmlns="http://www.w3.org/2000/svg" width="8" height="8"/>', 8);
    process.stdout.write(String(running().pid));`;
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', program]);
  await expect.poll(() => isAlive(Number(stdout))).toBe(false);
});

function isAlive(pid: number): boolean {
  expect(pid).toBeGreaterThan(0);
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
