import { setTimeout as wait } from 'node:timers/promises';
import type { Card, Download, Picture } from '../../../src/chat/card.ts';
import { Unavailable } from '../../../src/errors.ts';
import { rasterise } from '../../shared/rasterise.ts';
import { atSlack } from '../failures.ts';
import type { Connected } from '../workspaces/workspaces.ts';

const patienceMs = 20_000;
/** Slack looks a new file through before it can be shown; how often and how long one asks. */
const looks = [0, 150, 300, 600, 1200, 2400, 4800];

interface NewFile {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly alt?: string;
}

/**
 * Uploads a file: asks for a url, sends the bytes there, completes (docs.slack.dev/messaging/working-with-files). With a channel
 * it is shown there, without one only the bot sees it until a message holds it. Returns its id. @throws Gone, Unavailable
 */
export async function upload(connected: Connected, { name, bytes, alt }: NewFile, channel?: string): Promise<string> {
  const { files } = connected.client;
  return atSlack('a file', async () => {
    const filename = name.trim() || 'file';
    const { upload_url: url, file_id: id } = await files.getUploadURLExternal({
      filename,
      length: bytes.length,
      ...(alt !== undefined && { alt_text: alt }),
    });
    if (url === undefined || id === undefined) throw new Unavailable('Slack gave no url for a file');
    await sendBytes(url, bytes);
    const whole = { files: [{ id, title: filename }] as [{ id: string; title: string }] };
    await files.completeUploadExternal(channel === undefined ? whole : { ...whole, channel_id: channel });
    return id;
  });
}

async function sendBytes(url: string, bytes: Uint8Array): Promise<void> {
  const signal = AbortSignal.timeout(patienceMs);
  const sent = await fetch(url, { method: 'POST', body: new Uint8Array(bytes), signal }).catch((error: unknown) => {
    throw new Unavailable('the bytes of a file', undefined, { cause: error });
  });
  await sent.arrayBuffer();
  if (!sent.ok) throw new Unavailable(`the bytes of a file: ${sent.status}`);
}

/** The pictures of a card, drawn and uploaded, ready to be shown in blocks. @throws Gone, Unavailable */
export async function uploadPictures(connected: Connected, card: Card): Promise<Map<Picture, string>> {
  const uploaded = new Map<Picture, string>();
  for (const block of card.blocks) {
    if (block.kind !== 'picture') continue;
    const bytes = await rasterise(block.svg, block.width);
    const id = await upload(connected, { name: 'picture.png', bytes, alt: block.alt });
    await untilReady(connected, id);
    uploaded.set(block, id);
  }
  return uploaded;
}

/** Slack refuses blocks with a file that it is still looking through (slackapi/java-slack-sdk issue 1349). */
async function untilReady({ client }: Connected, id: string): Promise<void> {
  for (const lookMs of looks) {
    if (lookMs > 0) await wait(lookMs);
    const { file } = await atSlack('a picture', () => client.files.info({ file: id }));
    if (file?.mimetype) return;
  }
  throw new Unavailable('Slack is still looking through a picture');
}

export const downloadsOf = (card: Card): Download[] => card.blocks.filter((block) => block.kind === 'download');

/** Shows a file in a channel or direct line. @throws Gone where the bot is not in the channel, Unavailable */
export const share = (connected: Connected, { name, base64 }: Download, channel: string): Promise<string> =>
  upload(connected, { name, bytes: Buffer.from(base64, 'base64') }, channel);

/** A file that someone put into a form, by the bot's own token. @throws Unavailable */
export async function fetchFile({ token, client }: Connected, url: string, maxBytes: number): Promise<Uint8Array> {
  if (!isSlacks(url, client.slackApiUrl)) throw new Unavailable('a file from a form does not lie at Slack');
  const signal = AbortSignal.timeout(patienceMs);
  const asked = { headers: { authorization: `Bearer ${token}` }, redirect: 'manual', signal } as const; // not to a page to sign in
  const found = await fetch(url, asked).catch((error: unknown) => {
    throw new Unavailable('a file from a form', undefined, { cause: error });
  });
  if (!found.ok || found.body === null) throw new Unavailable(`a file from a form: ${found.status}`);
  const pieces: Uint8Array[] = [];
  let length = 0;
  for await (const piece of found.body) {
    length += piece.length;
    if (length > maxBytes) throw new Unavailable('a file from a form is larger than Slack said');
    pieces.push(piece);
  }
  return new Uint8Array(Buffer.concat(pieces));
}

/** The token goes to Slack alone; a file may lie elsewhere and only be listed there. */
function isSlacks(url: string, apiUrl: string): boolean {
  if (!URL.canParse(url)) return false;
  const { host, protocol } = new URL(url);
  return host === new URL(apiUrl).host || (protocol === 'https:' && host.endsWith('.slack.com'));
}
