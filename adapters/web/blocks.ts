import type { WebBody } from './message-store.ts';

/**
 * The picture or file of a message's block, null when there is none. A picture is shown as an image and opened as a sandbox:
 * nothing in it can run. A file is always saved, never shown.
 */
export function serveBlock(body: WebBody | undefined, at: number): Response | null {
  const block = body?.kind === 'card' ? body.blocks[at] : undefined;
  const cached = { 'Cache-Control': 'private, max-age=86400' };
  if (block?.kind === 'picture')
    return new Response(block.svg, {
      headers: {
        ...cached,
        'Content-Type': 'image/svg+xml',
        'Content-Security-Policy': "default-src 'none'; style-src 'unsafe-inline'; sandbox",
      },
    });
  if (block?.kind !== 'download') return null;
  const name = encodeURIComponent(block.name).replace(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`);
  return new Response(Buffer.from(block.base64, 'base64'), {
    headers: {
      ...cached,
      'Content-Type': /^[\w.+-]+\/[\w.+-]+$/.test(block.mime) ? block.mime : 'application/octet-stream',
      'Content-Disposition': `attachment; filename*=UTF-8''${name}`,
    },
  });
}
