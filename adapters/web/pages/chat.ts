import type { Option } from '../../../src/chat/options.ts';
import type { Catalog } from '../../../src/chat/platform.ts';
import type { Place } from '../../../src/chat/request.ts';
import type { Entry } from '../feed.ts';
import { type Html, html } from '../html.ts';
import { renderFace, renderMessage } from '../message.ts';
import type { Shown } from '../message-store.ts';
import { nameMax } from '../names.ts';
import { pathAs } from '../places.ts';
import type { Person } from '../store.ts';
import { layout } from './layout.ts';

export interface ChatPage {
  readonly who: Person;
  readonly place: Place;
  readonly entries: readonly Entry[];
  readonly messages: readonly Shown[];
  readonly hasEarlier: boolean;
  /** The change up to which all is on the page. */
  readonly seq: number;
  readonly now: Date;
  readonly catalog: Catalog;
  /** A name for a new room that could not be taken, and why. */
  readonly newRoom?: { readonly typed: string; readonly problem: string };
}

/** A place with its messages, the list of places beside it, and the composer below. */
export function chatPage(it: ChatPage): string {
  const title = it.place.group?.name ?? 'Studyloop';
  const body = html`<a class="skip" href="#line">Skip to what you want to say</a>
<div class="frame">
${places(it)}
<main>
<header class="top">
<button type="button" class="menu" popovertarget="places" aria-label="Places"><span aria-hidden="true"></span></button>
<div class="title"><h1><bdi>${title}</bdi></h1>
<p>${it.place.group ? 'Everyone in this room reads along' : 'Between you and me'}</p></div>
<p id="link" role="status"></p>
</header>
<section class="log" id="log" aria-label="Messages" tabindex="0">
<button type="button" id="earlier" class="act plain"${!it.hasEarlier && html` hidden`}>Show earlier messages</button>
${it.messages.length === 0 && empty(it)}
<ol id="messages">${it.messages.map((message) => renderMessage(message, it.who.slug))}</ol>
</section>
<button type="button" id="newer" hidden>New messages below</button>
${composer(it)}
</main>
</div>
<dialog id="sheet" aria-labelledby="sheet-title"></dialog>
<p id="announcer" class="unseen" aria-live="polite"></p>`;
  return layout(`${title} · Studyloop`, body, { script: 'chat.js', data: data(it) });
}

/** What the page's modules know from the start. */
const data = ({ who, place, seq, now, catalog, entries }: ChatPage): Html =>
  html` class="chat" data-home="${pathAs(who.slug)}" data-who="${who.slug}" data-key="web:${who.slug}" data-place="${place.address}" data-seq="${seq}"
 data-now="${now.toISOString()}" data-places="${JSON.stringify(entries)}" data-commands="${JSON.stringify(catalog.commands.map(describeCommand))}"`;

function describeCommand({ root, name, about, isHome, options, suggest }: Catalog['commands'][number]) {
  const described = Object.entries(options).map(([option, it]) =>
    describeOption(option, it, suggest?.[option] !== undefined),
  );
  return { root, name, about, isHome, options: described };
}

const describeOption = (name: string, { about, required, shape }: Option<unknown>, suggests: boolean) => ({
  name,
  about,
  required,
  suggests,
  ...shape,
});

function places({ who, place, entries, newRoom }: ChatPage): Html {
  const [direct, ...rooms] = entries;
  return html`<nav id="places" popover aria-label="Places">
<p class="self">${renderFace(who.name)}<span class="name"><bdi>${who.name}</bdi></span><a href="/">Switch</a></p>
<ul class="places">${direct && entry(direct, place)}</ul>
<h2>Rooms</h2>
<ul class="places" id="rooms">${rooms.map((it) => entry(it, place))}</ul>
<form method="post" action="${pathAs(who.slug)}/rooms" class="new-room">
<input type="hidden" name="place" value="${place.address}">
<label for="room-name">Open a room</label>
<div class="row"><input id="room-name" name="name" value="${newRoom?.typed}" required placeholder="Linear algebra" autocomplete="off" aria-describedby="room-help${newRoom && ' room-problem'}"${newRoom && html` aria-invalid="true" autofocus`}>
<button class="act plain">Open</button></div>
${newRoom && html`<p class="problem" id="room-problem" role="alert">${newRoom.problem}</p>`}
<p class="help" id="room-help">Up to ${nameMax} characters. Anyone here can come in.</p>
</form>
</nav>`;
}

function entry({ path, place, name, unread }: Entry, current: Place): Html {
  const here = place === current.address;
  return html`<li><a href="${path}" data-place="${place}"${here && html` aria-current="page"`}><span class="name"><bdi>${name}</bdi></span>
<span class="unread"${(here || unread === 0) && html` hidden`}>${unread > 99 ? '99+' : unread}<span class="unseen"> unread</span></span></a></li>`;
}

/** Before the first message: what this place is for, and a first thing to do. */
function empty({ place, catalog, who }: ChatPage): Html {
  const first = ['start', 'goal', 'check-in', 'help'].filter((name) => catalog.command('study', name));
  const words = place.group
    ? 'Nobody has said anything here yet. Plain words go to everyone in the room; commands work here too.'
    : `Hello ${who.name}. This is where we talk, you and I: plans, check-ins, reviews and reminders. Nobody else reads along.`;
  return html`<div class="empty"><img src="/static/mark.svg" alt="" width="48" height="48"><p>${words}</p>
<p class="controls">${first.map((name) => html`<button type="button" class="act plain" data-say="/study ${name}">/study ${name}</button>`)}</p></div>`;
}

/** A text box of several lines that completes commands: the listbox is bound to it as ARIA has it for a textbox. */
function composer({ place, catalog }: ChatPage): Html {
  const aim = place.group ? `Message ${place.group.name}, or / for commands` : 'Type / for commands';
  const hasHelp = catalog.command('study', 'help') !== undefined;
  return html`<form class="composer" id="composer" aria-label="Say something">
<div id="hint" class="hint" hidden></div>
<ul id="suggestions" role="listbox" aria-label="Suggestions" hidden></ul>
<div class="line">
<textarea id="line" rows="1" placeholder="${aim}" aria-label="${aim}" aria-autocomplete="list" aria-haspopup="listbox" aria-controls="suggestions" aria-describedby="composer-help" autocomplete="off" spellcheck="true"></textarea>
<button class="act main" id="send">Send</button>
</div>
<div id="files" class="files" hidden></div>
<p id="composer-status" class="composer-status" role="status"></p>
<p id="composer-help" class="unseen">Enter sends, Shift and Enter starts a new line.${hasHelp && ' /study help shows what there is to say.'}</p>
</form>`;
}
