import type { Address } from '../../src/chat/request.ts';
import { type Html, html } from './html.ts';
import type { Shown } from './message-store.ts';
import { pathAs, readAddress } from './places.ts';
import { renderCard } from './render.ts';

/** A message as the page gets it: `born` is its place in the order, `seq` rises whenever it changes. */
export interface Drawn {
  readonly id: string;
  readonly place: Address;
  readonly seq: number;
  readonly born: number;
  readonly html: string;
}

/** A message as `who` sees it. */
export function drawMessage(it: Shown, who: string): Drawn {
  return { id: it.id, place: it.place, seq: it.seq, born: it.bornSeq, html: renderMessage(it, who).toString() };
}

export function renderMessage(it: Shown, who: string): Html {
  const byBot = it.body.kind === 'card';
  const privately = it.reader !== null && readAddress(it.place)?.kind === 'room';
  const writer = byBot ? 'Studyloop' : (it.authorName ?? 'Someone');
  return html`<li class="message${byBot ? ' bot' : ' person'}${privately && ' private'}${it.author === who && !byBot && ' mine'}"
 data-id="${it.id}" data-seq="${it.seq}" data-born="${it.bornSeq}" tabindex="-1">
${byBot && it.said !== null && html`<p class="said"><bdi>${it.author === who ? 'You' : it.authorName}</bdi> said <bdi>${it.said}</bdi></p>`}
${renderFace(writer, byBot)}
<div class="message-body">
<p class="by"><span class="writer"><bdi>${writer}</bdi></span>${stamp(it.at)}
${privately && html`<span class="only-you">Only you see this</span>`}</p>
${renderBody(it, who)}
<p class="act-status" hidden></p>
</div></li>`;
}

function renderBody(it: Shown, who: string): Html {
  if (it.body.kind === 'words') return html`<p class="words" dir="auto">${it.body.text}</p>`;
  const message = `${pathAs(who)}/messages/${encodeURIComponent(it.id)}`;
  return renderCard(it.body, (block) => `${message}/blocks/${block}?v=${it.seq}`);
}

/** The first letter of a name on one of eight colours; the bot has its mark. Said aloud it would only repeat the name. */
export function renderFace(name: string, bot = false): Html {
  if (bot) return html`<span class="face bot-face" aria-hidden="true"></span>`;
  const [letter = '?'] = [...new Intl.Segmenter().segment(name.normalize('NFC'))].map(({ segment }) => segment);
  return html`<span class="face hue-${hueOf(name)}" aria-hidden="true">${bare(letter).toUpperCase()}</span>`;
}

/** Without the marks that some pile on a letter; a sign made of marks alone stays. */
const bare = (letter: string) => (/^\p{L}/u.test(letter) ? letter.replace(/\p{M}/gu, '') : letter);

const hueOf = (name: string) => [...name].reduce((sum, sign) => (sum * 31 + (sign.codePointAt(0) ?? 0)) % 997, 7) % 8;

/** When it came; the page puts it into the reader's own zone. */
function stamp(at: Date): Html {
  const iso = at.toISOString();
  return html`<time class="stamp" datetime="${iso}" data-as="stamp">${iso.slice(11, 16)} UTC</time>`;
}
