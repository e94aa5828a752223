/**
 * The process in which pictures are turned into pixels. A message is a picture, the answer to it follows; the process ends with
 * the program that it belongs to, and no earlier: a signal from the terminal is meant for that one.
 */
import { createRequire } from 'node:module';
import { Resvg, type ResvgRenderOptions } from '@resvg/resvg-js';

export interface Drawing {
  readonly svg: string;
  readonly pixelsWide: number;
}

export type Drawn = { readonly residentBytes: number } & (
  | { readonly png: Uint8Array }
  | { readonly complaint: string }
);

const { resolve } = createRequire(import.meta.url);

// Every weight that the pictures use, and TTF: woff gives a picture without text, and no error.
const fontFiles = ['400Regular/Inter_400Regular', '600SemiBold/Inter_600SemiBold', '700Bold/Inter_700Bold'].map(
  (name) => resolve(`@expo-google-fonts/inter/${name}.ttf`),
);

/** What Inter has no letters for. */
const foreign =
  /[^\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Common}\p{Script=Inherited}]|\p{Emoji_Presentation}/u;

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => {});

process.on('message', (drawing: Drawing) => {
  const answer = drawOrComplain(drawing);
  // Pixels live outside V8's heap, which therefore sees little need to collect.
  globalThis.gc?.();
  process.send?.({ ...answer, residentBytes: process.memoryUsage.rss() } satisfies Drawn);
});

function drawOrComplain(drawing: Drawing): { png: Uint8Array } | { complaint: string } {
  try {
    return { png: draw(drawing) };
  } catch (error) {
    return { complaint: String(error) };
  }
}

function draw({ svg, pixelsWide }: Drawing): Uint8Array {
  const options: ResvgRenderOptions = {
    // Inter comes first either way; the system's fonts, where it has any, only lend the letters that Inter has not.
    font: { fontFiles, loadSystemFonts: foreign.test(svg), defaultFontFamily: 'Inter' },
    fitTo: { mode: 'width', value: pixelsWide },
  };
  return new Resvg(svg, options).render().asPng();
}
