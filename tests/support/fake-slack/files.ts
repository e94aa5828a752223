import type { Json, UploadedFile } from './faces.ts';
import type { StoredFile, Team, World } from './world.ts';

const kinds: Readonly<Record<string, string>> = {
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  gif: 'image/gif',
  csv: 'text/csv',
  txt: 'text/plain',
  json: 'application/json',
  zip: 'application/zip',
};
const extension = (name: string) => /\.([a-z0-9]+)$/i.exec(name)?.[1]?.toLowerCase() ?? '';
const mimeOf = (name: string) => kinds[extension(name)] ?? 'application/octet-stream';

/** A file that has been announced and has no bytes yet. */
export function announceFile(world: World, team: Team, name: string, length: number, alt = ''): StoredFile {
  const file: StoredFile = {
    id: world.newId('F'),
    team,
    name,
    title: name,
    mime: mimeOf(name),
    length,
    alt,
    bytes: new Uint8Array(),
    isComplete: false,
    isProcessed: false,
    shares: [],
    url: `${world.origin}/files-pri/${team.id}/`,
  };
  world.files.set(file.id, file);
  return file;
}

/** A file that a person has put into a form. */
export function uploadFile(world: World, team: Team, { name, mime, bytes }: UploadedFile): StoredFile {
  const file = announceFile(world, team, name, bytes.length);
  return Object.assign(file, { mime, bytes, isComplete: true, isProcessed: true });
}

/** From now on it is looked through; when that is done it can be shown, and `share` is called. */
export async function processFile(world: World, file: StoredFile, share: () => void): Promise<void> {
  file.isComplete = true;
  if (world.processingMs > 0) await world.clock.wait(world.processingMs);
  file.isProcessed = true;
  share();
  world.news.tell();
}

/** Whether an image block may show it: a picture of this workspace that has been looked through. */
export function isShowable(world: World, team: Team, id: string): boolean {
  const file = world.files.get(id);
  return file?.team === team && file.isProcessed && /^image\/(png|jpeg|gif)$/.test(file.mime);
}

/** As `files.info` and interactions tell of it. What is not looked through yet has no type. */
export function fileBody(file: StoredFile): Json {
  const path = `${file.url}${file.id}`;
  return {
    id: file.id,
    created: 0,
    name: file.name,
    title: file.title,
    mimetype: file.isProcessed ? file.mime : '',
    filetype: file.isProcessed ? extension(file.name) : '',
    mode: 'hosted',
    file_access: 'visible',
    size: file.length,
    alt_txt: file.alt,
    url_private: `${path}/${encodeURIComponent(file.name)}`,
    url_private_download: `${path}/download/${encodeURIComponent(file.name)}`,
    shares: { public: Object.fromEntries(file.shares.map(({ place, ts }) => [place, [{ ts }]])) },
  };
}
