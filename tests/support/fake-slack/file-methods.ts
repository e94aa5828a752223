import type { Json } from './faces.ts';
import { announceFile, fileBody, processFile } from './files.ts';
import { objectsOf, textOf } from './json.ts';
import type { Calling, Methods } from './method.ts';
import { openChannel } from './places.ts';
import { addMessage } from './posts.ts';
import { SlackRefusal } from './refusal.ts';
import type { Channel, StoredFile, Team, World } from './world.ts';

// https://docs.slack.dev/messaging/working-with-files#upload: announce, send the bytes, complete.

function announce({ world, team, args }: Calling): Json {
  const length = Number(args.length);
  const name = textOf(args.filename);
  if (!Number.isInteger(length) || length <= 0 || name === '') throw new SlackRefusal('invalid_arguments');
  const file = announceFile(world, team, name, length, textOf(args.alt_text));
  return { upload_url: `${world.origin}/upload/v1/${file.id}`, file_id: file.id };
}

/** Completes; where a channel is named, one message with all of them comes there once they are looked through. */
function complete({ world, team, args }: Calling): Json {
  const asked = objectsOf(args.files);
  if (asked.length === 0) throw new SlackRefusal('invalid_arguments');
  const files = asked.map(({ id, title }) => {
    const file = ownFile(world, team, id);
    if (file.isComplete || file.bytes.length !== file.length) throw new SlackRefusal('file_update_failed');
    if (typeof title === 'string') file.title = title;
    return file;
  });
  const place = args.channel_id ?? args.channels;
  const channel = place === undefined ? null : openChannel(world, team, place);
  void finish(world, files, () => channel && share(world, channel, files, args));
  return { files: files.map(fileBody) };
}

async function finish(world: World, files: readonly StoredFile[], done: () => void): Promise<void> {
  await Promise.all(files.map((file) => processFile(world, file, () => {})));
  done();
}

function share(world: World, channel: Channel, files: readonly StoredFile[], args: Json): void {
  const written = { blocks: [], attachments: [], metadata: null, readsNames: false };
  const message = addMessage(
    world,
    channel,
    { ...written, text: textOf(args.initial_comment) },
    { from: channel.team.botUserId, files, ...(typeof args.thread_ts === 'string' && { threadTs: args.thread_ts }) },
  );
  for (const file of files) file.shares.push({ place: channel.id, ts: message.ts });
}

function ownFile(world: World, team: Team, id: unknown): StoredFile {
  const file = world.files.get(textOf(id));
  if (file?.team !== team) throw new SlackRefusal('file_not_found');
  return file;
}

export const fileMethods: Methods = {
  'files.getUploadURLExternal': {
    tier: 'tier4',
    scopes: ['files:write'],
    needs: ['filename', 'length'],
    run: announce,
  },
  'files.completeUploadExternal': { tier: 'tier4', scopes: ['files:write'], needs: ['files'], run: complete },
  'files.info': {
    tier: 'tier4',
    scopes: ['files:read'],
    needs: ['file'],
    run: ({ world, team, args }) => ({ file: fileBody(ownFile(world, team, args.file)) }),
  },
  'files.delete': {
    tier: 'tier3',
    scopes: ['files:write'],
    needs: ['file'],
    run({ world, team, args }) {
      world.files.delete(ownFile(world, team, args.file).id);
      return {};
    },
  },
};
